"""Tests of how figures are written."""
