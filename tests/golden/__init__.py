"""Whole networks and lectures against numbers that did not come from this program."""
