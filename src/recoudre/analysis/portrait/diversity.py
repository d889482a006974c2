"""How varied what is listed is, said only when enough is listed to say it."""

import ibis
from ibis import _

from recoudre.analysis.conventions import ALL, FEWEST_FOR_DIVERSITY, UNKNOWN
from recoudre.analysis.errors import ParameterError
from recoudre.analysis.membership import list_members
from recoudre.analysis.tables import require_columns


def compute_diversity(
    facets: ibis.Table, territories: ibis.Table, *, fewest: int = FEWEST_FOR_DIVERSITY
) -> ibis.Table:
    """Measure how many values of each facet a territory has, and how evenly.

    Answers: is what is listed here of one kind only, or of several, and how many "in effect"?

    Reads
        facets:      the rows of `list_facets`; the facet "all" is ignored
        territories: code, level, epci_code, department_code, region_code string

    Parameters
        fewest: occasions with a known value under which nothing is said, included in what is
                said; >= 1.

    Returns
        code, level, facet string, never null
        n                int64, occasions whose value is known, >= 0
        unknown          int64, occasions whose value is unknown, >= 0
        values_present   int64, distinct known values; null when n < fewest
        effective_values float64, >= 1: as many values, all equally frequent, would be as varied;
                         null when n < fewest
        One row per territory that has an occasion and facet, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".
        ParameterError: `fewest` is under 1.

    Method
        Hill number of order 1, the exponential of Shannon's entropy (Hill 1973, Ecology
        54:427-432), on the values given to occasions; one with two values gives two.
        Estimated from few occasions it is too low, and two territories listed with unequal care
        cannot be compared by it.

    Example
        >>> facets = ibis.memtable({"occasion_id": range(6), "commune_code": ["A"] * 6,
        ...     "facet": ["kind"] * 6, "value": ["place"] * 3 + ["project"] * 3})
        >>> territories = ibis.memtable(
        ...     {"code": ["A"], "level": ["commune"], "epci_code": [None],
        ...      "department_code": [None], "region_code": [None]},
        ...     schema={"code": "string", "level": "string", "epci_code": "string",
        ...             "department_code": "string", "region_code": "string"})
        >>> row = compute_diversity(facets, territories).to_pyarrow().to_pylist()[0]
        >>> row["n"], row["values_present"], round(row["effective_values"], 9)
        (6, 2, 2.0)
    """
    if fewest < 1:
        raise ParameterError("fewest", fewest, "a whole number of occasions, 1 or more")
    facets = require_columns("facets", facets, "occasion_id", "commune_code", "facet", "value")
    facets = facets.filter(_.facet != ALL)
    members = list_members(territories)
    known = _count_known(facets, members)
    entropy = _measure_entropy(facets, members)
    is_enough = _.n >= fewest
    return known.left_join(entropy, ["code", "facet"]).select(
        "code",
        "level",
        "facet",
        "n",
        "unknown",
        values_present=ibis.ifelse(is_enough, _.values_present, ibis.null("int64")),
        effective_values=ibis.ifelse(is_enough, _.entropy.exp(), ibis.null("float64")),
    )


def _count_known(facets: ibis.Table, members: ibis.Table) -> ibis.Table:
    is_known = facets.value != UNKNOWN
    by_commune = facets.group_by("commune_code", "facet").agg(
        known_here=facets.occasion_id.nunique(where=is_known),
        unknown_here=facets.occasion_id.nunique(where=~is_known),
    )
    return (
        by_commune.join(members, "commune_code")
        .group_by("code", "level", "facet")
        .agg(n=_.known_here.sum(), unknown=_.unknown_here.sum())
    )


def _measure_entropy(facets: ibis.Table, members: ibis.Table) -> ibis.Table:
    """Entropy of the known values: ln(N) - sum(n ln n) / N, one pass over counts."""
    by_commune = (
        facets.filter(_.value != UNKNOWN)
        .group_by("commune_code", "facet", "value")
        .agg(here=_.occasion_id.nunique())
    )
    counts = (
        by_commune.join(members, "commune_code")
        .group_by("code", "facet", "value")
        .agg(times=_.here.sum().cast("float64"))
    )
    sums = counts.group_by("code", "facet").agg(
        values_present=_.value.count(),
        total=_.times.sum(),
        weighted=(_.times * _.times.ln()).sum(),
    )
    return sums.select(
        "code", "facet", "values_present", entropy=_.total.ln() - _.weighted / _.total
    )
