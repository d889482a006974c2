"""The outlines under the map of a search: what surrounds a place, else what is followed here."""

from typing import Any

from django.db.models import Q, QuerySet

from recoudre.portal.places import KnownPlace
from recoudre.territories.models import Territory
from recoudre.territories.queries import list_whole_departments
from recoudre.vocabulary.lists import Level

MOST = 600
AROUND_DEGREES = 0.5
DECIMALS = 4


def list_outlines(place: KnownPlace | None) -> dict[str, Any]:
    """List outlines as a GeoJSON collection, at most a département's worth.

    Communes around or inside a place; without a place, the communes of the one département that
    is followed, else the outlines of the départements.
    """
    communes = Territory.objects.filter(level=Level.COMMUNE)
    departments = Territory.objects.filter(level=Level.DEPARTEMENT)
    if place:
        shown = communes.filter(_find_around(place))
    else:
        whole = list_whole_departments()
        shown = communes.filter(department_code=whole[0]) if len(whole) == 1 else departments
    rows = list(_read(shown)[: MOST + 1])
    if len(rows) > MOST:
        rows = list(_read(departments)[:MOST])
    mine = place.code if place else ""
    return {"type": "FeatureCollection", "features": [_draw(row, mine) for row in rows]}


def _find_around(place: KnownPlace) -> Q:
    inside = Q(code=place.code) | Q(epci_code=place.code)
    inside |= Q(department_code=place.code) | Q(region_code=place.code)
    if place.lat is None or place.lon is None:
        return inside
    return inside | Q(
        lat__range=(place.lat - AROUND_DEGREES, place.lat + AROUND_DEGREES),
        lon__range=(place.lon - AROUND_DEGREES, place.lon + AROUND_DEGREES),
    )


def _read(territories: QuerySet[Territory]) -> QuerySet[Territory, tuple[Any, ...]]:
    outlined = territories.filter(outline__isnull=False).order_by("code")
    return outlined.values_list("code", "name", "outline")


def _draw(row: tuple[Any, ...], mine: str) -> dict[str, Any]:
    code, name, outline = row
    return {
        "type": "Feature",
        "geometry": {**outline, "coordinates": _round(outline["coordinates"])},
        "properties": {"name": name, "is_mine": code == mine},
    }


def _round(coordinates: Any) -> Any:
    if isinstance(coordinates, int | float):
        return round(coordinates, DECIMALS)
    return [_round(part) for part in coordinates]
