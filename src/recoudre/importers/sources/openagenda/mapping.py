"""OpenAgenda: how an event becomes a gathering with its dates. Correspondences in `tables.py`."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from recoudre.importers.crosswalks import refuse_nameless, tag_domains
from recoudre.importers.envelopes import find_list, make_table, read_json, read_nested, read_table
from recoudre.importers.envelopes import is_json as is_json_file
from recoudre.importers.moments import find_said_status, order_timings, read_instant, set_status
from recoudre.importers.reading import Row, Table, parse_rows, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_text,
    mend_url,
)
from recoudre.importers.sources.openagenda import tables
from recoudre.importers.sources.openagenda.fields import (
    find_agenda,
    find_agenda_name,
    find_cell,
    list_keywords,
    say_french,
    strip_html,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Audience, Cost, Kind, ReachMode, TimingStatus, Trust
from recoudre.vocabulary.records import (
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
    TimingValues,
)
from recoudre.vocabulary.text import fold

INFO = SourceInfo(
    slug="openagenda",
    name="Événements publics OpenAgenda",
    publisher="Les agendas publics d’OpenAgenda, par Opendatasoft",
    licence=LICENCE_OUVERTE,
    trust=Trust.OPEN,
    homepage="https://public.opendatasoft.com/explore/dataset/evenements-publics-openagenda/",
    rhythm="chaque jour",
    contact="page de l’événement",
)

_POSTCODE = re.compile(r"\b(\d{5})\b")
_PRICE = re.compile(r"\d\s*(?:€|euros?\b)", re.IGNORECASE)
# Sentences that say no more than the two dates that they go with.
_TWO_DATES = re.compile(r"^\d+(?:er)? (?:\w+ )?(?:\d{4} )?et \d+(?:er)? \w+(?: \d{4})?$")
_TWO_HOURS = re.compile(r"^\w+ \d+(?:er)? \w+(?: \d{4})?, \d+h\d*, \d+h\d*$")


def parse(content: bytes) -> ParsedFile:
    """Read events: Opendatasoft's flat list (CSV or JSON), or the answer of the API, v2 or v3.

    Raises
        UnreadableFileError: neither CSV nor JSON, or events without a title.
    """
    table = _read_file(content)
    if not table.rows:
        return parse_rows(table, parse_row)
    vintages = [("uid", title) for title in tables.TITLES]
    unknown = require_columns(table, vintages, optional=_list_known())
    return parse_rows(table, parse_row, unknown_columns=unknown)


def _list_known() -> tuple[str, ...]:
    names = (
        tables.TITLES, tables.SUMMARIES, tables.DESCRIPTIONS, tables.CONDITIONS, tables.KEYWORDS,
        tables.AGENDA_IDS, tables.URLS, tables.FIRSTS, tables.LASTS, tables.DISPLAYS,
        tables.ATTENDANCES, tables.REGISTRATIONS, tables.AGE_MINS, tables.AGE_MAXS,
        tables.CHANGES, tables.OTHER_COLUMNS,
    )  # fmt: skip
    return tuple(name for group in names for name in group)


def _read_file(content: bytes) -> Table:
    if not is_json_file(content):
        return read_table(content, never_read=tables.NEVER_READ)
    items = find_list(read_json(content), "events", "results", "data")
    return make_table([_flatten(item) for item in items], never_read=tables.NEVER_READ)


def _flatten(item: Any) -> Any:
    """Give a native place the flat names; old Opendatasoft exports wrap each row in `fields`."""
    if not isinstance(item, dict):
        return item
    flat = dict(item["fields"]) if isinstance(item.get("fields"), dict) else dict(item)
    place = flat.pop("location", None)
    if isinstance(place, dict):
        flat |= {name: place.get(native) for name, native in tables.PLACE_NAMES.items()}
    return flat


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one event into a gathering; what its agenda does not publish is set aside."""
    cells = CellReader(row.cells)
    title = cells.keep(mend_text(say_french(row.cells, tables.TITLES), "title"))
    uid = cells.read(mend_text, "uid")
    source_id = f"{find_agenda(row.cells)}/{uid}" if uid else ""
    if refused := refuse_nameless(row, source_id, title, "uid, title"):
        return refused
    if refused := _refuse_closed(row):
        return refused
    keywords = list_keywords(row.cells)
    texts = {
        "title": title,
        "summary": say_french(row.cells, tables.SUMMARIES),
        "keywords": " ; ".join(keywords),
        "agenda": find_agenda_name(row.cells),
    }
    if rule := judge_relevance(INFO.slug, texts):
        return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id)
    values = _read_values(cells, title, keywords)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _refuse_closed(row: Row) -> RejectedRow | None:
    """Refuse what its agenda does not publish, without its name: it must leave our lists too."""
    cells = row.cells
    state = cells.get("state", tables.PUBLISHED).strip() or tables.PUBLISHED
    if state == tables.PUBLISHED and not _is_true(cells, "draft", "removed", "private"):
        return None
    message = f"Son agenda ne publie pas cet événement (état {state})."
    return row.refuse(RejectReason.NOT_PUBLIC, message)


