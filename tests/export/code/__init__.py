"""Tests of what generated code consists of."""
