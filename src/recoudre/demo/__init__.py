"""The demonstration: an invented département, and four dirty, overlapping files about it."""
