"""HSDS 3.0: how a service at a place becomes an occasion."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any
from uuid import UUID

from recoudre.importers.crosswalks import refuse_nameless, tag_bonds
from recoudre.importers.envelopes import find_list, make_table, read_json, read_nested
from recoudre.importers.reading import Row, parse_rows, require_columns
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_date,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_siret,
    mend_text,
    mend_url,
)
from recoudre.importers.sources.hsds.flattening import flatten
from recoudre.importers.sources.hsds.schedules import (
    is_one_off,
    read_hours,
    read_timing,
    write_as_said,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, Cost, Kind, ReachMode, State, Trust
from recoudre.vocabulary.records import (
    BondTag,
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
    StewardValues,
    TimingValues,
)

# --- Correspondence tables -----------------------------------------------------------------------

STATES = {
    "active": State.PUBLISHED,
    "temporarily closed": State.DORMANT,
}
REFUSAL_BY_STATUS = {
    "inactive": (RejectReason.NOT_PUBLIC, "La source dit ce service inactif."),
    "defunct": (RejectReason.DISSOLVED, "La source dit ce service fermé."),
}
REACH: dict[str, tuple[ReachMode, ...]] = {
    "physical": (ReachMode.ON_SITE,),
    "virtual": (ReachMode.REMOTE,),
    "postal": (),
}
SIRET = "FR-SIRET"
RNA = "FR-RNA"
# The type of link under which an observatory publishes its own bonds.
BOND_LINK = "lien"

COLUMNS = ("id", "name", "status")
OTHER_COLUMNS = (
    "service_id", "organization_id", "program_id", "alternate_name", "description", "url", "email",
    "interpretation_services", "application_process", "fees_description", "wait_time", "fees",
    "accreditations", "eligibility_description", "minimum_age", "maximum_age", "assured_date",
    "licenses", "alert", "last_modified", "phones", "schedules", "service_areas", "languages",
    "organization", "location", "funding", "cost_options", "program", "required_documents",
    "attributes", "metadata", "capacities", "additional_urls",
)  # fmt: skip

INFO = SourceInfo(
    slug="hsds",
    name="Services au format Open Referral (HSDS 3.0)",
    publisher="L’annuaire qui publie le flux",
    licence=LICENCE_OUVERTE,
    trust=Trust.PARTNER,
    homepage="https://docs.openreferral.org/",
    rhythm="selon l’annuaire",
    contact="page de l’annuaire",
)

# --- From a service to an occasion ---------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read services or organizations: a page `{"contents": […]}`, or a bare list.

    Raises
        UnreadableFileError: not JSON, no list, or other keys.
    """
    envelope = read_json(content)
    table = make_table(flatten(find_list(envelope, "contents", "services", "organizations")))
    if not table.rows:
        return parse_rows(table, parse_row)
    unknown = require_columns(table, (COLUMNS,), optional=OTHER_COLUMNS)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one service at one place into an occasion; a closed one is set aside."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id")
    name = cells.read(mend_text, "name")
    if refused := refuse_nameless(row, source_id, name, "id, name"):
        return refused
    status = row.cells.get("status", "").strip()
    if status in REFUSAL_BY_STATUS:
        reason, message = REFUSAL_BY_STATUS[status]
        return row.refuse(reason, message, source_id)
    if status not in STATES:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "status", status)
    if not _is_uuid(source_id):
        cells.doubt(DoubtName.VALUE_UNKNOWN, "id", source_id)
    values = _read_values(cells, name, STATES.get(status, State.PUBLISHED))
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _read_values(cells: CellReader, name: str, state: State) -> OccasionValues:
    location = _read_object(cells, "location")
    place = _read_place(cells, location)
    context = f"{name} {place['commune_name']}"
    hours, note, timings = _read_schedules(cells)
    return OccasionValues(
        name=name,
        kind=Kind.GATHERING if timings or "[" in hours else Kind.PLACE,
        state=state,
        description=cells.read(mend_public_text, "description", context=context),
        **place,
        phone=_read_phone(cells, location),
        email=cells.read(mend_public_email, "email", context=context),
        website=cells.read(mend_url, "url"),
        opening_hours=hours,
        hours_note=note,
        timings=timings,
        cost=_read_cost(cells),
        cost_note=cells.read(mend_text, "fees_description") or cells.read(mend_text, "fees"),
        conditions=_read_conditions(cells, context),
        reach_modes=REACH.get(str(location.get("location_type", "")), ()),
        bonds=_read_bonds(cells),
        steward=_read_steward(cells),
        caveat=cells.read(mend_public_text, "alert", context=context),
        said_on=cells.read(mend_date, "last_modified"),
    )


