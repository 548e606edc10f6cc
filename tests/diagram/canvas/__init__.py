"""Tests of what every picture is drawn with."""
