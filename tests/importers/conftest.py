"""A source by hand and the communes it may name, for the tests of the runner."""

import csv
import io
from dataclasses import dataclass, field

import pytest

from recoudre.importers.registry import ImportSource
from recoudre.territories.models import Territory
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Kind, Level, Precision, Trust
from recoudre.vocabulary.records import (
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
)

COLUMNS = ("id", "nom", "commune", "lat", "lon")


def write_file(*rows: tuple[str, ...]) -> bytes:
    """Write the file of the source by hand: id, nom, commune, lat, lon."""
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *(row + ("",) * (5 - len(row)) for row in rows)])
    return text.getvalue().encode()


def parse(content: bytes) -> ParsedFile:
    """Parse the file of the source by hand; a row without a name is refused."""
    read = csv.DictReader(io.StringIO(content.decode()))
    rows = [{name: row[name] for name in COLUMNS} for row in read]
    return ParsedFile(tuple(_parse(n, row) for n, row in enumerate(rows, start=2)), COLUMNS)


def _parse(number: int, row: dict[str, str]) -> ParsedRecord | RejectedRow:
    if not row["nom"]:
        return RejectedRow(number, row, RejectReason.NO_NAME, "Le nom manque.", row["id"])
    point = {"lat": float(row["lat"]), "lon": float(row["lon"])} if row["lat"] else {}
    precision = Precision.NUMBER if point else Precision.UNKNOWN
    values = OccasionValues(
        name=row["nom"],
        kind=Kind.PLACE,
        commune_code=row["commune"],
        precision=precision,
        **point,
    )
    return ParsedRecord(number, row["id"], row, values)


@pytest.fixture
def source() -> ImportSource:
    """The source by hand."""
    info = SourceInfo(
        "essai", "Essai", "Éditeur", LICENCE_OUVERTE, Trust.OPEN, "https://example.org"
    )
    return ImportSource(info, parse)


@pytest.fixture
def communes(db: None) -> None:
    """Dieulefit, with a square outline, and Die, without any."""
    square = [[5.0, 44.5], [5.1, 44.5], [5.1, 44.6], [5.0, 44.6], [5.0, 44.5]]
    outline = {"type": "Polygon", "coordinates": [square]}
    for code, name, shape in (("26114", "Dieulefit", outline), ("26113", "Die", None)):
        Territory.objects.create(
            code=code, level=Level.COMMUNE, name=name, slug=name.lower(),
            search_name=name.lower(), department_code="26", region_code="R84", outline=shape,
        )  # fmt: skip


@dataclass
class FakeCommunes:
    """Communes written by hand, for the check alone."""

    former: dict[str, str] = field(default_factory=dict)
    inside: dict[str, tuple[float, float]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    whole_departments: frozenset[str] = frozenset()

    def follow(self, code: str) -> str | None:
        """Follow a code."""
        code = self.former.get(code, code)
        return code if code in {"26114", "26113"} else None

    def find_by_name(self, name: str, postcode: str) -> str | None:
        """Find by name."""
        return self.names.get((name, postcode))

    def locate(self, points: list[tuple[float, float]]) -> list[str | None]:
        """Find by point."""
        by_point = {point: code for code, point in self.inside.items()}
        return [by_point.get(point) for point in points]

    def contains(self, code: str, lat: float, lon: float) -> bool | None:
        """Say whether the point is the one of that commune; None without one."""
        return self.inside[code] == (lat, lon) if code in self.inside else None

    def is_outside(self, code: str) -> bool:
        """Say whether the département is not held whole."""
        return code[:2] not in self.whole_departments
