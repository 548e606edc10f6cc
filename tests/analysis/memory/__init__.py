"""Tests of what follows from a network."""
