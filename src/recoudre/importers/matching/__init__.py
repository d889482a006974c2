"""Matches what the sources say: reads the inventory, asks analysis, writes matches and merges."""

from recoudre.importers.matching.running import MatchReport, PairCounts, match_occasions

__all__ = ["MatchReport", "PairCounts", "match_occasions"]
