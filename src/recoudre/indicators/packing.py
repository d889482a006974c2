"""What is known of one territory, packed: column by column, so that a country stays small.

Pure: a page that reads findings loads no engine.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

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


@dataclass(frozen=True, slots=True)
class Portrait:
    """What analysis found of one territory, with its name and its residents."""

    code: str
    name: str
    level: str
    residents: int | None
    observed_until: str
    findings: Findings

    @property
    def payload(self) -> dict[str, Any]:
        """Give everything as plain JSON: each table column by column."""
        return {
            "code": self.code,
            "name": self.name,
            "level": self.level,
            "residents": self.residents,
            "observed_until": self.observed_until,
            "tables": self.findings.tables,
        }


def pack(findings: Findings) -> bytes:
    """Pack the tables of a territory."""
    text = json.dumps(findings.tables, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), level=1)


def unpack(code: str, packed: bytes) -> Findings:
    """Unpack the tables of a territory."""
    return Findings(code, json.loads(zlib.decompress(packed)))
