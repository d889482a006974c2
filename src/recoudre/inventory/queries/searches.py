"""What was looked for in vain, told only when enough people looked for it."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Sum

from recoudre.inventory.models import UnmetSearch

# Fewer searches, or all on one day, may be one person's: they are not told.
FEWEST_SEARCHES = 5
FEWEST_DAYS = 2


class Unmet(NamedTuple):
    """Some words, how many searches for them found nothing, and on how many days."""

    words: str
    searches: int
    days: int


def list_unmet(*, since: date, territory_codes: list[str] | None = None) -> list[Unmet]:
    """List what was looked for in vain since a day, in alphabetical order.

    Parameters
        territory_codes: only searches about these territories; None for all.
    """
    searches = UnmetSearch.objects.filter(day__gte=since)
    if territory_codes is not None:
        searches = searches.filter(territory_code__in=territory_codes)
    told = (
        searches.values_list("words")
        .annotate(total=Sum("count"), days=Count("day", distinct=True))
        .filter(total__gte=FEWEST_SEARCHES, days__gte=FEWEST_DAYS)
        .order_by("words")
    )
    return [Unmet(*row) for row in told]
