"""Tests of classes as text."""
