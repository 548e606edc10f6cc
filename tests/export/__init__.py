"""Tests of networks as code that runs elsewhere."""
