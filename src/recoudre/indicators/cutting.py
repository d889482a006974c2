"""Result tables cut by territory, some hundred territories at a time: a country stays small."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recoudre.indicators.packing import Columns, Findings

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A table in the order of its codes, and where the rows of each code begin and end."""

    table: pa.Table
    bounds: Mapping[str, tuple[int, int]]


def cut_by_territory(tables: Mapping[str, pa.Table]) -> Iterator[Findings]:
    """Cut result tables by their column `code`, which is then left out, in the order of codes."""
    ordered = {name: _sort(table) for name, table in tables.items()}
    codes = sorted({code for one in ordered.values() for code in one.bounds})
    for start in range(0, len(codes), BATCH):
        batch = codes[start : start + BATCH]
        slices = {name: _slice(one, batch) for name, one in ordered.items()}
        for code in batch:
            found = {name: cut[code] for name, cut in slices.items() if code in cut}
            yield Findings(code, found)


def _sort(table: pa.Table) -> _Sorted:
    ordered = table.sort_by("code").combine_chunks()
    if not ordered.num_rows:
        return _Sorted(ordered, {})
    runs = pc.run_end_encode(ordered["code"].chunk(0))
    ends = np.asarray(runs.run_ends).tolist()
    bounds = zip(runs.values.to_pylist(), zip([0, *ends[:-1]], ends, strict=True), strict=True)
    return _Sorted(ordered.drop_columns(["code"]), dict(bounds))


def _slice(one: _Sorted, codes: list[str]) -> dict[str, Columns]:
    """Slice the rows of some codes that follow one another."""
    here = [(code, *one.bounds[code]) for code in codes if code in one.bounds]
    if not here:
        return {}
    first, last = here[0][1], here[-1][2]
    part = one.table.slice(first, last - first)
    columns = {name: part[name].to_pylist() for name in part.column_names}
    return {
        code: {name: values[start - first : end - first] for name, values in columns.items()}
        for code, start, end in here
    }
