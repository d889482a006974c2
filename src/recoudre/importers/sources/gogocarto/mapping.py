"""GoGoCarto: how an element of a map becomes a place. Correspondences in `tables.py`."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from recoudre.importers.crosswalks import refuse_nameless, tag_bonds, tag_domains
from recoudre.importers.envelopes import find_list, make_table, read_json, read_nested
from recoudre.importers.hours import read_week, write_week_as_said
from recoudre.importers.reading import Row, Table, parse_rows, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    Mended,
    mend_address,
    mend_commune_name,
    mend_date,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_text,
    mend_url,
)
from recoudre.importers.repairs.personal import HIDDEN
from recoudre.importers.sources.gogocarto import tables
from recoudre.vocabulary.licences import ODBL
from recoudre.vocabulary.lists import Bond, Domain, Kind, ReachMode, Trust
from recoudre.vocabulary.records import (
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    RepairName,
    SourceInfo,
)

INFO = SourceInfo(
    slug="gogocarto",
    name="Cartes citoyennes GoGoCarto sous licence ODbL",
    publisher="Le projet qui tient la carte, dit par chaque élément",
    licence=ODBL,
    trust=Trust.OPEN,
    homepage="https://gogocarto.fr/",
    rhythm="selon la carte",
    contact="page de la carte",
)

_TAIL = re.compile(r"\b(\d{5})\s+([^,;\d]+?)\s*(?:,\s*France)?\s*$", re.IGNORECASE)
_WHOLE = re.compile(r"^-?\d+$")


def parse(content: bytes) -> ParsedFile:
    """Read the elements of a map: the whole answer, or a bare list of elements.

    Raises
        UnreadableFileError: not JSON, no list of elements, or elements without names.
    """
    table = _read_file(content)
    if not table.rows:
        return parse_rows(table, parse_row)
    vintages = [("id", name) for name in tables.NAMES]
    unknown = require_columns(table, vintages, optional=tables.OTHER_COLUMNS)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def _read_file(content: bytes) -> Table:
    """Read the elements, each with the licence of the whole, without who follows them."""
    envelope: Any = read_json(content)
    licence = envelope.get("licence") if isinstance(envelope, dict) else None
    items = [_tidy(item, licence) for item in find_list(envelope, "data", "elements")]
    return make_table(items, never_read=tables.NEVER_READ)


def _tidy(item: Any, licence: Any) -> Any:
    if not isinstance(item, dict):
        return item
    tidy = {**item, "licence": item.get("licence") or licence}
    if tidy.pop(tables.SUBSCRIBERS, None):
        tidy[tables.SUBSCRIBERS] = HIDDEN
    return tidy


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one element into a place; what its map hides, or no licence opens, is refused."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id")
    name_column = next((one for one in tables.NAMES if row.cells.get(one)), tables.NAMES[0])
    name = cells.read(mend_text, name_column)
    if refused := refuse_nameless(row, source_id, name, f"id, {name_column}"):
        return refused
    if refused := _refuse_closed(row, source_id):
        return refused
    categories = list_categories(row.cells)
    texts = {"name": name, "categories": ";".join(categories)}
    if rule := judge_relevance(INFO.slug, texts):
        return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id)
    values = _read_values(cells, name, categories)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _refuse_closed(row: Row, source_id: str) -> RejectedRow | None:
    """Refuse an element under no licence that we keep, or that its map does not show."""
    licence = row.cells.get("licence", "").strip()
    if not tables.is_open_database(licence):
        message = (
            f"Licence : « {licence or 'non dite'} ». Seuls les éléments sous ODbL peuvent être "
            "republiés par cette source : demandez à la carte de dire sa licence."
        )
        return row.refuse(RejectReason.NOT_PUBLIC, message, source_id)
    said = row.cells.get("status", "").strip()
    status = int(said) if _WHOLE.match(said) and len(said) < 5 else 1
    if status > 0:
        return None
    default = (RejectReason.NOT_PUBLIC, tables.NOT_SHOWN)
    reason, message = tables.REFUSAL_BY_STATUS.get(status, default)
    return row.refuse(reason, message, source_id)


def list_categories(cells: Mapping[str, str]) -> list[str]:
    """List the names of the categories of an element; numbers alone name nothing."""
    found = read_nested(cells.get("categoriesFull", "")) or read_nested(cells.get("categories", ""))
    items = found if isinstance(found, list) else cells.get("categories", "").split(",")
    names = [one.get("name", "") if isinstance(one, dict) else one for one in items]
    return [name.strip() for name in names if isinstance(name, str) and not name.isdigit()]


def _read_values(cells: CellReader, name: str, categories: list[str]) -> OccasionValues:
    place = _read_place(cells)
    context = f"{name} {place['commune_name']}"
    hours, note = _read_hours(cells)
    domains, bonds = _read_tags(categories)
    _note_state(cells)
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=", ".join(filter(None, categories)),
        description=_read_description(cells, context),
        **place,
        phone=cells.read(mend_public_phone, "telephone"),
        email=cells.keep(_mend_email(cells.cells.get("email", ""), context)),
        website=cells.read(mend_url, "website"),
        opening_hours=hours,
        hours_note=note,
        reach_modes=(ReachMode.ON_SITE,) if place["address"] else (),
        bonds=tag_bonds(bonds),
        domains=tag_domains(domains),
        said_on=_read_day(cells),
    )


def _note_state(cells: CellReader) -> None:
    """Note what the map itself doubts of, and the addresses of followers that were left out."""
    said = cells.cells.get("moderationState", "").strip()
    if said not in {"", "0"}:
        cells.doubt(DoubtName.NOT_CONFIRMED, "moderationState", said)
    if tables.SUBSCRIBERS in cells.cells:
        dropped = Mended("").add(RepairName.PERSONAL_CONTACT, tables.SUBSCRIBERS, HIDDEN, "")
        cells.keep(dropped)


def _read_description(cells: CellReader, context: str) -> str:
    columns = ("description", "descriptionMore", "abstract")
    told = [cells.read(mend_public_text, column, context=context) for column in columns]
    return "\n\n".join(dict.fromkeys(text for text in told if text))


def _mend_email(cell: str, context: str) -> Mended[str]:
    """Read an address; « private » and « hidden » say that the map keeps it to itself."""
    if cell.strip().lower() in tables.CLOSED_EMAILS:
        return Mended("").add(RepairName.PLACEHOLDER, "email", cell, "")
    return mend_public_email(cell, "email", context=context)


def _read_place(cells: CellReader) -> dict[str, Any]:
    """Read the point, under any of its names, and the address, an object or one line."""
    geo = read_nested(cells.cells.get("geo", ""))
    held = {**cells.cells, **(_write_cells(geo) if isinstance(geo, dict) else {})}
    latitude = held.get("latitude") or held.get("lat") or ""
    longitude = held.get("longitude") or held.get("lng") or held.get("long") or ""
    point = cells.keep(mend_point(latitude, longitude, "geo.latitude, geo.longitude"))
    return {
        **_read_address(cells),
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
    }


def _read_address(cells: CellReader) -> dict[str, str]:
    cell = cells.cells.get("address", "")
    nested = read_nested(cell)
    parts = _write_cells(nested) if isinstance(nested, dict) else _cut_line(cell)
    postcode = cells.keep(mend_postcode(parts.get("postalCode", ""), "address.postalCode"))
    said = parts.get("addressLocality", "")
    commune = cells.keep(mend_commune_name(said, "address.addressLocality"))
    street = " ".join(filter(None, (parts.get("streetNumber"), parts.get("streetAddress"))))
    mended = mend_address(street, "address.streetAddress", postcode=postcode, commune=commune)
    return {
        "address": cells.keep(mended) if isinstance(nested, dict) else mended.value,
        "postcode": postcode,
        "commune_name": commune,
    }


def _cut_line(line: str) -> dict[str, str]:
    """Cut an address of one line at its postcode: « 5 rue X, 26220 Dieulefit »."""
    found = _TAIL.search(line)
    if found is None:
        return {"streetAddress": line}
    return {
        "streetAddress": line[: found.start()].strip(" ,;-"),
        "postalCode": found[1],
        "addressLocality": found[2].strip(),
    }


def _write_cells(nested: Mapping[str, Any]) -> dict[str, str]:
    """Write the plain values of an object as cells."""
    plain = (str, int, float)
    return {key: str(value) for key, value in nested.items() if isinstance(value, plain)}


def _read_hours(cells: CellReader) -> tuple[str, str]:
    """Read the hours by day; what cannot be read stays as said, with the words around it."""
    nested = read_nested(cells.cells.get("openHours", ""))
    days = _write_cells(nested) if isinstance(nested, dict) else {}
    mended = read_week(days, tables.DAYS)
    more = [cells.read(mend_text, one) for one in ("openHours_MoreInfos", "openHoursString")]
    note = [write_week_as_said(days, tables.DAYS) if mended.doubts else "", *more]
    return cells.keep(Mended(mended.value, (), mended.doubts)), " ; ".join(filter(None, note))


def _read_tags(categories: list[str]) -> tuple[list[Domain], list[Bond]]:
    """Read what the categories say; each map has its own, and most say nothing here."""
    known = tables.read_categories()
    found = [known.get(tables.fold_category(one), ((), ())) for one in categories]
    domains = [domain for some, _ in found for domain in some]
    return domains, [bond for _, some in found for bond in some]


def _read_day(cells: CellReader) -> date | None:
    """Read the day of the last change, else of the creation: ISO or 15/08/2019."""
    column = "updatedAt" if cells.cells.get("updatedAt") else "createdAt"
    return cells.keep(mend_date(cells.cells.get(column, "").partition(" ")[0], column))
