"""What whoever shows findings needs of analysis: its rows, its words and its conventions.

Analysis is called by this room alone; nothing named here loads an engine.
"""

from recoudre.analysis.conventions import (
    ALL,
    ALL_BONDS,
    BANDWIDTH_M,
    BONDS,
    EXPECTED_TO_SPEAK,
    FEWEST_EXAMPLES,
    FEWEST_FOR_DIVERSITY,
    FEWEST_TOLD,
    MAX_FALSE_SHARE,
    REACH_M,
    SIZE_BOUNDS,
    SMALLEST_GROUP,
    SUGGESTED_FROM,
    THIN_SHARE,
    UNKNOWN,
)
from recoudre.analysis.gaps import Insufficiency, Position, Verdict, name_bond, write_verdict
from recoudre.analysis.gaps.numbers import format_measure
from recoudre.analysis.results import (
    AccessRow,
    CoverageRow,
    DiversityRow,
    GapRow,
    MissingFieldRow,
    PortraitRow,
    SourceRow,
    StandingRow,
    UnspokenRow,
    WitnessAgeRow,
)
from recoudre.analysis.states import AuditedField, CoverageState, Facet, MissingAccess, SourceState
from recoudre.indicators.telling import label_value

__all__ = [
    "ALL",
    "ALL_BONDS",
    "BANDWIDTH_M",
    "BONDS",
    "EXPECTED_TO_SPEAK",
    "FEWEST_EXAMPLES",
    "FEWEST_FOR_DIVERSITY",
    "FEWEST_TOLD",
    "MAX_FALSE_SHARE",
    "REACH_M",
    "SIZE_BOUNDS",
    "SMALLEST_GROUP",
    "SUGGESTED_FROM",
    "THIN_SHARE",
    "UNKNOWN",
    "AccessRow",
    "AuditedField",
    "CoverageRow",
    "CoverageState",
    "DiversityRow",
    "Facet",
    "GapRow",
    "Insufficiency",
    "MissingAccess",
    "MissingFieldRow",
    "PortraitRow",
    "Position",
    "SourceRow",
    "SourceState",
    "StandingRow",
    "UnspokenRow",
    "Verdict",
    "WitnessAgeRow",
    "format_measure",
    "label_value",
    "name_bond",
    "write_verdict",
]
