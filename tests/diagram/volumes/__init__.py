"""Tests of pictures of feature maps as boxes."""
