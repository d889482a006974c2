"""Who says what, and when: the witness of each field, and what other sources say instead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recoudre.design.french import write_phone
from recoudre.inventory.contacts import KINDS, find_basis
from recoudre.inventory.models import Occasion, OccasionChange, SourceRecord
from recoudre.portal.cards import write_hours_line
from recoudre.portal.moments import write_span, write_status
from recoudre.vocabulary.licences import Licence
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    ContactBasis,
    Cost,
    Domain,
    Kind,
    ReachMode,
    Screen,
    State,
    TimingStatus,
)
from recoudre.vocabulary.records import DoubtName

# What a visitor sees, in the order of the page: field of a record, and its French name.
FIELDS: dict[str, Promise | str] = {
    "name": _("Nom"),
    "kind": _("Nature"),
    "steward": _("Qui porte"),
    "opening_hours": _("Horaires"),
    "hours_note": _("Précisions sur les horaires"),
    "timings": _("Dates"),
    "address": _("Adresse"),
    "postcode": _("Code postal"),
    "commune_code": _("Commune"),
    "lat": _("Position"),
    "phone": _("Téléphone"),
    "email": _("Courriel"),
    "website": _("Site"),
    "summary": _("Résumé"),
    "description": _("Description"),
    "cost": _("Coût"),
    "cost_note": _("Précisions sur le coût"),
    "conditions": _("Conditions"),
    "screen": _("Écran"),
    "reach_modes": _("Manières d’y aller"),
    "audiences": _("Publics"),
    "bonds": _("Liens"),
    "domains": _("Domaines"),
    "since": _("Depuis"),
    "caveat": _("Réserve"),
}
# Two texts or two sets of tags that differ are two ways to tell, not a disagreement on a fact.
FACTS = (
    "name", "kind", "steward", "opening_hours", "timings", "address", "postcode", "commune_code",
    "lat", "phone", "email", "website", "cost", "screen",
)  # fmt: skip
HISTORY_FIELDS: dict[str, Promise | str] = {
    **FIELDS,
    "state": _("État"),
    "confirmed_on": _("Dit vrai"),
    "steward_id": _("Qui porte"),
    "territory_id": _("Commune"),
    "said_on": _("Date de l’information"),
}
_LISTS: dict[str, Any] = {
    "kind": Kind,
    "cost": Cost,
    "screen": Screen,
    "audiences": Audience,
    "reach_modes": ReachMode,
    "state": State,
}
MAX_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Witness:
    """One source: what it is the witness of, under which licence, and when it spoke.

    When it is the witness of a phone or an e-mail, `contact_basis` says why they may be shown.
    """

    source: str
    publisher: str
    homepage: str
    licence: Licence
    said_on: date | None
    seen_at: datetime
    fields: list[str]
    contact_basis: str = ""
    contact_proof: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a source says that is not what the page shows."""

    field: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of history, in words."""

    at: datetime
    cause: str
    fields: tuple[str, ...]


def list_spoken(occasion: Occasion, records: Sequence[SourceRecord]) -> list[Witness]:
    """List the sources that were elected for something, with the fields each is the witness of."""
    elected = _list_elected(occasion, records)
    spoken = [
        (record, [field for field in FIELDS if elected.get(field) == record.pk])
        for record in records
    ]
    return [_describe(record, fields) for record, fields in spoken if fields]


def list_disagreements(occasion: Occasion, records: Sequence[SourceRecord]) -> list[Disagreement]:
    """List what live records say that was not elected and differs from what was."""
    by_id = {record.pk: record for record in records}
    elected = _list_elected(occasion, records)
    return [
        Disagreement(
            str(FIELDS[field]), record.source.name, _write_other(field, record.values[field])
        )
        for field in FACTS
        if elected.get(field) in by_id
        for record in records
        if _differs(field, record, by_id[elected[field]])
    ]


def list_doubts(records: Sequence[SourceRecord]) -> list[str]:
    """List the doubts that the imports left on this occasion, each once, in words."""
    names = dict.fromkeys(doubt for record in records for doubt in record.doubts)
    return [gettext(DoubtName(name).label) for name in names if name in set(DoubtName)]


def list_changes(
    history: Sequence[OccasionChange], records: Sequence[SourceRecord]
) -> list[Change]:
    """List the history in words; an import is named by its source."""
    names = {f"import {record.source.slug}": record.source.name for record in records}
    return [
        Change(
            at=one.at,
            cause=names.get(one.cause, one.cause),
            fields=tuple(dict.fromkeys(_name_fields(one.changes))),
        )
        for one in history
    ]


def write_value(field: str, value: object) -> str:
    """Write a stored value as a sentence shows it, cut when it is long."""
    text = _write(field, value)
    return f"{text[:MAX_SHOWN].rsplit(' ', 1)[0]}…" if len(text) > MAX_SHOWN else text


def _write(field: str, value: Any) -> str:
    if field in _LISTS:
        members = value if isinstance(value, list) else [value]
        return ", ".join(gettext(_LISTS[field](member).label) for member in members)
    return _WRITERS.get(field, str)(value)


def _write_bonds(tags: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(dict.fromkeys(gettext(Bond(tag["bond"]).label) for tag in tags))


def _write_domains(tags: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(gettext(Domain(tag["domain"]).label) for tag in tags)


def _write_timings(timings: Sequence[Mapping[str, str]]) -> str:
    return ", ".join(_write_timing(one) for one in timings)


def _write_timing(timing: Mapping[str, str]) -> str:
    """Write one date with its year, for it may be long past, and what is said of it."""
    end = timing.get("ends_at")
    start = datetime.fromisoformat(timing["starts_at"])
    when = write_span(start, datetime.fromisoformat(end) if end else None, today=date.min)
    said = write_status(timing.get("status", TimingStatus.SCHEDULED))
    return " ".join(part for part in (when, said, timing.get("place", "")) if part)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "bonds": _write_bonds,
    "domains": _write_domains,
    "timings": _write_timings,
    "steward": lambda value: str(value["name"]),
    "phone": write_phone,
    "opening_hours": write_hours_line,
}


def _list_elected(occasion: Occasion, records: Sequence[SourceRecord]) -> Mapping[str, int]:
    """List the witness of each field; a lone record is the witness of all that it says."""
    if occasion.witnesses:
        return {field: int(pk) for field, pk in occasion.witnesses.items()}
    if len(records) != 1:
        return {}
    return dict.fromkeys(records[0].values, records[0].pk)


def _differs(field: str, record: SourceRecord, winner: SourceRecord) -> bool:
    if record.pk == winner.pk or field not in record.values:
        return False
    if field == "lat":
        return _is_elsewhere(record.values, winner.values)
    return write_value(field, record.values[field]) != write_value(field, winner.values[field])


def _write_other(field: str, value: object) -> str:
    return gettext("un autre point sur la carte") if field == "lat" else write_value(field, value)


def _is_elsewhere(values: Mapping[str, Any], others: Mapping[str, Any]) -> bool:
    """Tell whether two points are more than about 100 m apart."""
    return max(abs(values[axis] - others[axis]) for axis in ("lat", "lon")) > 0.001


def _name_fields(changes: Mapping[str, Any]) -> list[str]:
    return [str(HISTORY_FIELDS[field]) for field in changes if field in HISTORY_FIELDS]


def _describe(record: SourceRecord, fields: list[str]) -> Witness:
    source, said_on = record.source, record.values.get("said_on")
    return Witness(
        source=source.name,
        publisher=source.publisher,
        homepage=source.homepage,
        licence=source.licence_terms,
        said_on=date.fromisoformat(said_on) if said_on else None,
        seen_at=record.seen_at,
        fields=[str(FIELDS[field]) for field in fields],
        **_tell_basis(record, fields),
    )


def _tell_basis(record: SourceRecord, fields: Sequence[str]) -> dict[str, str]:
    """Tell why the contacts of a record may be shown, when it is the witness of one."""
    if not set(KINDS) & set(fields):
        return {}
    basis = find_basis(record.source, record.values)
    is_consented = basis is ContactBasis.CONSENTED
    return {
        "contact_basis": gettext(basis.label),
        "contact_proof": "" if is_consented else record.source.contact_proof,
    }
