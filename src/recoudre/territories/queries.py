"""Reads of the territories."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import shapely
from django.db.models import Case, F, Q, QuerySet, Sum, TextField, When
from django.db.models.functions import Cast

from recoudre.territories.codes import find_city_of_district
from recoudre.territories.lookup import CommuneLookup, KnownCommune
from recoudre.territories.models import (
    CommunePostcode,
    FormerCommune,
    SchoolHoliday,
    Territory,
)
from recoudre.vocabulary.holidays import SchoolCalendar, make_calendar
from recoudre.vocabulary.lists import Level
from recoudre.vocabulary.text import fold, fold_commune_name

_CODES_PER_QUERY = 900
_LEVELS = (Level.EPCI, Level.DEPARTEMENT, Level.REGION)
_COLUMN_OF_LEVEL: dict[str, str] = {
    Level.COMMUNE: "code",
    Level.EPCI: "epci_code",
    Level.DEPARTEMENT: "department_code",
    Level.REGION: "region_code",
}
_CODE_LENGTH = 5
_NUMBER = re.compile(r"\d[0-9ab]?\d*")


def find_territory(code: str) -> Territory | None:
    """Find the territory of a code, following a former commune to today's."""
    if not code.isprintable():
        return None
    territory = Territory.objects.filter(code=code.upper()).first()
    if territory is not None:
        return territory
    current = follow_commune(code)
    return Territory.objects.filter(code=current).first() if current else None


def follow_commune(code: str) -> str | None:
    """Follow a commune's code to today's; None when no commune held answers to it."""
    return follow_communes([code])[code]


def follow_communes(codes: Iterable[str]) -> dict[str, str | None]:
    """Follow each code to today's commune, in bulk; None when none held answers to it.

    A code that is a commune's today is never followed elsewhere. Districts of Paris, Lyon and
    Marseille lead to their city.
    """
    asked = {code: code.upper() for code in codes}
    heirs: dict[str, str] = {}
    for batch in _split(asked.values()):
        former = FormerCommune.objects.filter(code__in=batch)
        heirs.update(former.values_list("code", "current_code"))
    heirs |= {code: city for code in asked.values() if (city := find_city_of_district(code))}
    known: set[str] = set()
    for batch in _split({*asked.values(), *heirs.values()}):
        communes = Territory.objects.filter(level=Level.COMMUNE, code__in=batch)
        known.update(communes.values_list("code", flat=True))
    today = {key: key if key in known else heirs.get(key) for key in asked.values()}
    return {code: today[key] if today[key] in known else None for code, key in asked.items()}


def load_commune_lookup() -> CommuneLookup:
    """Load every commune held in memory, to check thousands of rows (three queries)."""
    communes = Territory.objects.filter(level=Level.COMMUNE)
    rows = list(
        communes.annotate(outline_text=Cast("outline", TextField())).values_list(
            "code", "name", "department_code", "lat", "lon", "outline_text"
        )
    )
    shapes = shapely.make_valid(shapely.from_geojson([row[-1] for row in rows]))
    postcodes: defaultdict[str, list[str]] = defaultdict(list)
    for code, postcode in CommunePostcode.objects.values_list("territory__code", "postcode"):
        postcodes[code].append(postcode)
    known = {
        code: KnownCommune(code, name, department, lat, lon, shape, tuple(postcodes[code]))
        for (code, name, department, lat, lon, _), shape in zip(rows, shapes, strict=True)
    }
    former = dict(FormerCommune.objects.values_list("code", "current_code"))
    return CommuneLookup(known, former, frozenset(list_whole_departments()))


def list_whole_departments() -> list[str]:
    """List the départements of which every commune is held.

    A département knows how many residents all its communes have together: when those held add up
    to it, none is missing.
    """
    communes = Territory.objects.filter(level=Level.COMMUNE).values_list("department_code")
    held = dict(communes.annotate(Sum("residents")).order_by())
    departments = Territory.objects.filter(level=Level.DEPARTEMENT, residents__isnull=False)
    return [
        code
        for code, residents in departments.values_list("code", "residents")
        if held.get(code) == residents
    ]


