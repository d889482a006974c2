"""What every question does with its tables first: check their columns."""

import ibis

from recoudre.analysis.errors import MissingColumnsError


def require_columns(name: str, table: ibis.Table, *columns: str) -> ibis.Table:
    """Keep the columns that a call reads; lazy, so it costs no query.

    Raises
        MissingColumnsError: the table lacks one of them.

    Example
        >>> places = ibis.memtable({"place_id": ["hall"], "seats": [80]})
        >>> require_columns("places", places, "place_id", "capacity")
        Traceback (most recent call last):
        ...
        recoudre.analysis.errors.MissingColumnsError: Table 'places' lacks columns ['capacity']; \
it has ['place_id', 'seats']. Rename or add them before the call.
    """
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise MissingColumnsError(name, missing, table.columns)
    return table.select(*columns)
