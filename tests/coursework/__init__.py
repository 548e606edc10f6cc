"""Tests of what is for students and teachers."""
