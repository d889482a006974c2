"""Files that are a list, or a list inside an envelope; what must never be read is left out."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from recoudre.importers.reading import (
    Row,
    Table,
    UnreadableFileError,
    decode,
    read_csv,
    read_json_list,
)

_JSON_STARTS = ("[", "{")


def is_json(content: bytes) -> bool:
    """Say whether a file starts as JSON does."""
    return content[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"[", b"{"))


def read_table(content: bytes, *, never_read: Collection[str] = ()) -> Table:
    """Read a CSV file or a JSON list, without the columns that must never be read.

    Raises
        UnreadableFileError: empty, too big, or neither of them.
    """
    if is_json(content):
        return read_json_list(content, never_read=never_read)
    table = read_csv(content)
    rows = tuple(
        replace(row, cells={k: v for k, v in row.cells.items() if k not in never_read})
        if isinstance(row, Row)
        else replace(row, raw={k: v for k, v in row.raw.items() if k not in never_read})
        for row in table.rows
    )
    columns = tuple(name for name in table.columns if name not in never_read)
    return replace(table, columns=columns, rows=rows)


def read_json(content: bytes) -> Any:
    """Read a JSON file, whatever it holds.

    Raises
        UnreadableFileError: empty, too big, or not JSON.
    """
    text, _ = decode(content)
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        # The one message of every JSON file that cannot be read.
        return read_json_list(content)


def make_table(items: Sequence[Any], *, never_read: Collection[str] = ()) -> Table:
    """Make a table of objects already read; an object that nests stays as JSON in its cell."""
    return read_json_list(json.dumps(list(items)).encode(), never_read=never_read)


def find_list(envelope: Any, *keys: str) -> list[Any]:
    """Find the list that an envelope holds under one of its keys; a bare list is its own.

    Raises
        UnreadableFileError: no key leads to a list; names the keys that were expected.
    """
    if isinstance(envelope, list):
        return envelope
    held = envelope if isinstance(envelope, dict) else {}
    for key in keys:
        if isinstance(held.get(key), list):
            return list(held[key])
    expected = ", ".join(f"« {key} »" for key in keys)
    found = ", ".join(f"« {key} »" for key in list(held)[:12]) or "aucune"
    raise UnreadableFileError(
        f"Ce fichier JSON ne contient pas la liste attendue, sous la clé {expected} : ses clés "
        f"sont {found}. Donnez le fichier entier de l’éditeur."
    )


def read_nested(cell: str) -> Any:
    """Read a cell that holds nested JSON; None when it holds a plain text or nothing."""
    if not cell.startswith(_JSON_STARTS):
        return None
    try:
        return json.loads(cell)
    except (json.JSONDecodeError, RecursionError):
        return None
