"""The tests of cnncalc; they mirror the package."""
