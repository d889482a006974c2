"""A computed table read as rows."""

from dataclasses import fields
from typing import TypeVar

import ibis

from recoudre.analysis.tables import require_columns

Row = TypeVar("Row")


def read_rows(table: ibis.Table, row_type: type[Row]) -> list[Row]:
    """Compute a table and read it as rows, in the order of the table.

    Raises
        MissingColumnsError: the table lacks a field of `row_type`.

    Example
        >>> from recoudre.analysis.results import WitnessAgeRow
        >>> table = ibis.memtable({"code": ["26"], "level": ["departement"], "occasions": [2],
        ...     "undated": [0], "newest_days": [1.0], "median_days": [2.0], "oldest_days": [3.0]})
        >>> read_rows(table, WitnessAgeRow)[0].oldest_days
        3.0
    """
    names = [item.name for item in fields(row_type)]  # type: ignore[arg-type]
    rows = require_columns(row_type.__name__, table, *names).to_pyarrow().to_pylist()
    return [row_type(**row) for row in rows]
