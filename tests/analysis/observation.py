"""The smallest tables of an observation, in the very schema that an observation has."""

from typing import Any

import ibis
import pyarrow as pa

from recoudre.vocabulary import tables


def lay(table: tables.Table, *rows: dict[str, Any]) -> ibis.Table:
    """Lay rows in a table of an observation; what a row leaves out is unknown."""
    schema = ibis.schema({column.name: column.type for column in table.columns})
    columns = {name: [row.get(name) for row in rows] for name in schema}
    return ibis.memtable(pa.Table.from_pydict(columns, schema=schema.to_pyarrow()))


def lay_territories(*rows: dict[str, Any]) -> ibis.Table:
    """Lay territories, communes unless said otherwise."""
    return lay(tables.TERRITORIES, *({"level": "commune"} | row for row in rows))


def lay_occasions(*rows: dict[str, Any]) -> ibis.Table:
    """Lay occasions, places known to the number unless said otherwise."""
    return lay(tables.OCCASIONS, *({"kind": "place", "precision": "number"} | row for row in rows))


def lay_bonds(*rows: tuple[int, str]) -> ibis.Table:
    """Lay bonds as (occasion, bond)."""
    return lay(
        tables.BONDS,
        *({"occasion_id": occasion, "bond": bond, "mark": "sourced"} for occasion, bond in rows),
    )


def list_rows(table: ibis.Table, *order: str) -> list[dict[str, Any]]:
    """Compute a table and list its rows, in the order of the given columns."""
    return table.order_by(*order).to_pyarrow().to_pylist()
