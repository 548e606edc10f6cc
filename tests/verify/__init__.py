"""Tests of the oracle, which need PyTorch and are skipped without it."""
