"""How right the automatic matches were found to be: the counts that are shipped with the code.

They are written by `python -m benchmarks.matching_quality --write`, from two public pairings; only
the half on which no weight was learnt is read here.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path

_FOLDER = Path(__file__).parent / "measures"
_Z = 1.959964
KEPT_APART = "kept_apart"
IN_USE = 0.5
"""The threshold in use, `AUTOMATIC` of analysis: pages read it here, without its engine."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share in [0, 1] of `n`, with its interval at 95 % (Wilson, 1927); nothing out of nothing.

    Example
        >>> Share(9, 10).value, round(Share(9, 10).low, 2), round(Share(9, 10).high, 2)
        (0.9, 0.6, 0.98)
    """

    count: int
    n: int

    @property
    def value(self) -> float | None:
        """Divide; None when there is nothing to divide by."""
        return self.count / self.n if self.n else None

    @property
    def low(self) -> float:
        """Give the lower end of the interval; 0 of nothing."""
        return self._end(-1)

    @property
    def high(self) -> float:
        """Give the upper end of the interval; 1 of nothing."""
        return self._end(1)

    def _end(self, side: int) -> float:
        if not self.n:
            return float(side > 0)
        share, square = self.count / self.n, _Z * _Z / self.n
        spread = _Z * sqrt(share * (1 - share) / self.n + square / (4 * self.n))
        return (share + square / 2 + side * spread) / (1 + square)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted at one threshold or in one region, in one public pairing.

    `same` are the pairs to find; `right` and `wrong` those merged without a person.
    """

    file: str
    where: str
    same: int
    right: int
    wrong: int
    measured_on: date

    @property
    def precision(self) -> Share:
        """Give the share of merges that were right."""
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """Give the share of the pairs to find that were merged."""
        return Share(self.right, self.same)


def read_curve() -> list[Measured]:
    """Read what was counted at each threshold, file by file, the lowest threshold first."""
    return [_read(row, "threshold") for row in _read_rows("curve") if row["half"] == KEPT_APART]


def read_regions() -> list[Measured]:
    """Read what was counted in each region, at the threshold in use; "others" is the small ones."""
    return [_read(row, "region") for row in _read_rows("regions")]


def _read_rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(row: Mapping[str, str], where: str) -> Measured:
    return Measured(
        file=row["file"],
        where=row[where],
        same=int(row["same"]),
        right=int(row["right"]),
        wrong=int(row["wrong"]),
        measured_on=date.fromisoformat(row["measured_on"]),
    )
