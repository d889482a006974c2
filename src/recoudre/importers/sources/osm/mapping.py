"""OpenStreetMap: how an element becomes a place. Correspondences in `tables.py` and `tags.csv`."""

from collections.abc import Sequence

from recoudre.importers.crosswalks import tag_bonds, tag_domains
from recoudre.importers.reading import Row
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_date,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_siret,
    mend_text,
    mend_url,
)
from recoudre.importers.sources.osm import tables
from recoudre.importers.sources.osm.elements import read_elements
from recoudre.vocabulary.hours import is_readable
from recoudre.vocabulary.licences import ODBL
from recoudre.vocabulary.lists import Kind, Trust
from recoudre.vocabulary.records import (
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
    StewardValues,
)
from recoudre.vocabulary.text import fold

INFO = SourceInfo(
    slug="osm",
    name="OpenStreetMap",
    publisher="Les contributeurs d’OpenStreetMap",
    licence=ODBL,
    trust=Trust.OPEN,
    homepage="https://www.openstreetmap.org/copyright",
    rhythm="chaque jour",
    contact="la communauté locale d’OpenStreetMap",
)
_PAGE = "https://www.openstreetmap.org/"
_CLOSED = frozenset({"yes", "true", "1"})


def parse(content: bytes) -> ParsedFile:
    """Read the elements that the table knows and that have a name; the others are no rows.

    Raises
        UnreadableFileError: neither an extract nor an answer of Overpass.
    """
    rows = [parse_row(Row(number, cells)) for number, cells in enumerate(read_elements(content), 1)]
    columns = dict.fromkeys(key for row in rows for key in row.raw)
    return ParsedFile(tuple(rows), tuple(columns), layout="json")


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one element into a place; what makes no bond, or is closed, is set aside."""
    cells = CellReader(row.cells)
    source_id, name = row.cells["@id"], cells.read(mend_text, "name")
    if not name:
        return row.refuse(RejectReason.NO_NAME, "Le nom (« name ») manque.", source_id)
    if any(row.cells.get(key, "").lower() in _CLOSED for key in tables.CLOSED_KEYS):
        message = "OpenStreetMap dit que ce lieu n’est plus en service."
        return row.refuse(RejectReason.DISSOLVED, message, source_id)
    if row.cells.get("access") == "private":
        message = "OpenStreetMap dit que l’accès est privé."
        return row.refuse(RejectReason.NOT_PUBLIC, message, source_id)
    meaning = tables.find_meaning(row.cells)
    if meaning is None or not _makes_bond(row, meaning):
        called = meaning.label if meaning else "ce lieu"
        message = f"« {called} » : rien ne dit que l’on s’y retrouve (voir tags.csv)."
        return row.refuse(RejectReason.NOT_A_BOND, message, source_id)
    values = _read_values(cells, name, meaning)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _makes_bond(row: Row, meaning: tables.Meaning) -> bool:
    """Tell whether a place makes a bond: the table says so, or who runs it, or its name."""
    if not meaning.is_kept or not meaning.words:
        return meaning.is_kept
    if row.cells.get("operator:type", "") in tables.TOGETHER:
        return True
    told = fold(" ".join(row.cells.get(key, "") for key in ("name", "description", "operator")))
    return not meaning.words.isdisjoint(told.split())


def _read_values(cells: CellReader, name: str, meaning: tables.Meaning) -> OccasionValues:
    commune = cells.read(mend_commune_name, "addr:city")
    postcode = cells.read(mend_postcode, "addr:postcode")
    context = f"{name} {commune}"
    hours = cells.read(mend_text, "opening_hours")
    is_read = is_readable(hours)
    if hours and not is_read:
        cells.doubt(DoubtName.HOURS_UNREADABLE, "opening_hours", hours)
    email = mend_public_email(_find(cells, tables.EMAILS), "email", context=context)
    point = cells.keep(
        mend_point(cells.cells.get("@lat", ""), cells.cells.get("@lon", ""), "@lat, @lon")
    )
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=meaning.label.capitalize(),
        description=cells.read(mend_public_text, "description", context=context),
        address=_read_street(cells, postcode, commune),
        postcode=postcode,
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.keep(mend_public_phone(_find(cells, tables.PHONES), "phone")),
        email=cells.keep(email),
        website=cells.keep(mend_url(_find(cells, tables.WEBSITES), "website")),
        opening_hours=hours if is_read else "",
        hours_note="" if is_read else hours,
        cost=tables.COST_BY_FEE.get(cells.cells.get("fee", "")),
        conditions=tables.ACCESS_BY_WHEELCHAIR.get(cells.cells.get("wheelchair", ""), ""),
        bonds=tag_bonds(meaning.bonds),
        domains=tag_domains(meaning.domains),
        steward=_read_steward(cells),
        said_on=cells.keep(mend_date(_find(cells, tables.CHECKED), "check_date")),
        source_url=f"{_PAGE}{cells.cells['@id']}",
    )


def _find(cells: CellReader, names: Sequence[str]) -> str:
    """Find the first of several tags that is filled; OpenStreetMap parts values with « ; »."""
    said = next((cells.cells[name] for name in names if cells.cells.get(name)), "")
    return said.partition(";")[0].strip()


def _read_street(cells: CellReader, postcode: str, commune: str) -> str:
    parts = (cells.cells.get("addr:housenumber", ""), cells.cells.get("addr:street", ""))
    street = " ".join(filter(None, parts)) if parts[1] else ""
    return cells.keep(mend_address(street, "addr:street", postcode=postcode, commune=commune))


def _read_steward(cells: CellReader) -> StewardValues | None:
    name = cells.read(mend_text, "operator")
    sector = tables.SECTOR_BY_OPERATOR.get(cells.cells.get("operator:type", ""))
    return StewardValues(name, sector, cells.read(mend_siret, "ref:FR:SIRET")) if name else None
