"""The pages where people propose, moderate, confirm and type in."""
