"""Who counts where: a commune counts in itself, its EPCI, its département and its région."""

import ibis
from ibis import _

from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Level

PARENT_COLUMNS = {
    Level.EPCI: "epci_code",
    Level.DEPARTEMENT: "department_code",
    Level.REGION: "region_code",
}


def list_members(territories: ibis.Table) -> ibis.Table:
    """List the communes of every territory, a commune being its own only member.

    Reads
        territories: code string, unique; level string; epci_code, department_code, region_code
                     string, null where unknown: the commune then counts at its other levels only.

    Returns
        commune_code, code, level string, never null; one row per commune and territory.

    Example
        >>> territories = ibis.memtable({
        ...     "code": ["26114", "26"], "level": ["commune", "departement"],
        ...     "epci_code": [None, None], "department_code": ["26", None],
        ...     "region_code": ["R84", None],
        ... }, schema={"code": "string", "level": "string", "epci_code": "string",
        ...            "department_code": "string", "region_code": "string"})
        >>> list_members(territories).order_by("code").to_pyarrow().to_pydict()["code"]
        ['26', '26114', 'R84']
    """
    territories = require_columns(
        "territories", territories, "code", "level", *PARENT_COLUMNS.values()
    )
    communes = territories.filter(_.level == Level.COMMUNE.value)
    itself = communes.select(
        commune_code=_.code, code=_.code, level=ibis.literal(Level.COMMUNE.value)
    )
    parents = [
        communes.filter(_[column].notnull()).select(
            commune_code=_.code, code=_[column], level=ibis.literal(level.value)
        )
        for level, column in PARENT_COLUMNS.items()
    ]
    return ibis.union(itself, *parents)


def count_residents(territories: ibis.Table) -> ibis.Table:
    """Count the residents that the communes known here add up to, for every territory.

    Answers: which denominator belongs to a count of what is in these communes?

    Reads
        territories: as `list_members`, and residents int64, persons, null where unknown.

    Returns
        code, level string; communes int64, how many are known here; residents int64, persons:
        the sum over those communes. Where one of them is unknown, the territory's own figure;
        null where that is unknown too. One row per territory that has a commune here.
    """
    known = require_columns("territories", territories, "code", "residents")
    own = known.select("code", own_residents=_.residents)
    sums = (
        list_members(territories)
        .join(known.select(commune_code=_.code, residents=_.residents), "commune_code")
        .group_by("code", "level")
        .agg(
            communes=_.commune_code.count(),
            counted=_.residents.count(),
            summed=_.residents.sum(),
        )
    )
    is_whole = _.counted == _.communes
    return sums.left_join(own, "code").select(
        "code",
        "level",
        "communes",
        residents=ibis.ifelse(is_whole, _.summed, _.own_residents).cast("int64"),
    )
