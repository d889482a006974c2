"""How many occasions, by facet, for each territory, with the denominators that were used."""

import ibis
from ibis import _

from recoudre.analysis.intervals import add_count_limits
from recoudre.analysis.membership import count_residents, list_members
from recoudre.analysis.tables import require_columns


def count_facets(facets: ibis.Table, territories: ibis.Table) -> ibis.Table:
    """Count the occasions of each territory by facet and value, and per 1,000 residents.

    Answers: what do people list here, of which kind, for whom, when; and of how many occasions
    do we not know it?

    Reads
        facets:      the rows of `list_facets`
        territories: code, level, epci_code, department_code, region_code string; residents int64

    Returns
        code, level, facet, value string, never null
        n            int64, occasions with that value, >= 1. A value that no occasion has is
                     absent: nobody listed one, which is not the same as zero.
        occasions    int64, all the occasions of the territory
        share        float64 in [0, 1], n / occasions. Where an occasion may have several values
                     (bond, domain, life step, audience, band) shares may add up to more than 1.
        communes     int64, communes of the territory that are known here
        residents    int64, persons, null where unknown (see `count_residents`)
        per_1000, per_1000_low, per_1000_high
                     float64, occasions per 1,000 residents and its 95 % limits; null where
                     residents are unknown or none
        One row per territory, facet and value, in no particular order, lazy. Every commune counts
        in itself, its EPCI, its département and its région. An occasion of a commune that
        `territories` lacks is counted nowhere.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".

    Method
        The limits are those of a Poisson law (Garwood 1936): how far the rate of so small a
        population would move by chance alone, had occasions come independently at a steady pace.
        They say nothing of occasions that nobody listed.

    Example
        >>> facets = ibis.memtable({"occasion_id": [1, 2], "commune_code": ["A", "A"],
        ...                         "facet": ["kind"] * 2, "value": ["place"] * 2})
        >>> territories = ibis.memtable(
        ...     {"code": ["A"], "level": ["commune"], "epci_code": [None],
        ...      "department_code": [None], "region_code": [None], "residents": [500]},
        ...     schema={"code": "string", "level": "string", "epci_code": "string",
        ...             "department_code": "string", "region_code": "string",
        ...             "residents": "int64"})
        >>> row = count_facets(facets, territories).to_pyarrow().to_pylist()[0]
        >>> row["n"], row["residents"], row["per_1000"]
        (2, 500, 4.0)
    """
    facets = require_columns("facets", facets, "occasion_id", "commune_code", "facet", "value")
    members = list_members(territories)
    denominators = count_residents(territories).select("code", "communes", "residents")
    counted = _count_values(facets, members).join(_count_occasions(facets, members), "code")
    joined = add_count_limits(counted.join(denominators, "code"))
    return joined.select(
        "code",
        "level",
        "facet",
        "value",
        "n",
        "occasions",
        share=_.n / _.occasions,
        communes=_.communes,
        residents=_.residents,
        per_1000=_per_1000(_.n),
        per_1000_low=_per_1000(_.count_low),
        per_1000_high=_per_1000(_.count_high),
    )


def _count_values(facets: ibis.Table, members: ibis.Table) -> ibis.Table:
    by_commune = facets.group_by("commune_code", "facet", "value").agg(n=_.occasion_id.nunique())
    by_member = by_commune.join(members, "commune_code")
    return by_member.group_by("code", "level", "facet", "value").agg(n=_.n.sum())


def _count_occasions(facets: ibis.Table, members: ibis.Table) -> ibis.Table:
    by_commune = facets.group_by("commune_code").agg(here=_.occasion_id.nunique())
    return by_commune.join(members, "commune_code").group_by("code").agg(occasions=_.here.sum())


def _per_1000(count: ibis.Deferred) -> ibis.Deferred:
    return count * 1000.0 / _.residents.nullif(0)
