"""Filters that write French: numbers, days, phones, distances, labels, hours and bond marks."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from recoudre.design import french
from recoudre.design.hours import HoursLine, read_hours
from recoudre.vocabulary.lists import Bond

register = template.Library()

register.filter("thin", french.write_number)
register.filter("share", french.write_share)
register.filter("phone", french.write_phone)
register.filter("tel", french.link_phone)
register.filter("kilometres", french.write_distance)


@register.filter("french_day")
def write_local_day(moment: date | datetime | None) -> str:
    """Write a day in local time: "vendredi 3 juillet, 18 h 30"; nothing for None."""
    if moment is None:
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return french.write_day(moment, today=timezone.localdate())


@register.filter("french_date")
def write_local_date(moment: date | datetime | None) -> str:
    """Write a date with its year: "3 juillet 2026"; nothing for None."""
    if moment is None:
        return ""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return french.write_date(moment)


@register.filter("label")
def write_label(value: str, list_name: str = "") -> str:
    """Write the label of a closed value: `{{ cost|label:"Cost" }}`, or of a member by itself."""
    if label := getattr(value, "label", ""):
        return gettext(label)
    return french.write_label(value, list_name) if value and list_name else value


@register.filter("hours_table")
def write_hours(text: str) -> list[HoursLine]:
    """Read an OpenStreetMap `opening_hours` text into French lines."""
    return read_hours(text or "")


@register.filter("bond_marks")
def draw_bond_marks(bonds: Iterable[str]) -> SafeString:
    """Draw the marks of bonds, each with its word, from `components/bond_mark.html`."""
    return _draw_bond_marks(tuple(bonds), get_language())


@lru_cache(maxsize=256)
def _draw_bond_marks(bonds: tuple[str, ...], _language: str) -> SafeString:
    """Draw once per combination and language: a list page shows the same few on every card."""
    template_name = "design/components/bond_mark.html"
    marks = (render_to_string(template_name, {"bond": Bond(bond)}) for bond in bonds)
    return format_html_join("", "{}", ((mark,) for mark in marks))
