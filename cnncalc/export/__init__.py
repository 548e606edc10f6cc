"""A network as code that runs elsewhere: a PyTorch module, an ONNX file.

The trip of a network to PyTorch: `structure` looks at how the spec was written and makes classes of
its blocks, each with a body of steps; `kind` says for each layer which calls it becomes; what both
speak of is in `code`; `text` writes it down.
"""
