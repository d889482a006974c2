"""How the communes of a wider territory stand: counted by cell and verdict, never ranked."""

import ibis
from ibis import _

from recoudre.analysis.membership import list_members
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Level


def count_standings(gaps: ibis.Table, territories: ibis.Table) -> ibis.Table:
    """Count the communes of each wider territory by need, bond, verdict and cell.

    Answers: how many communes of ours stand where, and which ones?

    Reads
        gaps:        the rows of `compute_gaps`
        territories: code, level, epci_code, department_code, region_code string

    Returns
        code, level, indicator, bond, verdict string, never null
        need_position, access_position string, null without data
        communes      int64, >= 1
        commune_codes string, their codes in no particular order, separated by spaces; null for a
                      région, whose communes are too many to be listed
        One row per territory above the commune, indicator, bond, verdict and cell that a commune
        of it has, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".

    Example
        >>> gaps = ibis.memtable({"code": ["A", "B"], "indicator": ["poverty"] * 2,
        ...     "bond": ["all"] * 2, "verdict": ["gap"] * 2, "need_position": ["high"] * 2,
        ...     "access_position": ["low"] * 2})
        >>> territories = ibis.memtable(
        ...     {"code": ["A", "B"], "level": ["commune"] * 2, "epci_code": [None] * 2,
        ...      "department_code": ["1"] * 2, "region_code": [None] * 2},
        ...     schema={"code": "string", "level": "string", "epci_code": "string",
        ...             "department_code": "string", "region_code": "string"})
        >>> row = count_standings(gaps, territories).to_pyarrow().to_pylist()[0]
        >>> row["code"], row["communes"], sorted(row["commune_codes"].split())
        ('1', 2, ['A', 'B'])
    """
    cell = ("indicator", "bond", "verdict", "need_position", "access_position")
    gaps = require_columns("gaps", gaps, "code", *cell).rename(commune_code="code")
    members = list_members(territories).filter(_.level != Level.COMMUNE.value)
    counts = (
        members.join(gaps, "commune_code")
        .group_by("code", "level", *cell)
        .agg(communes=_.count(), all_codes=_.commune_code.group_concat(" "))
    )
    is_region = _.level == Level.REGION.value
    codes = ibis.ifelse(is_region, ibis.null("string"), _.all_codes)
    return counts.mutate(commune_codes=codes).drop("all_codes")