def list_communes_of(territory: Territory) -> QuerySet[Territory]:
    """List the communes held that a territory is made of, by name; a commune is its own."""
    communes = Territory.objects.filter(level=Level.COMMUNE).order_by("search_name", "code")
    return communes.filter(**{_COLUMN_OF_LEVEL[territory.level]: territory.code})


def list_parents(territory: Territory) -> list[Territory]:
    """List the territories that hold this one whole, from the nearest to the widest."""
    codes = (territory.epci_code, territory.department_code, territory.region_code)
    parents = Territory.objects.filter(code__in=[code for code in codes if code])
    return sorted(parents, key=lambda parent: _LEVELS.index(parent.level))


def list_children(territory: Territory) -> QuerySet[Territory]:
    """List the territories just below: départements of a région, EPCI of a département, communes.

    A département also lists its communes that are in no EPCI; an EPCI that straddles several
    départements is listed in each.
    """
    if territory.level == Level.COMMUNE:
        return Territory.objects.none()
    if territory.level == Level.EPCI:
        return list_communes_of(territory)
    if territory.level == Level.REGION:
        departments = Territory.objects.filter(level=Level.DEPARTEMENT)
        return departments.filter(region_code=territory.code)
    communes = list_communes_of(territory).order_by()
    epcis = Q(code__in=communes.exclude(epci_code="").values("epci_code"))
    alone = Q(pk__in=communes.filter(epci_code="").values("pk"))
    return Territory.objects.filter(epcis | alone).order_by("-level", "search_name", "code")


def search_communes(words: str, limit: int = 10) -> list[Territory]:
    """Search communes by the beginning of a name, of a postcode or of a code, or by both.

    "dieul", "26220", "26220 dieulefit" and "st paul tr" all work. The very name comes first, then
    names that begin with the words, then those that hold them further on; the most populated first.
    """
    typed = fold(words).split()
    numbers = [word for word in typed if _NUMBER.fullmatch(word)]
    name = fold_commune_name(" ".join(word for word in typed if word not in numbers))
    communes = _keep_codes(numbers)
    if not typed:
        return []
    is_exact = Case(When(search_name=name, then=0), default=1)
    communes = communes.order_by(is_exact, F("residents").desc(nulls_last=True), "code")
    first = list(communes.filter(search_name__startswith=name)[:limit])
    if not name or len(first) == limit:
        return first
    others = communes.filter(search_name__contains=f" {name}").exclude(pk__in=[c.pk for c in first])
    return first + list(others[: limit - len(first)])


def _keep_codes(numbers: Iterable[str]) -> QuerySet[Territory]:
    """Keep the communes whose code, or one of whose postcodes, begins with each number."""
    communes = Territory.objects.filter(level=Level.COMMUNE).defer("outline", "neighbour_codes")
    for number in numbers:
        # A whole code is looked up by its index; the beginning of one is not.
        how = "exact" if len(number) == _CODE_LENGTH else "startswith"
        in_postcode = CommunePostcode.objects.filter(**{f"postcode__{how}": number})
        communes = communes.filter(
            Q(**{f"code__{how}": number.upper()}) | Q(pk__in=in_postcode.values("territory_id"))
        )
    return communes


def _split(codes: Iterable[str]) -> Iterator[list[str]]:
    """Split codes into lists that one query may carry."""
    ordered = sorted(set(codes))
    for start in range(0, len(ordered), _CODES_PER_QUERY):
        yield ordered[start : start + _CODES_PER_QUERY]


def list_codes_within(code: str) -> list[str]:
    """List the code of a territory and those of all that it holds whole."""
    inside = Territory.objects.filter(
        Q(code=code) | Q(epci_code=code) | Q(department_code=code) | Q(region_code=code)
    )
    return list(inside.values_list("code", flat=True))


def load_school_calendars() -> dict[str, SchoolCalendar]:
    """Load the school holidays known here, by zone; empty when no calendar was given."""
    breaks: dict[str, list[tuple[date, date]]] = defaultdict(list)
    rows = SchoolHoliday.objects.values_list("zone", "first_on", "last_on")
    for zone, first_on, last_on in rows:
        breaks[zone].append((first_on, last_on))
    return {zone: make_calendar(pairs) for zone, pairs in breaks.items()}