def _read_object(cells: CellReader, column: str) -> dict[str, Any]:
    found = read_nested(cells.cells.get(column, ""))
    return found if isinstance(found, dict) else {}


def _read_objects(holder: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Read a list of objects, nested or still written in a cell."""
    held = holder.get(key)
    found = read_nested(held) if isinstance(held, str) else held
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _write(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return "" if value is None else str(value)


def _read_place(cells: CellReader, location: Mapping[str, Any]) -> dict[str, Any]:
    """Read the point, and the first address that one can go to."""
    latitude, longitude = _write(location, "latitude"), _write(location, "longitude")
    point = cells.keep(mend_point(latitude, longitude, "location.latitude"))
    addresses = [one for one in _read_objects(location, "addresses")
                 if one.get("address_type") != "postal"]  # fmt: skip
    address = addresses[0] if addresses else {}
    column = "location.addresses"
    postcode = cells.keep(mend_postcode(_write(address, "postal_code"), column))
    commune = cells.keep(mend_commune_name(_write(address, "city"), column))
    lines = " ".join(filter(None, (_write(address, "address_1"), _write(address, "address_2"))))
    is_insee = _write(location, "external_identifier_type").upper() == "INSEE"
    code = _write(location, "external_identifier") if is_insee else ""
    return {
        "address": cells.keep(mend_address(lines, column, postcode=postcode, commune=commune)),
        "postcode": postcode,
        "commune_code": cells.keep(mend_insee(code, "location.external_identifier")),
        "commune_name": commune,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
    }


def _read_schedules(cells: CellReader) -> tuple[str, str, tuple[TimingValues, ...]]:
    """Read the hours, the note and the dates; what cannot be read stays as said, with a doubt."""
    schedules = _read_objects(cells.cells, "schedules")
    others = [one for one in schedules if not is_one_off(one)]
    hours = read_hours(others) if others else ""
    unread = [] if hours is not None else others
    timings = []
    for one in filter(is_one_off, schedules):
        if timing := read_timing(one):
            timings.append(timing)
        else:
            unread.append(one)
    note = " ; ".join(filter(None, map(write_as_said, unread)))
    if unread:
        cells.doubt(DoubtName.HOURS_UNREADABLE, "schedules", note)
    return hours or "", note, tuple(sorted(timings, key=attrgetter("starts_at")))


def _read_phone(cells: CellReader, location: Mapping[str, Any]) -> str:
    phones = _read_objects(cells.cells, "phones") or _read_objects(location, "phones")
    number = _write(phones[0], "number") if phones else ""
    return cells.keep(mend_public_phone(number, "phones.number"))


def _read_cost(cells: CellReader) -> Cost | None:
    """Read the cost from its amounts: all nothing is free, all something is paid."""
    amounts = [one.get("amount") for one in _read_objects(cells.cells, "cost_options")]
    said = {amount > 0 for amount in amounts if isinstance(amount, int | float)}
    if len(said) != 1:
        return None
    return Cost.PAID if said.pop() else Cost.FREE


def _read_conditions(cells: CellReader, context: str) -> str:
    columns = ("eligibility_description", "application_process")
    parts = [cells.read(mend_public_text, column, context=context) for column in columns]
    youngest, oldest = (cells.cells.get(key, "") for key in ("minimum_age", "maximum_age"))
    parts += [f"À partir de {youngest} ans" if youngest else ""]
    parts += [f"Jusqu’à {oldest} ans" if oldest else ""]
    return " ; ".join(filter(None, parts))


def _read_bonds(cells: CellReader) -> tuple[BondTag, ...]:
    """Read the bonds that another observatory tagged; no other taxonomy says one."""
    attributes = _read_objects(cells.cells, "attributes")
    terms = [one.get("taxonomy_term") for one in attributes if one.get("link_type") == BOND_LINK]
    codes = [str(term.get("code")) for term in terms if isinstance(term, dict)]
    return tag_bonds(Bond(code) for code in codes if code in list(Bond))


def _read_steward(cells: CellReader) -> StewardValues | None:
    organization = _read_object(cells, "organization")
    name = cells.keep(mend_text(_write(organization, "name"), "organization.name"))
    identifiers = {
        _write(one, "identifier_scheme").upper(): _write(one, "identifier")
        for one in _read_objects(organization, "organization_identifiers")
    }
    siret = cells.keep(mend_siret(identifiers.get(SIRET, ""), "organization_identifiers"))
    return StewardValues(name, siret=siret, rna=identifiers.get(RNA, "")) if name else None
