"""How many occasions of each bond a resident can reach, shared with those who reach them too."""

from recoudre.analysis.access.placing import count_placed
from recoudre.analysis.access.shared import (
    BANDWIDTH_M,
    REACH_M,
    MissingAccess,
    shared_access,
)

__all__ = ["BANDWIDTH_M", "REACH_M", "MissingAccess", "count_placed", "shared_access"]
