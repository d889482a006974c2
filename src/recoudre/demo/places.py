"""Where things happen inside a commune: hamlets and quarters, streets, points, telephones."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import isqrt
from random import Random

from recoudre.demo.chance import draw_for
from recoudre.demo.land import Commune
from recoudre.demo.outlines import Point, is_inside

STREETS = (
    "rue de l’Église", "rue du Lavoir", "grande rue", "rue des Écoles", "place de la Mairie",
    "rue du Four", "rue de la Fontaine", "chemin des Vignes", "rue Basse", "rue Haute",
    "impasse du Puits", "rue du Moulin", "quai de l’Ormance", "rue des Jardins", "rue Neuve",
    "allée des Tilleuls", "route de la Gare", "rue du Stade", "rue de la Poste", "rue du Pont",
    "place du Marché", "rue des Tisserands", "chemin de l’Ourlette", "rue du Vieux-Mur",
    "rue des Remparts", "passage du Lin", "rue de la Liberté", "rue du Four-à-Pain",
)  # fmt: skip
PHONE_RANGES = ("05 36 49", "05 36 49", "05 36 49", "05 36 49", "06 39 98", "06 39 98",
                "02 61 91", "04 65 71", "03 53 01", "01 99 00")  # fmt: skip
"""The numbers that the regulator keeps for works of fiction, the south-west's more often."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A hamlet or a quarter of a commune, around its point in km."""

    name: str
    point: Point


def spread_spots(communes: Sequence[Commune]) -> dict[str, list[Spot]]:
    """Give each commune its hamlets and quarters, more to the larger; no name twice."""
    rng = draw_for("lieux-dits")
    names = _read_names()
    rng.shuffle(names)
    left = iter(names)
    return {commune.code: _place_spots(commune, left, rng) for commune in communes}


def draw_phones() -> Iterator[str]:
    """Draw telephone numbers of fiction, never the same twice."""
    rng = draw_for("téléphones")
    for number in rng.sample(range(10_000), 2_000):
        yield f"{rng.choice(PHONE_RANGES)} {number // 100:02d} {number % 100:02d}"


def draw_point(spot: Spot, commune: Commune, rng: Random) -> Point:
    """Draw a point within a stone's throw of a spot, inside the commune."""
    return _draw_inside(spot.point, 0.35, commune, rng)


def draw_address(spot: Spot, rng: Random) -> str:
    """Draw a number and a street, or the name of the hamlet."""
    if rng.random() < 0.2:
        return spot.name[0].upper() + spot.name[1:]
    return f"{rng.randint(1, 48)} {rng.choice(STREETS)}"


def _read_names() -> list[str]:
    text = files("recoudre.demo.data").joinpath("lieux_dits.csv").read_text(encoding="utf-8")
    return [row["lieu"] for row in csv.DictReader(io.StringIO(text))]


def _place_spots(commune: Commune, names: Iterator[str], rng: Random) -> list[Spot]:
    number = 3 + isqrt(commune.residents) // 22
    reach_km = 1.5 + min(1.4, commune.residents / 12_000)
    return [
        Spot(next(names), _draw_inside(commune.seat, reach_km, commune, rng)) for _ in range(number)
    ]


def _draw_inside(centre: Point, reach_km: float, commune: Commune, rng: Random) -> Point:
    while True:
        x = centre[0] + reach_km * (rng.random() + rng.random() - 1)
        y = centre[1] + reach_km * (rng.random() + rng.random() - 1)
        if is_inside((x, y), commune.outline):
            return x, y
