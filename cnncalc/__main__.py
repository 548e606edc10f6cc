"""`python -m cnncalc` does what `cnncalc` does."""

from __future__ import annotations

from cnncalc.cli.main import main

if __name__ == "__main__":
    main()
