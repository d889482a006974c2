"""iCalendar: how an event becomes a gathering. What is no event is in `tables.py`."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from icalendar import Calendar

from recoudre.importers.moments import find_said_status, set_status
from recoudre.importers.reading import Row, UnreadableFileError, decode
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_point,
    mend_postcode,
    mend_public_text,
    mend_text,
    mend_url,
)
from recoudre.importers.sources.icalendar import tables
from recoudre.importers.sources.icalendar.dates import Dates, read_dates
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Kind, ReachMode, TimingStatus, Trust
from recoudre.vocabulary.records import (
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
)
from recoudre.vocabulary.text import fold

INFO = SourceInfo(
    slug="icalendar",
    name="Agenda au format iCalendar",
    publisher="La personne ou l’organisme qui tient l’agenda",
    licence=LICENCE_OUVERTE,
    trust=Trust.PARTNER,
    homepage="",
    rhythm="à chaque changement de l’agenda",
)

_TOWN = re.compile(r"\b(\d{5})\s+([^,;\n\d]+)")
_URL = re.compile(r"https?://\S+")
_HEADER = "BEGIN:VCALENDAR"

Event = Any


def parse(content: bytes) -> ParsedFile:
    """Read a calendar: each event with its repetitions is one row, in the order of the file.

    Raises
        UnreadableFileError: not a calendar, or one that breaks off.
    """
    text, encoding = decode(content)
    if _HEADER not in text[:2_000].upper():
        raise UnreadableFileError(
            "Ce fichier n’est pas un agenda : on attendait « BEGIN:VCALENDAR » au début (.ics). "
            "Exportez l’agenda au format iCalendar, puis renvoyez-le."
        )
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise UnreadableFileError(
            f"Cet agenda ne se lit pas jusqu’au bout ({error}). Exportez-le de nouveau, puis "
            "renvoyez le fichier entier."
        ) from error
    events = [event for one in calendars for event in one.walk("VEVENT")]
    rows = [
        parse_group(number, group) for number, group in enumerate(_group_by_id(events), start=1)
    ]
    return ParsedFile(tuple(rows), tables.KEPT, layout="json", encoding=encoding)


def _group_by_id(events: Sequence[Event]) -> list[list[Event]]:
    """Put the moved occurrences of an event with it."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        groups[_find_id(event)].append(event)
    return list(groups.values())


def _find_id(event: Event) -> str:
    """Find the identity of an event: its UID, else when, what and where."""
    uid = str(event.get("UID", "")).strip()
    if uid:
        return uid[:250]
    parts = [_write_property(event, name) for name in ("DTSTART", "DTEND", "SUMMARY", "LOCATION")]
    return f"sans-uid-{hashlib.sha256(fold('|'.join(parts)).encode()).hexdigest()[:24]}"


def _write_property(event: Event, name: str) -> str:
    held = event.get(name)
    if held is None:
        return ""
    values = held if isinstance(held, list) else [held]
    written = [one.to_ical() if hasattr(one, "to_ical") else str(one) for one in values]
    return ",".join(
        one.decode("utf-8", "replace") if isinstance(one, bytes) else one for one in written
    )


def parse_group(number: int, events: Sequence[Event]) -> ParsedRecord | RejectedRow:
    """Turn one event and its moved occurrences into a gathering."""
    master = next((one for one in events if "RECURRENCE-ID" not in one), events[0])
    overrides = [one for one in events if "RECURRENCE-ID" in one and one is not master]
    row, source_id = Row(number, _write_raw(master, overrides)), _find_id(master)
    title = mend_text(str(master.get("SUMMARY", "")), "SUMMARY").value
    if refused := _refuse(row, source_id, title, master):
        return refused
    try:
        dates = read_dates(master, overrides)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError) as error:
        message = f"Aucune date n’a pu être lue ({error}). Corrigez-la dans l’agenda."
        return row.refuse(RejectReason.NO_DATE, message, source_id)
    return _make_record(row, source_id, title, master, dates)


def _write_raw(master: Event, overrides: Sequence[Event]) -> dict[str, str]:
    """Write what is kept of an event: never who organises it, nor who comes."""
    raw = {name: _write_property(master, name) for name in tables.KEPT if name in master}
    for at, one in enumerate(overrides, start=1):
        told = f"{_write_property(one, 'DTSTART')} {one.get('STATUS', '')}"
        raw[f"RECURRENCE-ID {at}"] = told.strip()
    return raw


def _refuse(row: Row, source_id: str, title: str, event: Event) -> RejectedRow | None:
    if not title:
        return row.refuse(RejectReason.NO_NAME, "Le titre (« SUMMARY ») manque.", source_id)
    is_private = str(event.get("CLASS", "")).upper() in tables.PRIVATE_CLASSES
    if is_private or fold(title) in tables.BUSY_TITLES:
        message = "L’agenda dit seulement que quelqu’un est occupé, ou que c’est privé."
        return row.refuse(RejectReason.NOT_PUBLIC, message)
    rule = judge_relevance(INFO.slug, {"title": title})
    return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id) if rule else None


def _make_record(row: Row, source_id: str, title: str, event: Event, dates: Dates) -> ParsedRecord:
    cells = CellReader({name: _say(event, name) for name in ("DESCRIPTION", "LOCATION", "URL")})
    said = find_said_status(title)
    is_said = said != TimingStatus.SCHEDULED
    if dates.is_cut:
        cells.doubt(DoubtName.DATE_UNREADABLE, "RRULE", _write_property(event, "RRULE"))
    values = OccasionValues(
        name=title,
        kind=Kind.GATHERING,
        description=cells.read(mend_public_text, "DESCRIPTION", context=title),
        **_read_place(cells, event),
        timings=set_status(dates.timings, said) if is_said else dates.timings,
        schedule=dates.schedule,
        source_url=cells.read(mend_url, "URL"),
    )
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _say(event: Event, name: str) -> str:
    held = event.get(name)
    return str(held[0] if isinstance(held, list) else held) if held else ""


def _read_place(cells: CellReader, event: Event) -> Mapping[str, Any]:
    """Read where it is: a point, a postcode and a town, a screen, a room, or nothing at all."""
    said = mend_text(cells.cells["LOCATION"], "LOCATION").value
    link = _URL.search(said)
    if fold(said) in tables.NO_PLACE:
        said = ""
    is_online = bool(link) or not set(tables.ONLINE).isdisjoint(fold(said).split())
    town = _TOWN.search(said)
    postcode_said, commune_said = town.groups() if town else ("", "")
    postcode = cells.keep(mend_postcode(postcode_said, "LOCATION"))
    commune = cells.keep(mend_commune_name(commune_said.strip(), "LOCATION"))
    street = mend_address(_URL.sub("", said), "LOCATION", postcode=postcode, commune=commune).value
    lat, lon = _read_geo(event)
    point = cells.keep(mend_point(lat, lon, "GEO"))
    return {
        "address": "" if is_online and not town else street.strip(" ,;-"),
        "postcode": postcode,
        "commune_name": commune,
        **name_point(point),
        "website": cells.keep(mend_url(link[0] if link else "", "LOCATION")),
        "reach_modes": (ReachMode.REMOTE,) if is_online else (),
    }


def name_point(point: tuple[float, float] | None) -> dict[str, float | None]:
    """Name the two parts of a point, both known or neither."""
    lat, lon = point or (None, None)
    return {"lat": lat, "lon": lon}


def _read_geo(event: Event) -> tuple[str, str]:
    held = event.get("GEO")
    if held is None or not hasattr(held, "latitude"):
        return "", ""
    return str(held.latitude), str(held.longitude)
