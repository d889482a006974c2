"""What is there: counts by facet and diversity, for communes and the levels above them."""

from recoudre.analysis.conventions import ALL, UNKNOWN
from recoudre.analysis.portrait.counts import count_facets
from recoudre.analysis.portrait.diversity import compute_diversity
from recoudre.analysis.portrait.facets import list_facets
from recoudre.analysis.states import Facet

__all__ = ["ALL", "UNKNOWN", "Facet", "compute_diversity", "count_facets", "list_facets"]
