"""Reads that pages ask for: one occasion, its witnesses, what is near, what comes, what is new."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from recoudre.inventory.models import Occasion, OccasionChange, SourceRecord
from recoudre.inventory.search import Circle, Question, list_answers
from recoudre.vocabulary.lists import Precision

# Written out: a page shows twenty of them, and to compose this costs as much as to run it.
_LISTED = """
    SELECT o.id, o.name, o.slug, o.kind, o.summary, t.name, o.lat, o.lon, o.precision, o.phone,
           o.opening_hours, o.cost, o.caveat, t.department_code, o.confirmed_on, o.said_on,
           o.bonds
    FROM inventory_occasion o JOIN territories_territory t ON t.id = o.territory_id
    WHERE o.id IN ("""
# To know of a point only that it is somewhere in the commune says nothing of what is next door.
_VAGUE = {Precision.COMMUNE, Precision.UNKNOWN}


class Listed(NamedTuple):
    """What a list shows of an occasion: narrow, because a page shows twenty of them."""

    pk: int
    name: str
    slug: str
    kind: str
    summary: str
    commune: str
    lat: float | None
    lon: float | None
    precision: str
    phone: str
    opening_hours: str
    cost: str
    caveat: str
    department_code: str
    confirmed_on: date | str | None
    said_on: date | str | None
    bonds: list[dict[str, str | None]]


def list_listed(ids: Sequence[int]) -> list[Listed]:
    """List what a list shows of these occasions, in the order of the ids."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LISTED + ",".join(["%s"] * len(ids)) + ")", list(ids))
        by_id = {
            row[0]: Listed._make([*row[:-1], json.loads(row[-1])]) for row in cursor.fetchall()
        }
    return [by_id[pk] for pk in ids if pk in by_id]


def find_occasion(occasion_id: int) -> Occasion | None:
    """Find an occasion in any state, with its steward, its commune and the commune's outline."""
    occasions = Occasion.objects.select_related("territory", "steward")
    return occasions.defer("territory__neighbour_codes").filter(pk=occasion_id).first()


def list_witnesses(occasion: Occasion) -> list[SourceRecord]:
    """List what live records say of an occasion, with their source, the oldest first.

    Raw rows stay out: they may hold what is not published.
    """
    live = SourceRecord.objects.filter(occasion=occasion, withdrawn_at__isnull=True)
    return list(live.select_related("source").defer("raw").order_by("pk"))


def list_history(occasion: Occasion, limit: int = 20) -> list[OccasionChange]:
    """List the last changes of an occasion, the latest first."""
    return list(OccasionChange.objects.filter(occasion=occasion)[:limit])


def list_near(occasion: Occasion, *, radius_km: float, limit: int) -> list[Listed]:
    """List the nearest other published occasions; none when its own point is not known finely."""
    if occasion.lat is None or occasion.lon is None or occasion.precision in _VAGUE:
        return []
    around = Question(circle=Circle(occasion.lat, occasion.lon, radius_km))
    near = list_answers(around, limit=limit + 1)
    return list_listed([pk for pk in near if pk != occasion.pk][:limit])


def list_declared_in(commune_code: str, *, limit: int) -> list[Listed]:
    """List published occasions declared in a commune, by name."""
    return list_listed(list_answers(Question(territory_code=commune_code), limit=limit))


def list_newest(limit: int) -> list[Occasion]:
    """List the published occasions that entered the inventory last."""
    newest = Occasion.objects.published().with_place()
    return list(newest.order_by("-created_at", "-pk")[:limit])


def count_by_commune(department_code: str) -> dict[str, int]:
    """Count the published occasions of a département by the code of their commune."""
    published = Occasion.objects.published().filter(territory__department_code=department_code)
    counts = published.values_list("territory__code").annotate(Count("pk")).order_by()
    return dict(counts)


def count_by_kind() -> dict[str, int]:
    """Count the published occasions by their kind."""
    published = Occasion.objects.published()
    return dict(published.values_list("kind").annotate(Count("pk")).order_by())


def read_version() -> int:
    """Read a number that grows with every visible change: what is kept under it is not stale."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM inventory_occasionchange")
        return cursor.fetchone()[0] or 0
