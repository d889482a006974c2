"""The four source files, each in the layout of its publisher, each with its diseases."""
