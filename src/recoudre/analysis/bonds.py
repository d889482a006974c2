"""Occasions under every bond they make, and all together."""

import ibis
from ibis import _

from recoudre.analysis.conventions import ALL_BONDS, BONDS
from recoudre.analysis.tables import require_columns


def list_bonded(occasions: ibis.Table, bonds: ibis.Table) -> ibis.Table:
    """List every occasion under "all", and again under each bond it makes.

    Reads
        occasions: id int64, unique; commune_code string
        bonds:     occasion_id int64; bond string. The two foundations of a bond count once.

    Returns
        occasion_id int64, commune_code, bond string, unique as a whole.

    Example
        >>> occasions = ibis.memtable({"id": [1], "commune_code": ["26114"]})
        >>> bonds = ibis.memtable({"occasion_id": [1, 1], "bond": ["elective", "elective"]})
        >>> list_bonded(occasions, bonds).order_by("bond").bond.to_pyarrow().to_pylist()
        ['all', 'elective']
    """
    occasions = require_columns("occasions", occasions, "id", "commune_code")
    bonds = require_columns("bonds", bonds, "occasion_id", "bond")
    one_row = occasions.select(
        occasion_id=_.id, commune_code=_.commune_code, bond=ibis.literal(ALL_BONDS)
    )
    tags = bonds.filter(_.bond.isin(BONDS[1:])).select(tagged_id=_.occasion_id, bond=_.bond)
    tags = tags.distinct()
    by_bond = occasions.join(tags, occasions.id == tags.tagged_id).select(
        occasion_id=_.id, commune_code=_.commune_code, bond=_.bond
    )
    return ibis.union(one_row, by_bond)
