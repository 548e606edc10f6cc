"""Tests of the lectures' sizing rules."""
