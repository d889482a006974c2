"""The rules of the house, kept by tests rather than by people."""
