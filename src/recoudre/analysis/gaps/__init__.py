"""Where a need of context is high and access low, and what cannot be said of it."""

from recoudre.analysis.gaps.compute import MAX_FALSE_SHARE, SMALLEST_GROUP, compute_gaps
from recoudre.analysis.gaps.sentences import write_verdict
from recoudre.analysis.gaps.verdicts import Insufficiency, Position, Verdict

__all__ = [
    "MAX_FALSE_SHARE",
    "SMALLEST_GROUP",
    "Insufficiency",
    "Position",
    "Verdict",
    "compute_gaps",
    "write_verdict",
]
