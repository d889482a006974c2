"""What nobody speaks about: sources, values and fields that are silent on a territory."""

from recoudre.analysis.coverage.fields import compute_witness_age, count_missing_fields
from recoudre.analysis.coverage.sources import count_by_source
from recoudre.analysis.coverage.sufficiency import judge_coverage
from recoudre.analysis.coverage.unspoken import list_unspoken
from recoudre.analysis.states import CoverageState, SourceState

__all__ = [
    "CoverageState",
    "SourceState",
    "compute_witness_age",
    "count_by_source",
    "count_missing_fields",
    "judge_coverage",
    "list_unspoken",
]
