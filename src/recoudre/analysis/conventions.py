"""The conventions every question rests on, in one place: whoever shows a finding must state them.

Pure: what is read here needs no engine, so that a page may say it without loading one.
"""

from recoudre.vocabulary.lists import Bond

ALL_BONDS = "all"
BONDS = (ALL_BONDS, *(bond.value for bond in Bond))
"""The bonds that access, coverage and gaps are read by: all together, then each of the four."""

UNKNOWN = "unknown"
ALL = "all"

FEWEST_FOR_DIVERSITY = 5
"""Occasions with a known value under which nothing is said of variety."""

REACH_M = 10_000.0
BANDWIDTH_M = 5_000.0
"""Access: the longest straight line that counts, and the standard deviation of its decay."""

SIZE_BOUNDS = (500, 2_000, 10_000, 50_000)
"""Residents at which the next band of comparable communes starts."""

EXPECTED_TO_SPEAK = 3.0
"""With 3 records expected, chance alone leaves none one time in twenty: exp(-3) = 0.05."""

THIN_SHARE = 0.25
"""Under this share of what the usual rate leads to expect, a listing is called thin."""

SMALLEST_GROUP = 30
MAX_FALSE_SHARE = 0.05
"""Gaps: comparable communes under which nothing is said; share of false findings accepted."""

FEWEST_EXAMPLES = 30
"""Under this many validated examples of a class, nothing is learnt nor suggested of it."""

SUGGESTED_FROM = 0.6
"""A suggestion is made from this probability on."""

FEWEST_TOLD = 10
"""A territory or an audience with fewer validated examples of a class is not told."""
