"""Tests of how wrong answers come about."""