def _is_true(cells: Mapping[str, str], *names: str) -> bool:
    return any(cells.get(name, "").strip().lower() in {"1", "true"} for name in names)


def _read_values(cells: CellReader, title: str, keywords: list[str]) -> OccasionValues:
    place = _read_place(cells)
    context = f"{title} {place['commune_name']}"
    timings, note = _read_timings(cells, title)
    cost, cost_note = _read_cost(cells)
    phone, email, link = _read_registration(cells, context)
    low, high = _read_age(cells)
    known = tables.DOMAIN_BY_KEYWORD
    return OccasionValues(
        name=title,
        kind=Kind.GATHERING,
        summary=_read_text(cells, tables.SUMMARIES, context),
        description=_read_text(cells, tables.DESCRIPTIONS, context),
        **place,
        phone=phone,
        email=email,
        website=link,
        timings=timings,
        hours_note=note,
        cost=cost,
        cost_note=cost_note,
        conditions=_write_conditions(cells, low, high),
        reach_modes=_read_reach(cells),
        audiences=_find_audiences(low, high),
        domains=tag_domains(known[fold(one)] for one in keywords if fold(one) in known),
        source_url=cells.keep(mend_url(find_cell(cells.cells, tables.URLS), "url")),
    )


def _read_text(cells: CellReader, names: Sequence[str], context: str) -> str:
    told = mend_public_text(strip_html(say_french(cells.cells, names)), names[0], context=context)
    return cells.keep(told)


def _read_place(cells: CellReader) -> dict[str, Any]:
    """Read where it is: the INSEE code first; the point is latitude, then longitude."""
    held = cells.cells
    address = held.get("location_address", "")
    found = _POSTCODE.search(address)
    postcode = cells.keep(
        mend_postcode(held.get("location_postalcode") or (found[1] if found else ""), "address")
    )
    commune = cells.read(mend_commune_name, "location_city")
    latitude, longitude = _find_point(held)
    point = cells.keep(mend_point(latitude, longitude, "latitude, longitude"))
    street = mend_address(address, "location_address", postcode=postcode, commune=commune).value
    name = mend_text(held.get("location_name", ""), "location_name").value
    is_said = not name or fold(name) in fold(street)
    return {
        "address": street if is_said else ", ".join(filter(None, (name, street))),
        "postcode": postcode,
        "commune_name": commune,
        "commune_code": cells.read(mend_insee, "location_insee"),
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
    }


def _find_point(cells: Mapping[str, str]) -> tuple[str, str]:
    """Find a point under one of its names: two cells, « lat, lon », a list or an object."""
    if cells.get("latitude"):
        return cells["latitude"], cells.get("longitude", "")
    cell = cells.get("location_coordinates", "")
    nested = read_nested(cell)
    if isinstance(nested, dict):
        return str(nested.get("lat", "")), str(nested.get("lon", ""))
    parts = [str(one) for one in nested] if isinstance(nested, list) else cell.split(",")
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else ("", "")


def _read_timings(cells: CellReader, title: str) -> tuple[tuple[TimingValues, ...], str]:
    """Read every date; a list that tells only the first and the last gives those two.

    Between them no date is invented: the sentence of the agenda is kept as written.
    """
    listed = read_nested(cells.cells.get("timings", ""))
    status = _read_status(cells, title)
    if isinstance(listed, list):
        timings = [_read_timing(cells, one) for one in listed]
        return set_status(order_timings(one for one in timings if one), status), ""
    ends = [_read_day(cells, names) for names in (tables.FIRSTS, tables.LASTS)]
    known = set_status(order_timings(TimingValues(one) for one in ends if one), status)
    display = find_cell(cells.cells, tables.DISPLAYS).strip()
    return known, "" if _is_whole(display, len(known)) else display


def _is_whole(display: str, known: int) -> bool:
    """Tell whether the sentence of an agenda says no more than the dates that were read."""
    if known <= 1:
        return True
    return bool(_TWO_DATES.match(display) or _TWO_HOURS.match(display))


def _read_timing(cells: CellReader, told: Any) -> TimingValues | None:
    if not isinstance(told, dict):
        cells.doubt(DoubtName.DATE_UNREADABLE, "timings", str(told))
        return None
    begin, end = (str(told.get(name) or "") for name in ("begin", "end"))
    start = read_instant(begin)
    if start is None:
        cells.doubt(DoubtName.DATE_UNREADABLE, "timings", begin)
        return None
    finish = read_instant(end)
    return TimingValues(start, finish if finish and finish > start else None)


