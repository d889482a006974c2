"""Cards of a list: every field ready to be shown, so that the template asks nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recoudre.design.french import (
    link_phone,
    write_distance,
    write_label,
    write_phone,
)
from recoudre.design.hours import read_hours
from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import Listed, NextTiming
from recoudre.portal.freshness import warn_of_age
from recoudre.portal.moments import write_next
from recoudre.portal.opening import write_opening
from recoudre.portal.places import KnownPlace
from recoudre.territories.geometry import compute_distance_m
from recoudre.vocabulary.lists import Kind, Precision

MAX_SUMMARY = 220
MAX_LINES = 2
# Some 2 kB each: what a site shows most, without weighing on a small server.
CARDS_KEPT = 8_192


@dataclass(frozen=True, slots=True)
class Card:
    """One occasion in a list; an unknown field is empty."""

    url: str
    name: str
    kind_label: str
    summary: str
    where: str
    when: str
    opening: str
    bonds: tuple[str, ...]
    cost_label: str
    phone: str
    phone_href: str
    is_doubtful: bool
    warning: str = ""


def draw_cards(cards: Sequence[Card]) -> list[SafeString]:
    """Draw cards with their component; a card seen lately, unchanged, is not drawn again."""
    language = get_language()
    return [_draw_card(card, language) for card in cards]


def make_cards(
    occasions: Sequence[Listed | Occasion],
    *,
    timings: Mapping[int, Sequence[NextTiming]],
    near: KnownPlace | None = None,
    at: datetime | None = None,
) -> list[Card]:
    """Make the cards of occasions, in order.

    Parameters
        timings: dates of each gathering that are not over, the soonest first.
        at: the instant at which doors are said open or closed; None where a page is kept.
        near: the commune that distances are measured from, or None for no distance.
    """
    return [_make_card(one, timings.get(one.pk, ()), near, at) for one in occasions]


def link_occasion(occasion_id: int, slug: str) -> str:
    """Give the address of an occasion's page; this form never changes."""
    return f"/occasion/{occasion_id}-{slug}"


def shorten(text: str, longest: int = MAX_SUMMARY) -> str:
    """Cut a text at a word when it is too long for a card."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def write_hours_line(opening_hours: str) -> str:
    """Write opening hours in one line; "" when unknown."""
    return _write_hours_line(opening_hours, get_language())


@lru_cache(maxsize=2048)
def _write_hours_line(opening_hours: str, _language: str) -> str:
    lines = read_hours(opening_hours)
    said = [f"{line.days}, {line.hours}" if line.days else line.hours for line in lines[:MAX_LINES]]
    return _(" ; ").join(said) + ("…" if len(lines) > MAX_LINES else "")


def write_away(occasion: Listed | Occasion, lat: float | None, lon: float | None) -> str:
    """Write how far an occasion is from a point; "" when one of the two is not known finely.

    A point known to the commune only would be told near or far without reason: nothing is said.
    """
    if lat is None or lon is None or occasion.lat is None or occasion.lon is None:
        return ""
    if occasion.precision in {Precision.COMMUNE, Precision.UNKNOWN}:
        return ""
    return write_distance(compute_distance_m(lat, lon, occasion.lat, occasion.lon))


@lru_cache(maxsize=CARDS_KEPT)
def _draw_card(card: Card, _language: str) -> SafeString:
    return render_to_string("design/components/occasion_card.html", {"occasion": card})


def _make_card(
    occasion: Listed | Occasion,
    timings: Sequence[NextTiming],
    near: KnownPlace | None,
    at: datetime | None,
) -> Card:
    away = write_away(occasion, near.lat, near.lon) if near else ""
    commune = occasion.commune if isinstance(occasion, Listed) else occasion.territory.name
    return Card(
        url=link_occasion(occasion.pk, occasion.slug),
        name=occasion.name,
        kind_label=write_label(occasion.kind, "Kind"),
        summary=shorten(occasion.summary),
        where=f"{commune} · {away}" if away else commune,
        when=_write_when(occasion, timings),
        opening=_write_opening(occasion, at) if at else "",
        bonds=tuple(dict.fromkeys(str(tag["bond"]) for tag in occasion.bonds)),
        cost_label=write_label(occasion.cost, "Cost") if occasion.cost else "",
        phone=write_phone(occasion.phone) if occasion.phone else "",
        phone_href=link_phone(occasion.phone) if occasion.phone else "",
        is_doubtful=bool(occasion.caveat),
        warning=warn_of_age(occasion, timezone.localdate(at)),
    )


def _write_opening(occasion: Listed | Occasion, at: datetime) -> str:
    """Write whether it is open; "" when unknown, or for what has dates instead of hours."""
    if not occasion.opening_hours or occasion.kind == Kind.GATHERING:
        return ""
    commune = occasion if isinstance(occasion, Listed) else occasion.territory
    return write_opening(occasion.opening_hours, commune.department_code, at)


def _write_when(occasion: Listed | Occasion, timings: Sequence[NextTiming]) -> str:
    """Write the next date, else the hours; a gathering without any says that it is not known."""
    if said := write_next(timings) or write_hours_line(occasion.opening_hours):
        return said
    return _("prochaine date non connue") if occasion.kind == Kind.GATHERING else ""
