"""Matches what the sources say: reads the inventory, asks analysis, writes matches and merges.

running: one run. reading: what records say. quality: how right it was found to be.
"""
