"""Result tables cut by territory."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from recoudre.indicators.packing import Columns, Findings


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