def _read_day(cells: CellReader, names: Sequence[str]) -> datetime | None:
    said = find_cell(cells.cells, names)
    moment = read_instant(said) if said else None
    if said and moment is None:
        cells.doubt(DoubtName.DATE_UNREADABLE, names[0], said)
    return moment


def _read_status(cells: CellReader, title: str) -> TimingStatus:
    """Read what is said of its dates: its own status, else the head of its title."""
    code = _read_code(cells.cells.get("status", ""))
    if code and code not in tables.STATUS_BY_CODE:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "status", code)
    status = tables.STATUS_BY_CODE.get(code, TimingStatus.SCHEDULED)
    return find_said_status(title) if status == TimingStatus.SCHEDULED else status


def _read_code(cell: str) -> str:
    """Read the number of a coded value: « 5 », or « {"id": 5, "label": …} »."""
    nested = read_nested(cell)
    if isinstance(nested, dict):
        return str(nested.get("id", ""))
    return cell.strip()


def _read_reach(cells: CellReader) -> tuple[ReachMode, ...]:
    code = _read_code(find_cell(cells.cells, tables.ATTENDANCES))
    return tables.REACH_BY_ATTENDANCE.get(code, ())


def _read_cost(cells: CellReader) -> tuple[Cost | None, str]:
    """Read the cost when the conditions say it plainly; when they say two things, it is a doubt."""
    note = cells.keep(
        mend_text(strip_html(say_french(cells.cells, tables.CONDITIONS)), "conditions")
    )
    said = fold(note)
    found = {
        Cost.FREE_PRICE: any(word in said for word in tables.FREE_PRICE_WORDS),
        Cost.PAID: bool(_PRICE.search(note)),
        Cost.FREE: any(word in said for word in tables.FREE_WORDS),
    }
    costs = [cost for cost, is_said in found.items() if is_said]
    if len(costs) > 1:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "conditions", note[:200])
    return (costs[0] if len(costs) == 1 else None), note


def _read_registration(cells: CellReader, context: str) -> tuple[str, str, str]:
    """Read how to register: (phone, e-mail, link); the first two stay closed without a basis."""
    nested = read_nested(find_cell(cells.cells, tables.REGISTRATIONS))
    said: dict[str, str] = {}
    for one in nested if isinstance(nested, list) else []:
        if isinstance(one, dict):
            said.setdefault(str(one.get("type", "")), str(one.get("value", "")))
    phone = cells.keep(mend_public_phone(said.get("phone", ""), "registration"))
    email = cells.keep(mend_public_email(said.get("email", ""), "registration", context=context))
    return phone, email, cells.keep(mend_url(said.get("link", ""), "registration"))


def _read_age(cells: CellReader) -> tuple[int | None, int | None]:
    """Read the ages; null is not 0."""
    nested = read_nested(cells.cells.get("age", ""))
    held = nested if isinstance(nested, dict) else {}
    low = held.get("min", find_cell(cells.cells, tables.AGE_MINS))
    high = held.get("max", find_cell(cells.cells, tables.AGE_MAXS))
    return _read_years(low), _read_years(high)


def _read_years(said: object) -> int | None:
    text = str(said).strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def _find_audiences(low: int | None, high: int | None) -> tuple[Audience, ...]:
    """Find whom the ages name; an open age names nobody."""
    if low is None or high is None:
        return (Audience.SENIORS,) if low is not None and low >= 60 else ()
    return tuple(one for least, most, one in tables.AUDIENCE_BY_AGE if least <= low <= high <= most)


def _write_conditions(cells: CellReader, low: int | None, high: int | None) -> str:
    """Write the ages and the accessibility in a sentence each."""
    ages = {
        (True, True): f"De {low} à {high} ans.",
        (True, False): f"À partir de {low} ans.",
        (False, True): f"Jusqu’à {high} ans.",
    }.get((low is not None and low > 0, high is not None and high > 0), "")
    return " ".join(filter(None, (ages, _write_accessibility(cells.cells))))


def _write_accessibility(cells: Mapping[str, str]) -> str:
    """Write the accessibility: « hi;vi », a list, or an object of yes and no."""
    cell = cells.get("accessibility", "")
    nested = read_nested(cell)
    if isinstance(nested, dict):
        codes = [code for code, is_said in nested.items() if is_said is True]
    else:
        codes = [str(one) for one in nested] if isinstance(nested, list) else cell.split(";")
    known = [tables.ACCESS_BY_CODE[code.strip()] for code in codes
             if code.strip() in tables.ACCESS_BY_CODE]  # fmt: skip
    return f"Accessible : {', '.join(known)}." if known else ""
