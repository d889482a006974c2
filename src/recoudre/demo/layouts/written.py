"""What a source file is once written: its bytes, and the rows that have a disease."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from recoudre.demo.land import to_lat_lon
from recoudre.demo.sketches import Sketch
from recoudre.demo.stains import Stained


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file and its stained rows."""

    content: bytes
    stained: tuple[Stained, ...]


def write_csv(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    *,
    delimiter: str,
    quoting: Literal[0, 1],
) -> str:
    """Write rows under their header; a row keeps only the cells it has, so that it may be short."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns if column in row] for row in rows)
    return out.getvalue()


def spell_point(sketch: Sketch) -> tuple[str, str]:
    """Spell the latitude and the longitude, or two empty cells."""
    if sketch.point is None:
        return "", ""
    lat, lon = to_lat_lon(sketch.point)
    return f"{lat:.5f}", f"{lon:.5f}"
