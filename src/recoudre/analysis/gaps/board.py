"""The tables of a comparison as columns of arrays, one value per commune, in the order of codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
from ibis import _
from numpy.typing import NDArray

from recoudre.analysis.conventions import BONDS, SIZE_BOUNDS
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Level

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class NeedColumn:
    """One context indicator: nan where unknown, with the reason."""

    value: Floats
    year: Floats
    missing_reason: Texts


@dataclass(frozen=True, slots=True)
class AccessColumn:
    """Access to one bond and what it rests on: nan and None where unknown."""

    per_1000: Floats
    in_reach: Floats
    blurred: Floats
    around: Floats
    coverage: Texts


@dataclass(frozen=True, slots=True)
class Board:
    """All that is compared. `bands` is -1 where the residents are unknown."""

    codes: Texts
    bands: NDArray[np.int64]
    needs: dict[str, NeedColumn]
    accesses: dict[str, AccessColumn]


def read_board(
    territories: ibis.Table,
    context: ibis.Table,
    access: ibis.Table,
    coverage: ibis.Table,
    indicators: Sequence[str],
) -> Board:
    """Read the tables once, by commune code.

    Raises
        MissingColumnsError: a table lacks a column that is read.
    """
    territories = require_columns("territories", territories, "code", "level", "residents")
    communes = territories.filter(_.level == Level.COMMUNE.value).order_by("code").to_pyarrow()
    codes = _read_texts(communes, "code")
    residents = _read_floats(communes, "residents")
    bands = np.where(np.isnan(residents), -1, np.digitize(residents, SIZE_BOUNDS))
    return Board(
        codes,
        bands,
        _read_needs(context, codes, indicators),
        _read_accesses(access, coverage, codes),
    )


def _read_needs(
    context: ibis.Table, codes: Texts, indicators: Sequence[str]
) -> dict[str, NeedColumn]:
    context = require_columns(
        "context", context, "code", "indicator", "year", "value", "missing_reason"
    )
    read = _Pivot.of(context, "indicator", codes, indicators)
    values, years = read.floats("value"), read.floats("year")
    reasons = read.texts("missing_reason")
    return {
        slug: NeedColumn(values[:, i], years[:, i], reasons[:, i])
        for i, slug in enumerate(indicators)
    }


def _read_accesses(
    access: ibis.Table, coverage: ibis.Table, codes: Texts
) -> dict[str, AccessColumn]:
    access = require_columns(
        "access", access, "code", "bond", "per_1000", "occasions_in_reach", "blurred_in_reach"
    )
    coverage = require_columns("coverage", coverage, "code", "bond", "occasions_around", "coverage")
    reach = _Pivot.of(access, "bond", codes, BONDS)
    around = _Pivot.of(coverage, "bond", codes, BONDS)
    per_1000, in_reach = reach.floats("per_1000"), reach.floats("occasions_in_reach")
    blurred, listed = reach.floats("blurred_in_reach"), around.floats("occasions_around")
    states = around.texts("coverage")
    return {
        bond: AccessColumn(
            per_1000[:, i], in_reach[:, i], blurred[:, i], listed[:, i], states[:, i]
        )
        for i, bond in enumerate(BONDS)
    }


@dataclass(frozen=True, slots=True)
class _Pivot:
    """A long table whose rows are found again as (commune, key)."""

    table: Any
    shape: tuple[int, int]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]

    @classmethod
    def of(cls, table: ibis.Table, key: str, codes: Texts, keys: Sequence[str]) -> "_Pivot":
        found = table.filter(_[key].isin(list(keys))).to_pyarrow()
        index = {code: i for i, code in enumerate(codes.tolist())}
        rows = [index.get(code, -1) for code in found["code"].to_pylist()]
        order = {name: i for i, name in enumerate(keys)}
        columns = [order[name] for name in found[key].to_pylist()]
        return cls(found, (len(codes), len(keys)), np.array(rows, int), np.array(columns, int))

    def floats(self, name: str) -> Floats:
        matrix = np.full(self.shape, np.nan)
        self._fill(matrix, _read_floats(self.table, name))
        return matrix

    def texts(self, name: str) -> Texts:
        matrix = np.full(self.shape, None, dtype=object)
        self._fill(matrix, _read_texts(self.table, name))
        return matrix

    def _fill(self, matrix: NDArray[Any], values: NDArray[Any]) -> None:
        is_here = self.rows >= 0
        matrix[self.rows[is_here], self.columns[is_here]] = values[is_here]


def _read_floats(table: Any, name: str) -> Floats:
    return np.asarray(table[name].to_numpy(zero_copy_only=False), dtype=np.float64)


def _read_texts(table: Any, name: str) -> Texts:
    return np.asarray(table[name].to_numpy(zero_copy_only=False), dtype=object)
