"""Recoudre, the observatory of social bonds."""

__version__ = "0.1.0"
