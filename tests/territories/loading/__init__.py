"""Tests of the two ways to bring territories in."""
