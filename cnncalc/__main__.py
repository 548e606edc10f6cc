"""`python -m cnncalc` and the script `cnncalc`: the same program, which Ctrl-C ends in silence."""

from __future__ import annotations

import os

__all__ = ["main"]

try:
    from cnncalc.cli.interruption import end_when_interrupted

    end_when_interrupted()  # before what takes time to import
except KeyboardInterrupt:
    os._exit(130)


def main() -> None:
    """Run the command line on the arguments of this process, and end it with the exit code."""
    from cnncalc.cli.main import main as run_command_line

    run_command_line()


if __name__ == "__main__":
    main()
