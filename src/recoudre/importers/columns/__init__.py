"""Any table, read through a correspondence that a person reviews once and that is kept."""
