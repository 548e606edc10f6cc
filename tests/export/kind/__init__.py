"""Tests of how each kind is written in PyTorch."""
