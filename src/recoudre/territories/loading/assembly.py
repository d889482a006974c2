"""From what a loader says to one row per territory: groups summed, outlines joined, neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from shapely.geometry.base import BaseGeometry

from recoudre.territories.geometry import (
    compute_distance_m,
    compute_neighbours,
    find_inner_point,
    join_outlines,
    read_geometry,
    write_geometry,
)
from recoudre.territories.loading.records import (
    CommuneRecord,
    Geometry,
    GroupRecord,
    LoadedTerritories,
)
from recoudre.vocabulary.lists import Level

Number = TypeVar("Number", int, float)
Value = TypeVar("Value")

_WIDTH = {Level.COMMUNE: 0, Level.EPCI: 1, Level.DEPARTEMENT: 2, Level.REGION: 3}


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A territory as it should be known; None means that the loader does not know."""

    code: str
    level: Level
    name: str
    department_code: str = ""
    region_code: str = ""
    epci_code: str = ""
    residents: int | None = None
    residents_year: int | None = None
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None
    outline: Geometry | None = None
    neighbour_codes: list[str] | None = None
    is_fictional: bool = False


@dataclass(frozen=True, slots=True)
class Assembly:
    """The rows of the selected communes and of their groups, and every pair of neighbours known."""

    rows: list[TerritoryRow]
    neighbours: Mapping[str, list[str]]


def assemble_territories(
    loaded: LoadedTerritories, codes: Iterable[str], known_outlines: Mapping[str, Geometry]
) -> Assembly:
    """Make the rows of the selected communes and of the EPCI, départements, régions they are in.

    `known_outlines` are those of the communes that the database already holds: a commune touches
    them too, and they complete the outline of a group.
    """
    outlines = {**known_outlines, **loaded.outlines}
    shapes = {code: read_geometry(outlines[code]) for code in outlines if len(code) == 5}
    neighbours = compute_neighbours(shapes)
    communes = [loaded.communes[code] for code in codes]
    rows = [_make_commune(one, loaded, shapes.get(one.code), neighbours) for one in communes]
    maker = _GroupMaker(loaded, shapes)
    known = [code for code in _list_groups(communes) if code in loaded.groups]
    rows += [maker.make(loaded.groups[code]) for code in known]
    return Assembly(rows, neighbours)


def list_members(communes: Iterable[CommuneRecord]) -> dict[str, list[CommuneRecord]]:
    """List the communes of each EPCI, département and région, by its code."""
    members: defaultdict[str, list[CommuneRecord]] = defaultdict(list)
    for commune in communes:
        for code in _list_own_groups(commune):
            members[code].append(commune)
    return dict(members)


def _list_own_groups(commune: CommuneRecord) -> list[str]:
    codes = (commune.epci_code, commune.department_code, commune.region_code)
    return [code for code in codes if code]


def _list_groups(communes: Iterable[CommuneRecord]) -> list[str]:
    return sorted({code for commune in communes for code in _list_own_groups(commune)})


def _make_commune(
    commune: CommuneRecord,
    loaded: LoadedTerritories,
    shape: BaseGeometry | None,
    neighbours: Mapping[str, list[str]],
) -> TerritoryRow:
    lat, lon = commune.lat, commune.lon
    if lat is None and shape is not None:
        lat, lon = find_inner_point(shape)
    return TerritoryRow(
        code=commune.code,
        level=Level.COMMUNE,
        name=commune.name,
        department_code=commune.department_code,
        region_code=commune.region_code,
        epci_code=commune.epci_code,
        residents=commune.residents,
        residents_year=commune.residents_year,
        lat=lat,
        lon=lon,
        area_km2=commune.area_km2,
        outline=loaded.outlines.get(commune.code),
        neighbour_codes=neighbours.get(commune.code),
        is_fictional=loaded.is_fictional,
    )


class _GroupMaker:
    """Makes the rows of groups from all the communes that the loader knows."""

    def __init__(self, loaded: LoadedTerritories, shapes: Mapping[str, BaseGeometry]) -> None:
        self.loaded = loaded
        self.shapes = shapes
        self.members = list_members(loaded.communes.values())

    def make(self, group: GroupRecord) -> TerritoryRow:
        """Make the row of a group; what needs every member is left unknown without them."""
        members = self.members[group.code]
        shape = self._find_shape(group.code)
        lat, lon = find_inner_point(shape) if shape is not None else _find_middle(members)
        whole = members if group.code in self.loaded.complete_codes else []
        surely_inside = members if group.level is Level.DEPARTEMENT else whole
        return TerritoryRow(
            code=group.code,
            level=group.level,
            name=group.name,
            department_code=_find_holder(group, Level.DEPARTEMENT, whole),
            region_code=_find_holder(group, Level.REGION, surely_inside),
            residents=_sum_known([one.residents for one in whole]),
            residents_year=_find_only({one.residents_year for one in whole}),
            lat=lat,
            lon=lon,
            area_km2=_sum_known([one.area_km2 for one in whole]),
            outline=None if shape is None else self._write_outline(group.code, shape),
            is_fictional=self.loaded.is_fictional,
        )

    def _find_shape(self, code: str) -> BaseGeometry | None:
        """Find the outline given for a group, or join its members' when all are known."""
        if code in self.loaded.outlines:
            return read_geometry(self.loaded.outlines[code])
        if code not in self.loaded.complete_codes:
            return None
        for parts in (self._list_departments(code), [one.code for one in self.members[code]]):
            shapes = [self._find_part(part) for part in parts]
            known = [shape for shape in shapes if shape is not None]
            if known and len(known) == len(shapes):
                return join_outlines(known)
        return None

    def _find_part(self, code: str) -> BaseGeometry | None:
        if code in self.shapes:
            return self.shapes[code]
        outline = self.loaded.outlines.get(code)
        return None if outline is None else read_geometry(outline)

    def _list_departments(self, code: str) -> list[str]:
        """List the départements that make a région; none for another group."""
        if self.loaded.groups[code].level is not Level.REGION:
            return []
        return sorted({one.department_code for one in self.members[code]})

    def _write_outline(self, code: str, shape: BaseGeometry) -> Geometry:
        return self.loaded.outlines.get(code) or write_geometry(shape)


def _find_holder(group: GroupRecord, level: Level, members: list[CommuneRecord]) -> str:
    """Find the département or région that holds all the members of a smaller group, or ""."""
    if level is Level.DEPARTEMENT:
        codes = {one.department_code for one in members}
    else:
        codes = {one.region_code for one in members}
    is_smaller = _WIDTH[group.level] < _WIDTH[level]
    return (_find_only(codes) or "") if is_smaller else ""


def _sum_known(numbers: list[Number | None]) -> Number | None:
    """Sum numbers when there are some and none is unknown."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _find_only(values: set[Value]) -> Value | None:
    """Give the one value of a set, None when there are several or none."""
    return next(iter(values)) if len(values) == 1 else None


def _find_middle(members: list[CommuneRecord]) -> tuple[float | None, float | None]:
    """Give the point of the member nearest to the mean of all: inside, unlike the mean itself."""
    points = [(one.lat, one.lon) for one in members if one.lat is not None and one.lon is not None]
    if not points:
        return None, None
    mean_lat = sum(lat for lat, _ in points) / len(points)
    mean_lon = sum(lon for _, lon in points) / len(points)
    return min(points, key=lambda p: compute_distance_m(p[0], p[1], mean_lat, mean_lon))
