"""How many occasions of each bond a resident can reach, shared with those who reach them too."""

from recoudre.analysis.access.placing import count_placed
from recoudre.analysis.access.shared import shared_access
from recoudre.analysis.conventions import BANDWIDTH_M, REACH_M
from recoudre.analysis.states import MissingAccess

__all__ = ["BANDWIDTH_M", "REACH_M", "MissingAccess", "count_placed", "shared_access"]
