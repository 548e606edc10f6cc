"""Tests of `cnncalc.origin.operator`."""
