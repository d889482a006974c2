"""What a point is worth when its source does not say: judged from the whole file. Pure.

A point that several addresses share is the middle of something, most often the town hall: it says
the commune and no more. Otherwise, a point written to four decimals (some ten metres) beside an
address that starts with a number is believed to the number; beside another address, to the street.
Without an address, or coarser, its precision stays unknown.
"""

from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

from recoudre.vocabulary.lists import Precision
from recoudre.vocabulary.records import OccasionValues, ParsedRecord, RejectedRow
from recoudre.vocabulary.text import fold

FINE_DECIMALS = 4

Point = tuple[float | None, float | None]


def find_shared_points(rows: Iterable[ParsedRecord | RejectedRow]) -> frozenset[Point]:
    """Find the points that several addresses of a file share."""
    return keep_shared([gather_points(rows)])


def gather_points(rows: Iterable[ParsedRecord | RejectedRow]) -> set[tuple[Point, int]]:
    """Gather the points of some rows, each with the number of an address that it bears."""
    return {
        ((row.values.lat, row.values.lon), crc32(address.encode()))
        for row in rows
        if isinstance(row, ParsedRecord) and row.values.lat is not None
        if (address := fold(row.values.address))
    }


def keep_shared(gathered: Iterable[set[tuple[Point, int]]]) -> frozenset[Point]:
    """Keep the points that bear several addresses, whatever the part of the file."""
    first: dict[Point, int] = {}
    shared: set[Point] = set()
    for points in gathered:
        for point, address in points:
            if first.setdefault(point, address) != address:
                shared.add(point)
    return frozenset(shared)


def judge_precision(values: OccasionValues, shared: frozenset[Point]) -> OccasionValues:
    """Judge the precision of a point that its source leaves unknown."""
    if values.precision != Precision.UNKNOWN or values.lat is None or values.lon is None:
        return values
    if (values.lat, values.lon) in shared:
        return replace(values, precision=Precision.COMMUNE)
    if not values.address or not (_is_fine(values.lat) and _is_fine(values.lon)):
        return values
    is_numbered = values.address[0].isdigit()
    return replace(values, precision=Precision.NUMBER if is_numbered else Precision.STREET)


def _is_fine(degrees: float) -> bool:
    """Say whether degrees are written to four decimals or more."""
    return degrees != round(degrees, FINE_DECIMALS - 1)
