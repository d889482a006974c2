"""Which descriptions of several sources tell of one and the same occasion.

normalising: names, streets and points made comparable. comparing: pairs scored by Splink.
judging: what forbids that two be one, and the four relations. grouping: capped groups.
"""

from recoudre.analysis.matching.pairs import compute_pairs

__all__ = ["compute_pairs"]
