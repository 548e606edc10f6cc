"""Tests of what other tools print."""
