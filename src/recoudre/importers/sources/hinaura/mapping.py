"""Hinaura: how an item of its map becomes a place. The correspondences are in `tables.py`."""

import html
import re
from datetime import date

from recoudre.importers.hours import read_week, write_week_as_said
from recoudre.importers.identity import name_by_digest
from recoudre.importers.reading import Row, parse_rows, read_json_list, require_columns
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
from recoudre.importers.sources.hinaura import tables
from recoudre.vocabulary.licences import ODBL
from recoudre.vocabulary.lists import Audience, Cost, Domain, Kind, ReachMode, Trust
from recoudre.vocabulary.records import (
    DomainTag,
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    RepairName,
    SourceInfo,
)

# The contacts are those of whoever filled the form: opened row by row, where the row says that its
# author accepted the licence and the privacy policy. For the others, closed.
INFO = SourceInfo(
    slug="hinaura",
    name="Hinaura : lieux de médiation numérique en Auvergne-Rhône-Alpes",
    publisher="Hinaura, réseau des acteurs de l’inclusion numérique en Auvergne-Rhône-Alpes",
    licence=ODBL,
    trust=Trust.PARTNER,
    homepage="https://carto.hinaura.fr/",
    rhythm="au fil de l’eau, par les lieux eux-mêmes",
    contact="formulaire de contact de la carte",
    covers=frozenset({Domain.DIGITAL}),
    contact_proof="https://carto.hinaura.fr/?PageDonneesPerso",
)

_PARTS = re.compile(r'"?,"?(?![^()]*\))')
_TAG = re.compile(r"<[^>]*>")
_HOUR = re.compile(r"\d{1,2}\s*[hH:]\s*(?:\d{2}(?!\s*[hH:]))?")
_BETWEEN = re.compile(r"[\s/,;|\-–]|à|et|de|puis")
_PLACEHOLDER_URL = re.compile(r"^https?:/*$", re.IGNORECASE)


def parse(content: bytes) -> ParsedFile:
    """Read the export of the map.

    Raises
        UnreadableFileError: not a JSON list, or other keys.
    """
    table = read_json_list(content)
    known = tables.OTHER_COLUMNS
    unknown = require_columns(table, (tables.COLUMNS,), optional=known) if table.rows else ()
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one item into a place; one that its map does not publish is set aside."""
    cells = CellReader(row.cells)
    name = cells.read(mend_markup, tables.NAME)
    source_id = name_source_id(row)
    state = row.cells.get(tables.STATE, "").strip()
    if state not in {"", "Publié"}:
        message = f"La carte dit « {state} » : ce lieu n’y est pas publié."
        return row.refuse(RejectReason.NOT_PUBLIC, message, source_id)
    if not name:
        message = f"Le nom (« {tables.NAME} ») manque : donnez celui du lieu."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    values = _read_values(cells, name)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def name_source_id(row: Row) -> str:
    """Name a place for ever: by its name, address and commune, once mended."""
    said = row.cells.get
    name = mend_markup(said(tables.NAME, ""), tables.NAME).value
    postcode = mend_postcode(said(tables.POSTCODE, ""), tables.POSTCODE).value
    commune = mend_commune_name(said(tables.COMMUNE, ""), tables.COMMUNE).value
    cell = said(tables.ADDRESS, "")
    address = mend_address(cell, tables.ADDRESS, postcode=postcode, commune=commune).value
    return name_by_digest("lieu", name, address, commune)


def mend_markup(cell: str, column: str) -> Mended[str]:
    """Read a text that a web form escaped: « &amp; » is « & ».

    Example
        >>> mend_markup("Clics &amp; Liens", "Nom").value
        'Clics & Liens'
    """
    text = html.unescape(cell)
    mended = mend_text(text, column)
    if text == cell:
        return mended
    return Mended(text).add(RepairName.ESCAPES, column, cell, mended.value)


def split_choices(cell: str) -> list[str]:
    """Split the boxes that were ticked: the export leaves its quotes and commas among them.

    Example
        >>> split_choices('Gratuit,Payant,"Agrée Pass Numérique (APTIC, autres)')
        ['Gratuit', 'Payant', 'Agrée Pass Numérique (APTIC, autres)']
    """
    parts = (_TAG.sub("", part).strip(' "') for part in _PARTS.split(cell))
    return [part for part in parts if part]


def tidy_day(cell: str) -> str:
    """Write the hours of a day two by two, when there is nothing else than hours in it.

    Example
        >>> tidy_day("9h à 12h - 14h à 17h"), tidy_day("9h sur rendez-vous")
        ('9h-12h, 14h-17h', '9h sur rendez-vous')
    """
    hours = ["".join(hour.split()) for hour in _HOUR.findall(cell)]
    if not hours or len(hours) % 2 or _BETWEEN.sub("", _HOUR.sub("", cell)):
        return cell
    return ", ".join(f"{a}-{b}" for a, b in zip(hours[::2], hours[1::2], strict=True))


def _read_values(cells: CellReader, name: str) -> OccasionValues:
    postcode = cells.read(mend_postcode, tables.POSTCODE)
    commune = cells.read(mend_commune_name, tables.COMMUNE)
    context = f"{name} {commune}"
    latitude, longitude = (cells.cells.get(key, "") for key in (tables.LATITUDE, tables.LONGITUDE))
    point = cells.keep(mend_point(latitude, longitude, f"{tables.LATITUDE}, {tables.LONGITUDE}"))
    hours, note = _read_hours(cells)
    kinds = split_choices(cells.cells.get(tables.KIND, ""))
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=", ".join(kind for kind in kinds if kind != "Autres"),
        description=_read_description(cells, context),
        address=cells.read(mend_address, tables.ADDRESS, postcode=postcode, commune=commune),
        postcode=postcode,
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.read(mend_public_phone, tables.PHONE),
        email=cells.read(mend_public_email, tables.EMAIL, context=context),
        website=cells.read(_mend_website, tables.WEBSITE),
        contact_consented=_has_agreed(cells),
        opening_hours=hours,
        hours_note=note,
        cost=_read_cost(cells),
        cost_note=" ; ".join(split_choices(cells.cells.get(tables.PRICES, ""))),
        conditions=" ; ".join(split_choices(cells.cells.get(tables.WAYS, ""))),
        reach_modes=_read_reach(cells),
        audiences=_read_audiences(cells),
        bonds=tables.BONDS,
        domains=_read_domains(cells, kinds),
        caveat=_read_caveat(cells),
        said_on=_read_day(cells),
    )


def _read_description(cells: CellReader, context: str) -> str:
    """Read what the place says of itself, then whom it can welcome."""
    column = tables.TEXT
    said = cells.read(mend_markup, column)
    text = cells.keep(mend_public_text(said, column, context=context))
    welcome = ", ".join(split_choices(cells.cells.get(tables.WELCOME, "")))
    return f"{text} Accueil adapté, selon la source : {welcome}.".strip() if welcome else text


def _mend_website(cell: str, column: str) -> Mended[str]:
    """Read a web address; « http:// » alone is what the form holds before one types."""
    if _PLACEHOLDER_URL.match(cell.strip()):
        return Mended("").add(RepairName.PLACEHOLDER, column, cell, "")
    return mend_url(cell, column)


