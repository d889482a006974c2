"""What both loaders return: plain records, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recoudre.vocabulary.lists import Level, MissingReason

Geometry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CommuneRecord:
    """A commune of today. None and "" mean unknown (or, for `epci_code`, outside any EPCI)."""

    code: str
    name: str
    department_code: str
    region_code: str
    epci_code: str = ""
    residents: int | None = None
    residents_year: int | None = None
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """An EPCI, a département or a région (its code with the R prefix)."""

    code: str
    level: Level
    name: str


@dataclass(frozen=True, slots=True)
class FormerRecord:
    """A code that is no longer a commune's, and today's commune that it leads to."""

    code: str
    current_code: str
    since: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ValueRecord:
    """What a context indicator is worth on a commune: a value, or the reason why it is missing."""

    indicator: str
    year: int
    value: float | None
    source: str
    missing_reason: MissingReason | None = None


@dataclass(frozen=True, slots=True)
class LoadedTerritories:
    """All that a folder or the API Géo says.

    `complete_codes` are the groups whose every member is among `communes`: only these get residents
    and an outline computed from their members. `outlines` are GeoJSON geometries by code, of
    communes of today and of groups. `values` are by commune. `notes` tell, in French, what was left
    aside and why.
    """

    communes: Mapping[str, CommuneRecord]
    groups: Mapping[str, GroupRecord]
    complete_codes: frozenset[str] = frozenset()
    outlines: Mapping[str, Geometry] = field(default_factory=dict)
    former: Mapping[str, FormerRecord] = field(default_factory=dict)
    values: Mapping[str, tuple[ValueRecord, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_fictional: bool = False
