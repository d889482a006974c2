"""Brings open data in: one folder per source, one runner for all."""
