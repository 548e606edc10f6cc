"""Hands `tests.fuzzing.one_input` to atheris, a fuzzer that looks for inputs that reach new code.

    pip install atheris
    cp architectures/*.yaml FOLDER
    python -m tests.fuzz FOLDER -max_total_time=600 -max_len=3000 -timeout=20

FOLDER holds the inputs that it starts from, and those that it finds; it is no part of the project.
An input that breaks something is left as `crash-...`; it belongs into a test, as short as it gets.
"""

from __future__ import annotations

import sys
from importlib import import_module


def main() -> None:
    """Fuzz until told otherwise, by the arguments of libFuzzer."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["cnncalc"]):
        one_input = import_module("tests.fuzzing").one_input
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
