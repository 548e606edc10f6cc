"""Tests of `cnncalc.origin`."""
