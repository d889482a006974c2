"""Occasions (places, gatherings, projects), stewards, and what each source says of them."""