def _read_hours(cells: CellReader) -> tuple[str, str]:
    """Read the week in OpenStreetMap syntax, and as it was said when it cannot be read."""
    tidy = {column: tidy_day(cells.cells.get(column, "")) for column in tables.DAYS.values()}
    mended = read_week(tidy, tables.DAYS)
    cells.keep(Mended("", (), mended.doubts))
    note = write_week_as_said(cells.cells, tables.DAYS) if mended.doubts else ""
    return mended.value, note


def _read_cost(cells: CellReader) -> Cost | None:
    """Read the cost; what is both free and paid, or unknown, raises a doubt."""
    said = set(split_choices(cells.cells.get(tables.PRICES, ""))) - {tables.VOUCHER}
    known = {tables.FREE} | tables.PAID | tables.REDUCED
    if not said <= known or (tables.FREE in said and said & tables.PAID):
        cells.doubt(DoubtName.VALUE_UNKNOWN, tables.PRICES, " ; ".join(sorted(said)))
        return None
    if said & tables.REDUCED:
        return Cost.REDUCED
    if said & tables.PAID:
        return Cost.PAID
    return Cost.FREE if said else None


def _read_reach(cells: CellReader) -> tuple[ReachMode, ...]:
    days = " ".join(cells.cells.get(column, "") for column in tables.DAYS.values())
    return (ReachMode.ITINERANT,) if "itinéran" in days.lower() else (ReachMode.ON_SITE,)


def _read_audiences(cells: CellReader) -> tuple[Audience, ...]:
    found: dict[Audience, None] = {}
    for said in split_choices(cells.cells.get(tables.AUDIENCE, "")):
        if said not in tables.AUDIENCES:
            cells.doubt(DoubtName.VALUE_UNKNOWN, tables.AUDIENCE, said)
        found.update(dict.fromkeys(tables.AUDIENCES.get(said, ())))
    return tuple(found)


def _read_domains(cells: CellReader, kinds: list[str]) -> tuple[DomainTag, ...]:
    """Read the domains that the kind of place and the paperwork it helps with add."""
    domains = {Domain.DIGITAL: None}
    for kind in kinds:
        if kind not in tables.DOMAINS_BY_KIND:
            cells.doubt(DoubtName.VALUE_UNKNOWN, tables.KIND, kind)
        domains.update(dict.fromkeys(tables.DOMAINS_BY_KIND.get(kind, ())))
    if split_choices(cells.cells.get(tables.PAPERWORK, "")):
        domains[Domain.RIGHTS] = None
    return tuple(DomainTag(domain) for domain in domains)


def _read_caveat(cells: CellReader) -> str:
    operators = split_choices(cells.cells.get(tables.OPERATOR, ""))
    return tables.CAVEAT_FOR_PROFIT if tables.FOR_PROFIT in operators else ""


def _has_agreed(cells: CellReader) -> bool:
    """Say whether the author of the row accepted the licence and the privacy policy."""
    said = [cells.cells.get(column, "").strip() for column in (tables.POLICY, tables.TERMS)]
    return all(one.startswith("Accepte") for one in said)


def _read_day(cells: CellReader) -> date | None:
    """Read the day of the last change; its hour does not matter."""
    day = cells.cells.get(tables.CHANGED, "").strip().partition(" ")[0]
    return cells.keep(mend_date(day, tables.CHANGED))
