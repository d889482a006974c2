"""Result tables cut by territory and packed: column by column, so that a country stays small."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import pyarrow as pa

Row = TypeVar("Row")
Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of one territory: its result tables, column by column."""

    code: str
    tables: Mapping[str, Columns]

    def read(self, table: str, row_type: type[Row]) -> list[Row]:
        """Read one table as rows; no row when analysis found none."""
        columns = self.tables.get(table, {})
        names = [item.name for item in fields(row_type)]  # type: ignore[arg-type]
        count = len(next((columns[name] for name in names if name in columns), []))
        given = [columns.get(name, [self.code] * count) for name in names]
        return [row_type(*values) for values in zip(*given, strict=True)]


def cut_by_territory(tables: Mapping[str, pa.Table]) -> Iterator[Findings]:
    """Cut result tables by their column `code`, which is then left out, in the order of codes."""
    slices = {name: _slice(table) for name, table in tables.items()}
    for code in sorted({code for found in slices.values() for code in found}):
        yield Findings(code, {name: found[code] for name, found in slices.items() if code in found})


def _slice(table: pa.Table) -> dict[str, Columns]:
    """Slice one table: rows of a code are contiguous once sorted."""
    ordered = table.sort_by("code")
    codes = ordered["code"].to_pylist()
    starts = [i for i, code in enumerate(codes) if i == 0 or codes[i - 1] != code]
    ends = [*starts[1:], len(codes)]
    columns = {name: ordered[name].to_pylist() for name in ordered.column_names if name != "code"}
    return {
        codes[start]: {name: values[start:end] for name, values in columns.items()}
        for start, end in zip(starts, ends, strict=True)
    }


def pack(findings: Findings) -> bytes:
    """Pack the tables of a territory."""
    text = json.dumps(findings.tables, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), level=1)


def unpack(code: str, packed: bytes) -> Findings:
    """Unpack the tables of a territory."""
    return Findings(code, json.loads(zlib.decompress(packed)))
