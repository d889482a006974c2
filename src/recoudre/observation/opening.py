"""Opens an observation as Ibis tables on DuckDB, in memory over its Parquet files."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import ibis
from ibis.backends.duckdb import Backend

from recoudre.vocabulary.tables import TABLES, Table


class ObservationUnreadableError(Exception):
    """A folder is not an observation, or one of its files changed since it was written."""


@dataclass(frozen=True, slots=True)
class OpenObservation:
    """An observation opened: its hash, its last change, and one Ibis table per name."""

    content_hash: str
    last_change: str
    tables: dict[str, ibis.Table]


def open_observation(folder: Path) -> OpenObservation:
    """Open an observation; parts under several licences are read as one table.

    Raises
        ObservationUnreadableError: no readable `datapackage.json`, or a file is missing.
    """
    package = _read_package(folder)
    connection = ibis.duckdb.connect()
    paths: dict[str, list[Path]] = defaultdict(list)
    for resource in package["resources"]:
        if resource["format"] == "parquet":
            path = folder / resource["path"]
            if not path.is_file():
                raise ObservationUnreadableError(f"Il manque {path} dans l’observation.")
            paths[path.stem].append(path)
    tables = {table.name: _read_table(connection, table, paths[table.name]) for table in TABLES}
    return OpenObservation(package["hash"], package["lastChange"] or "", tables)


def _read_package(folder: Path) -> dict[str, Any]:
    try:
        package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ObservationUnreadableError(
            f"{folder} n’est pas une observation : son fichier datapackage.json manque ou est "
            "illisible. Donnez un dossier écrit par « recoudre observe »."
        ) from error
    return package


def _read_table(connection: Backend, table: Table, paths: list[Path]) -> ibis.Table:
    """Read the parts of one table in memory; an absent table is an empty one."""
    if not paths:
        schema = {column.name: column.type for column in table.columns}
        return connection.create_table(table.name, schema=ibis.schema(schema), temp=True)
    parts = [connection.read_parquet(path).cache() for path in paths]
    return reduce(lambda left, right: left.union(right), parts)
