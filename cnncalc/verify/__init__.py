"""The oracle: a network built in PyTorch, run, and compared row by row with what cnncalc computed.

    >>> network = cnncalc.load("lenet5")
    >>> verify(network, cnncalc.analyze(network), Conditions(device="meta")).agrees
    True

The only folder that imports torch, so each module of it is loaded when it is asked for. The
builders (`cnncalc.verify.builder`) are written from PyTorch's documentation and share no formula
with what they check; `cnncalc.verify.comparison` says what is held against what.
"""
