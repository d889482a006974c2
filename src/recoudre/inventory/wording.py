"""Stored values in words, field by field, for who reads and decides."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recoudre.design.french import write_date, write_day, write_phone
from recoudre.design.hours import read_hours
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    Cost,
    Domain,
    Foundation,
    Kind,
    Precision,
    ReachMode,
    Screen,
    State,
    TimingStatus,
)
from recoudre.vocabulary.schedules import ScheduleError, read_schedule
from recoudre.vocabulary.schedules_french import write_whole_sentence

FIELDS: dict[str, Promise | str] = {
    "name": _("Nom"),
    "kind": _("Nature"),
    "state": _("État"),
    "commune_code": _("Commune"),
    "steward": _("Qui porte"),
    "summary": _("Résumé"),
    "description": _("Description"),
    "opening_hours": _("Horaires"),
    "hours_note": _("Précisions sur les horaires"),
    "timings": _("Dates"),
    "address": _("Adresse"),
    "postcode": _("Code postal"),
    "lat": _("Position"),
    "phone": _("Téléphone"),
    "email": _("Courriel"),
    "website": _("Site"),
    "cost": _("Coût"),
    "cost_note": _("Précisions sur le coût"),
    "conditions": _("Conditions"),
    "screen": _("Écran"),
    "reach_modes": _("Manières d’y aller"),
    "audiences": _("Publics"),
    "bonds": _("Liens"),
    "domains": _("Domaines"),
    "schedule": _("Rythme"),
    "since": _("Depuis"),
    "caveat": _("Réserve"),
    "source_url": _("Page de la source"),
}
_LISTS: dict[str, Any] = {
    "kind": Kind,
    "cost": Cost,
    "screen": Screen,
    "audiences": Audience,
    "reach_modes": ReachMode,
    "state": State,
    "precision": Precision,
}


def name_field(field: str) -> str:
    """Name a field in French; one without a name of its own keeps its slug."""
    return str(FIELDS.get(field, field))


def write_values(field: str, values: Mapping[str, Any], communes: Mapping[str, str]) -> str:
    """Write a field with what goes with it; "" when it is unknown.

    Parameters
        communes: name of each commune by its code.
    """
    if not values.get(field):
        return ""
    if field == "commune_code":
        return communes.get(values[field], str(values[field]))
    if field == "lat":
        return _write_point(values)
    if field == "address":
        return f"{values[field]} {values.get('postcode', '')}".strip()
    return write_value(field, values[field])


def write_value(field: str, value: Any) -> str:
    """Write one stored value; an unknown slug is shown as it is."""
    if field in _LISTS:
        members = value if isinstance(value, list) else [value]
        return ", ".join(_name(_LISTS[field], member) for member in members)
    return _WRITERS.get(field, str)(value)


def _name(members: Any, slug: str) -> str:
    return gettext(members(slug).label) if slug in set(members) else slug


def _write_point(values: Mapping[str, Any]) -> str:
    precision = _name(Precision, values.get("precision", ""))
    point = f"{values['lat']:.5f}, {values['lon']:.5f}"
    return f"{point} ({precision})" if precision else point


def _write_bonds(tags: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(dict.fromkeys(_write_bond(tag) for tag in tags))


def _write_bond(tag: Mapping[str, str]) -> str:
    bond = _name(Bond, tag["bond"])
    foundation = tag.get("foundation")
    return f"{bond} ({_name(Foundation, foundation)})" if foundation else bond


def _write_domains(tags: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(_name(Domain, tag["domain"]) for tag in tags)


def _write_timings(timings: Sequence[Mapping[str, str]]) -> str:
    return " ; ".join(_write_timing(one) for one in timings)


def _write_timing(timing: Mapping[str, str]) -> str:
    start = datetime.fromisoformat(timing["starts_at"])
    # The year is always written: what is proposed may be of last year by mistake.
    said = [write_day(start.replace(tzinfo=None), today=start.date().replace(year=1))]
    if status := timing.get("status"):
        said.append(_name(TimingStatus, status))
    if timing.get("place"):
        said.append(timing["place"])
    return ", ".join(said)


def _write_schedule(kept: Mapping[str, Any]) -> str:
    """Write a rule as a sentence; one that cannot be read is shown as it is kept."""
    try:
        return write_whole_sentence(read_schedule(kept))
    except ScheduleError:
        return str(kept)


def _write_hours(text: str) -> str:
    lines = [f"{line.days} {line.hours}".strip() for line in read_hours(text)]
    return " ; ".join(lines) or text


def _write_day_of(text: str) -> str:
    return write_date(datetime.fromisoformat(text).date())


_WRITERS: dict[str, Callable[[Any], str]] = {
    "bonds": _write_bonds,
    "domains": _write_domains,
    "timings": _write_timings,
    "schedule": _write_schedule,
    "steward": lambda value: str(value["name"]),
    "phone": write_phone,
    "opening_hours": _write_hours,
    "said_on": _write_day_of,
}
