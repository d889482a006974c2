"""Tests of the territories."""
