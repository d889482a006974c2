"""Reads of workshops and of what was typed of their piles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from recoudre.accounts.rules import EVERYWHERE
from recoudre.inventory.models import Occasion, Proposal, Workshop
from recoudre.inventory.queries.scope import keep_within
from recoudre.territories.models import Territory
from recoudre.vocabulary.text import fold

MAX_PILE = 500


@dataclass(frozen=True, slots=True)
class Alike:
    """Something already known that bears the name just typed: a sheet of the pile, or a page."""

    name: str
    number: int = 0
    occasion_id: int = 0


def list_workshops(codes: Collection[str]) -> list[Workshop]:
    """List the workshops of some territories, the latest first, with how many sheets were typed.

    Each has `typed`. "FR" among the codes is everywhere. One query.
    """
    found = Workshop.objects.select_related("territory").defer("territory__outline")
    if EVERYWHERE not in codes:
        found = found.filter(keep_within("territory", codes))
    return list(found.annotate(typed=Count("proposals")))


def find_workshop(workshop_id: int) -> Workshop | None:
    """Find a workshop with its territory."""
    workshops = Workshop.objects.select_related("territory").defer("territory__outline")
    return workshops.filter(pk=workshop_id).first()


def find_sheet(workshop: Workshop, number: int) -> Proposal | None:
    """Find what was typed of a sheet."""
    typed = Proposal.objects.select_related("territory", "occasion").defer("territory__outline")
    return typed.filter(workshop=workshop, sheet_number=number).first()


def list_typed(workshop: Workshop) -> list[Proposal]:
    """List the sheets typed of a pile, in the order of their numbers."""
    typed = Proposal.objects.select_related("territory").defer("territory__outline")
    return list(typed.filter(workshop=workshop).order_by("sheet_number"))


def find_next_number(typed: Iterable[int], after: int) -> int:
    """Find the number of the next sheet to type: the first one free after the last.

    >>> find_next_number([1, 2, 4], after=2), find_next_number([], after=0)
    (3, 1)
    """
    taken = set(typed)
    number = after + 1
    while number in taken:
        number += 1
    return number


def list_alike(
    workshop: Workshop, values: Mapping[str, Any], commune: Territory, *, number: int
) -> list[Alike]:
    """List what bears the same name in the same commune: other sheets of the pile, known pages.

    Two queries.
    """
    name = fold(values["name"])
    sheets = Proposal.objects.filter(workshop=workshop, territory=commune)
    same = [
        Alike(told["name"], number=typed or 0)
        for typed, told in sheets.exclude(sheet_number=number).values_list("sheet_number", "values")
        if fold(told.get("name", "")) == name
    ]
    known = Occasion.objects.published().filter(territory=commune, search_name=name[:300])
    return same + [Alike(one.name, occasion_id=one.pk) for one in known.only("name")[:3]]
