"""All that an import asks about communes, held in memory: codes, names, postcodes, outlines."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from recoudre.territories.codes import find_city_of_district, find_department_code
from recoudre.territories.geometry import compute_distance_m, compute_distance_to_outline_m
from recoudre.vocabulary.text import fold_commune_name

# Outlines published at 1:1,000,000 are simplified to about 1 km: a border may be drawn 1 km away
# from where it runs, and a well placed point fall 1 km outside. Twice that is the tolerance.
OUTLINE_TOLERANCE_M = 2_000.0

Point = tuple[float | None, float | None]

_NOISE = re.compile(r" cedex( \d+)?$| \d+(er?|eme|nd)?( arrondissement)?$| arrondissement$")


@dataclass(frozen=True, slots=True)
class KnownCommune:
    """What the lookup holds of a commune; `shape` is its outline, None when unknown."""

    code: str
    name: str
    department_code: str
    lat: float | None
    lon: float | None
    shape: BaseGeometry | None
    postcodes: tuple[str, ...]


class CommuneLookup:
    """The communes that this observatory follows, ready to be asked thousands of questions.

    `communes` are by code; `departments` are the départements of which every commune is held.
    """

    def __init__(
        self,
        communes: Mapping[str, KnownCommune],
        former: Mapping[str, str],
        departments: frozenset[str],
    ) -> None:
        """Hold the communes, the former codes with the code each leads to, the départements."""
        self.communes = communes
        self.departments = departments
        self._former = former

    def follow(self, code: str) -> str | None:
        """Follow a code to today's commune; None when no commune held answers to it."""
        code = code.upper()
        for candidate in (code, self._former.get(code), find_city_of_district(code)):
            if candidate in self.communes:
                return candidate
        return None

    def is_outside(self, code: str) -> bool:
        """Tell whether a commune's code is out of the territories followed, as far as we know.

        False for a code of a département that is held whole: such a code is no commune's.
        """
        return self.follow(code) is None and find_department_code(code) not in self.departments

    def find_by_name(self, name: str, postcode: str) -> str | None:
        """Find the commune of a name and a postcode; None when none or several answer.

        Case, accents, hyphens, articles, "St", CEDEX and district numbers do not matter. Without a
        commune of that postcode, the name must be the only one in the postcode's département.
        """
        word = _clean(name)
        if not word or not postcode:
            return None
        same_postcode = self._codes_by_name_and_postcode.get((word, postcode), [])
        department = find_department_code(postcode)
        departments = ("2A", "2B") if department == "20" else (department,)
        same_department = [
            code for one in departments for code in self._codes_by_name_and_department[one, word]
        ]
        for codes in (same_postcode, same_department):
            if codes:
                return codes[0] if len(codes) == 1 else None
        return None

    def locate(self, points: Sequence[Point]) -> list[str | None]:
        """Find the commune whose outline holds each (latitude, longitude); None when none does.

        On a shared border, the smallest code. Communes without outline cannot be found.
        """
        found: list[str | None] = [None] * len(points)
        if not points or not self._shaped:
            return found
        lat_lon = np.array(points, dtype=float).reshape(-1, 2)
        usable = np.flatnonzero(np.isfinite(lat_lon).all(axis=1))
        shaped_points = shapely.points(lat_lon[usable, 1], lat_lon[usable, 0])
        pairs = self._tree.query(shaped_points, predicate="intersects")
        for point, shape in sorted(pairs.T.tolist(), reverse=True):
            found[usable[point]] = self._shaped[shape].code
        return found

    def contains(
        self, code: str, lat: float, lon: float, tolerance_m: float = OUTLINE_TOLERANCE_M
    ) -> bool | None:
        """Tell whether a point is in a commune, or at most `tolerance_m` metres out of its outline.

        None when the commune or its outline is not known: then nothing can be said.
        """
        commune = self.communes.get(code)
        if commune is None or commune.shape is None:
            return None
        return compute_distance_to_outline_m(commune.shape, lat, lon) <= tolerance_m

    def compute_distance_m(self, code: str, lat: float, lon: float) -> float | None:
        """Compute the metres from a point to the point of a commune; None when it is not known."""
        commune = self.communes.get(code)
        if commune is None or commune.lat is None or commune.lon is None:
            return None
        return compute_distance_m(lat, lon, commune.lat, commune.lon)

    @cached_property
    def _shaped(self) -> list[KnownCommune]:
        """The communes with an outline, in the order of their codes."""
        return [self.communes[code] for code in sorted(self.communes) if self.communes[code].shape]

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree([commune.shape for commune in self._shaped])

    @cached_property
    def _codes_by_name_and_postcode(self) -> dict[tuple[str, str], list[str]]:
        codes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for commune in self.communes.values():
            for postcode in commune.postcodes:
                codes[_clean(commune.name), postcode].append(commune.code)
        return codes

    @cached_property
    def _codes_by_name_and_department(self) -> defaultdict[tuple[str, str], list[str]]:
        codes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for commune in self.communes.values():
            codes[commune.department_code, _clean(commune.name)].append(commune.code)
        return codes


def _clean(name: str) -> str:
    """Fold the name of a commune, without CEDEX nor the number of a district."""
    return _NOISE.sub("", fold_commune_name(name))
