"""Numbers and words that agree, for the sentences of a portrait."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.french import attach_unit, write_number

MANY_NAMES = 4
THOUSAND = 1000


def count_occasions(count: int) -> str:
    """Write a number of occasions: "une seule occasion", "12 occasions"."""
    if count == 1:
        return _("une seule occasion")
    return _("%(count)s occasions") % {"count": write_number(count)}


def count_communes(count: int) -> str:
    """Write a number of communes: "aucune commune", "12 communes"."""
    if not count:
        return _("aucune commune")
    words = ngettext("%(count)s commune", "%(count)s communes", count)
    return words % {"count": write_number(count)}


def count_residents(count: int) -> str:
    """Write a number of residents."""
    words = ngettext("%(count)s habitant", "%(count)s habitants", count)
    return words % {"count": write_number(count)}


def write_measure(value: float, unit: str) -> str:
    """Write the value of an indicator with its unit, to one decimal under a thousand."""
    return attach_unit(write_number(value, 0 if abs(value) >= THOUSAND else 1), _(unit))


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b et c"."""
    *first, last = words
    return _("%(first)s et %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def join_some(names: Sequence[str], longest: int = MANY_NAMES) -> str:
    """Join names, and count those beyond the first few: "a, b, c et 12 autres"."""
    if len(names) <= longest + 1:
        return join_words(names)
    others = _("%(count)s autres") % {"count": write_number(len(names) - longest)}
    return join_words([*names[:longest], others])


def write_age(days: float) -> str:
    """Write how long ago in round words: "12 jours", "7 mois", "3 ans"."""
    whole = max(round(days), 0)
    if whole < 60:
        words = ngettext("%(count)s jour", "%(count)s jours", whole)
        return words % {"count": write_number(whole)}
    if whole < 730:
        return _("%(count)s mois") % {"count": write_number(round(whole / 30.44))}
    return _("%(count)s ans") % {"count": write_number(int(whole // 365.25))}


def capitalise(text: str) -> str:
    """Begin a text with a capital, leaving the rest as it is."""
    return text[:1].upper() + text[1:]
