"""What somebody asks of the inventory, read from nowhere in particular."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, radians

KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Box:
    """A box of WGS 84 degrees, borders included."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Circle:
    """Around a point, within a distance in kilometres, included."""

    lat: float
    lon: float
    radius_km: float

    @property
    def box(self) -> Box:
        """Give the box that holds the circle."""
        high = self.radius_km / KM_PER_DEGREE
        wide = high / max(cos(radians(self.lat)), 0.01)
        return Box(self.lat - high, self.lon - wide, self.lat + high, self.lon + wide)


@dataclass(frozen=True, slots=True)
class Question:
    """Words, a place, and choices in each facet. What is empty does not narrow.

    `territory_code` keeps what lies in that territory, with or without a point; `box` and
    `circle` keep only what has a point, inside both when both are given; `is_unplaced` keeps only
    what has none. `chosen` maps a facet's parameter to its values.
    """

    words: str = ""
    territory_code: str = ""
    box: Box | None = None
    circle: Circle | None = None
    is_unplaced: bool = False
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Say whether nothing but facets narrows the question."""
        return not (
            self.words or self.territory_code or self.box or self.circle or self.is_unplaced
        )
