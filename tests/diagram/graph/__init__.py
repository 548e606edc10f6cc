"""Tests of pictures of what reads what."""
