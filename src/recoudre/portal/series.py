"""Gatherings of one series that a source tells one by one: one card, with all their dates."""

from collections.abc import Mapping, Sequence

from recoudre.inventory.queries import Listed, NextTiming
from recoudre.vocabulary.lists import Kind
from recoudre.vocabulary.text import fold


def fold_series(
    listed: Sequence[Listed], timings: Mapping[int, Sequence[NextTiming]]
) -> tuple[list[Listed], dict[int, list[NextTiming]]]:
    """Fold the gatherings of the same name, in the same commune, at the same point.

    The first of each series stands for all, with the dates of all. Every one keeps its own page:
    only the list is shorter.

    Returns
        The first of each series, in order; and its dates, the soonest first.
    """
    heads: dict[tuple[object, ...], Listed] = {}
    dates: dict[int, list[NextTiming]] = {}
    for one in listed:
        head = heads.setdefault(_name_series(one), one)
        dates.setdefault(head.pk, []).extend(timings.get(one.pk, ()))
    return list(heads.values()), {pk: sorted(set(some)) for pk, some in dates.items()}


def _name_series(one: Listed) -> tuple[object, ...]:
    if one.kind != Kind.GATHERING:
        return (one.pk,)
    return (fold(one.name), one.commune, one.lat, one.lon)
