"""Tests of the page about networks."""
