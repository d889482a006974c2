"""The Ormance (96): an invented département, its 37 communes and where they lie.

It is drawn at sea, in the Gulf of Gascony: inside the box where French coordinates are accepted,
yet over no real commune, so that no point of the demonstration is ever somebody's home. The
number 96 follows the last one of mainland France and was never a département's; no postcode
begins with it. The région is "90", never used either.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from recoudre.demo.outlines import Point, draw_outlines

DEPARTEMENT_CODE = "96"
DEPARTEMENT_NAME = "Ormance"
REGION_CODE = "90"
REGION_NAME = "Grandes-Rives"
EPCIS: dict[str, tuple[str, str]] = {
    "960000012": ("CA Ormance Agglomération", "CA"),
    "960000025": ("CC des Sources de l’Ourlette", "CC"),
    "960000037": ("CC du Bocage aux Lavoirs", "CC"),
    "960000049": ("CC du Plateau de Morteserre", "CC"),
}
"""Name and nature by code. None of these numbers is a SIREN: each fails the key of control."""

MERGED_COMMUNE = "96048"
MERGED_COMMUNE_NAME = "Le Gué-d’Ourlette"
FORMER_COMMUNE = "96049"
FORMER_COMMUNE_NAME = "Vieux-Gué"
MERGED_ON = "2024-01-01"

CENTRE_LAT = 45.7
CENTRE_LON = -3.4
KM_BY_DEGREE_LAT = 111.32
KM_BY_DEGREE_LON = 77.75

AROUND: tuple[Point, ...] = (
    (-27.0, -3.0), (-26.0, -8.0), (-27.0, -15.0), (-19.0, -19.0), (-13.0, -22.0), (-8.0, -25.0),
    (-2.0, -28.5), (3.5, -25.5), (9.0, -24.0), (16.0, -21.5), (18.0, -16.5), (24.0, -14.0),
    (24.5, -8.5), (27.5, -4.5), (30.5, 4.0), (32.0, 11.0), (31.0, 18.0), (25.0, 21.0),
    (18.5, 23.0), (14.0, 26.5), (6.5, 22.5), (-0.5, 23.0), (-5.0, 17.5), (-11.0, 15.0),
    (-16.0, 18.5), (-23.0, 18.5), (-27.0, 12.0), (-25.0, 6.5), (-25.0, 2.5),
)  # fmt: skip
"""Points beyond the border: the département ends halfway to them."""


@dataclass(frozen=True, slots=True)
class Commune:
    """One invented commune. Points are in km east and north of the centre."""

    code: str
    name: str
    epci_code: str
    residents: int
    seat: Point
    postcodes: tuple[str, ...]
    occasions: int
    measures: Mapping[str, str]
    outline: tuple[Point, ...]


def list_communes() -> list[Commune]:
    """List the communes in the order of their codes, with their outlines."""
    rows = list(_read_rows())
    seats = [(float(row["x_km"]), float(row["y_km"])) for row in rows]
    outlines = draw_outlines([*seats, *AROUND], len(rows))
    return [
        _make_commune(row, seat, outline)
        for row, seat, outline in zip(rows, seats, outlines, strict=True)
    ]


def to_lat_lon(point: Point) -> tuple[float, float]:
    """Turn km east and north of the centre into WGS 84 degrees, to about one metre."""
    x, y = point
    return round(CENTRE_LAT + y / KM_BY_DEGREE_LAT, 5), round(CENTRE_LON + x / KM_BY_DEGREE_LON, 5)


def _read_rows() -> Iterator[dict[str, str]]:
    text = files("recoudre.demo.data").joinpath("communes.csv").read_text(encoding="utf-8")
    return csv.DictReader(io.StringIO(text))


def _make_commune(row: Mapping[str, str], seat: Point, outline: Sequence[Point]) -> Commune:
    return Commune(
        code=row["code"],
        name=row["name"],
        epci_code=row["epci"],
        residents=int(row["residents"]),
        seat=seat,
        postcodes=tuple(row["postcodes"].split("|")),
        occasions=int(row["occasions"]),
        measures=row,
        outline=tuple(outline),
    )
