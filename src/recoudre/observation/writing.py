"""Writes the observation: one folder per licence, each table as Parquet and as CSV.

The same facts always give the same bytes: rows are in the order of their key, nothing tells the
time of writing, and `datapackage.json` carries the hash of the whole.
"""

import csv
import hashlib
import io
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction
from django.utils.timezone import localtime

from recoudre.observation import reading
from recoudre.vocabulary import tables
from recoudre.vocabulary.licences import LICENCES
from recoudre.vocabulary.tables import TABLES, Column, Table

_ARROW = {
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
_FRICTIONLESS = {"int64": "integer", "float64": "number"}
# A spreadsheet would run a cell that starts so: the CSV shields it with an apostrophe.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Observation:
    """What was written: the folder, the hash of its content, rows by table."""

    folder: Path
    content_hash: str
    rows: dict[str, int]


def write_observation(folder: Path) -> Observation:
    """Write the observation of this moment in a folder, in place of what it held.

    The folder is written beside, then put in place: a reader never sees half of one.

    Raises
        NotADirectoryError: the folder holds something else than an observation.
    """
    _refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        draft.chmod(0o755)
        resources, rows = _write_tables(draft)
        content_hash = _write_description(draft, resources)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Observation(folder, content_hash, rows)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "datapackage.json").is_file():
        raise NotADirectoryError(
            f"Le dossier {folder} contient autre chose qu’une observation : donnez un dossier vide "
            "ou qui n’existe pas encore."
        )


@transaction.atomic
def _write_tables(draft: Path) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Write every table under each licence it has rows of, all read at the same moment."""
    resources = []
    counts: dict[str, int] = {table.name: 0 for table in TABLES}
    for table, rows in _read_all():
        for licence, part in sorted(_split(rows).items()):
            counts[table.name] += len(part)
            resources += _write_part(draft, table, licence, part)
    return resources, counts


def _read_all() -> Iterator[tuple[Table, Iterable[tuple[str, reading.Row]]]]:
    covers = reading.read_licences()
    yield tables.TERRITORIES, reading.read_territories()
    yield tables.NEIGHBOURS, reading.read_neighbours()
    yield tables.CONTEXT, reading.read_context()
    yield tables.OCCASIONS, reading.read_occasions(covers)
    tags = reading.read_tags(covers)
    for table in (tables.BONDS, tables.DOMAINS, tables.AUDIENCES, tables.OPENINGS):
        yield table, tags.get(table.name, [])
    yield tables.TIMINGS, reading.read_timings(covers)
    yield tables.STEWARDS, reading.read_stewards(covers)
    yield tables.RECORDS, reading.read_records()
    yield tables.SOURCES, reading.read_sources()


def _split(rows: Iterable[tuple[str, reading.Row]]) -> dict[str, list[reading.Row]]:
    parts: dict[str, list[reading.Row]] = defaultdict(list)
    for licence, row in rows:
        parts[licence].append(row)
    return parts


def _write_part(
    draft: Path, table: Table, licence: str, rows: list[reading.Row]
) -> list[dict[str, Any]]:
    (draft / licence).mkdir(exist_ok=True)
    path = draft / licence / table.name
    pq.write_table(_make_arrow(table, rows), path.with_suffix(".parquet"), compression="zstd")
    path.with_suffix(".csv").write_text(_make_csv(table, rows), encoding="utf-8", newline="")
    return [
        _describe_file(draft, path.with_suffix(ending), table, licence, len(rows))
        for ending in (".parquet", ".csv")
    ]


def _make_arrow(table: Table, rows: list[reading.Row]) -> pa.Table:
    schema = pa.schema(
        [pa.field(one.name, _ARROW[one.type], nullable=one.nullable) for one in table.columns]
    )
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        pa.array(values, type=item.type) for values, item in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _make_csv(table: Table, rows: list[reading.Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows([_write_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _write_cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return value


def _describe_file(
    draft: Path, path: Path, table: Table, licence: str, rows: int
) -> dict[str, Any]:
    content = path.read_bytes()
    terms = LICENCES[licence]
    return {
        "name": f"{table.name}-{licence}-{path.suffix[1:]}",
        "path": path.relative_to(draft).as_posix(),
        "title": table.row_is,
        "format": path.suffix[1:],
        "mediatype": "text/csv" if path.suffix == ".csv" else "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rowCount": rows,
        "licenses": [{"name": terms.slug, "title": terms.name, "path": terms.url}],
        "schema": {
            "fields": [_describe_column(column) for column in table.columns],
            **_describe_key(table),
            "missingValues": [""],
        },
    }


def _describe_key(table: Table) -> dict[str, Any]:
    """Describe the key of a table; one that may hold an unknown is no key to a validator."""
    nullable = {column.name for column in table.columns if column.nullable}
    return {} if nullable & set(table.key) else {"primaryKey": list(table.key)}


def _describe_column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS.get(column.type, column.type),
        "description": f"{column.meaning} ({column.unit})" if column.unit else column.meaning,
    }
    return described if column.nullable else {**described, "constraints": {"required": True}}


def _write_description(draft: Path, resources: list[dict[str, Any]]) -> str:
    """Write `datapackage.json`; its hash covers every file by its own hash."""
    joined = "\n".join(f"{one['path']} {one['hash']}" for one in resources)
    content_hash = hashlib.sha256(joined.encode()).hexdigest()
    last = reading.find_last_change()
    licences = sorted({one["licenses"][0]["name"] for one in resources})
    package = {
        "name": "observation",
        "title": "Observation du lien social",
        "description": (
            "Ce qui fait du lien sur un territoire, à un moment donné. Un dossier par licence : "
            "ce qui est sous ODbL n’est jamais mêlé au reste. Une case vide veut dire inconnu, "
            "jamais zéro. Dans les CSV, une cellule qui pourrait être lue comme une formule est "
            "précédée d’une apostrophe."
        ),
        "version": content_hash[:12],
        "hash": f"sha256:{content_hash}",
        "lastChange": localtime(last).isoformat(timespec="seconds") if last else None,
        "licenses": [
            {"name": slug, "title": LICENCES[slug].name, "path": LICENCES[slug].url}
            for slug in licences
        ],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (draft / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    return content_hash
