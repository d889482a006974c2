"""Third places (CGET, 2019): what its columns mean, then how a row becomes a place."""

from collections.abc import Callable

from recoudre.importers.crosswalks import refuse_nameless, tag_bonds, tag_domains
from recoudre.importers.envelopes import read_table
from recoudre.importers.reading import Row, parse_rows, require_columns
from recoudre.importers.repairs import (
    CellReader,
    Mended,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_number_code,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_text,
    mend_url,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, Domain, Kind, Precision, ReachMode, Trust
from recoudre.vocabulary.records import (
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RepairName,
    SourceInfo,
)
from recoudre.vocabulary.text import fold

# --- Correspondence tables -----------------------------------------------------------------------

# By the folded type. One works there beside others (organic), or makes things there by choice
# (elective). The base says no foundation.
KINDS: dict[str, tuple[tuple[Domain, ...], tuple[Bond, ...]]] = {
    "tiers lieux a dominante coworking": ((Domain.EMPLOYMENT,), (Bond.ORGANIC,)),
    "tiers lieux a dominante fablab": ((Domain.DIGITAL,), (Bond.ELECTIVE,)),
}
CAVEAT = "Base nationale de 2019, sans suite publiée ici : vérifiez que le lieu existe encore."

# The base says how sure its geocoder was, from 0 to 1. It is an opinion: under this, a doubt.
LEAST_SCORE = 0.5
PLACED_BY_HAND = "place a la main"

COLUMNS = ("ID", "NOM_TL", "ADRESSE", "CP", "INSEECOM", "NOMCOM", "WEB", "TYPO", "LAT", "LONG")
OTHER_COLUMNS = (
    "COMINIT", "TWITTER", "FACEBOOK", "GEOCOD", "PRECISION", "MAIL", "METRO", "NOMMETRO",
    "INSEEREG", "NOMREG", "INSEEMETRO", "INSEEDEP", "NOMCOMMETRO", "POPCOM", "COMCLASS",
    "INSEE_ZE", "NOM_ZE", "CLASS_ZE", "POP_ZE",
)  # fmt: skip
# The name of a person: left in the publisher's file.
NEVER_READ = ("CONTACT",)

INFO = SourceInfo(
    slug="tiers-lieux",
    name="Tiers-lieux : base nationale de 2019",
    publisher="Commissariat général à l’égalité des territoires (CGET, aujourd’hui ANCT)",
    licence=LICENCE_OUVERTE,
    trust=Trust.OPEN,
    homepage="https://github.com/anct-carto/mission_coworking",
    rhythm="une seule fois, en 2019",
    contact="https://github.com/anct-carto/mission_coworking/issues",
)

# --- From a row to a place -----------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read the base of third places.

    Raises
        UnreadableFileError: not a CSV file nor a JSON list, or other columns.
    """
    table = read_table(content, never_read=NEVER_READ)
    if not table.columns:
        return parse_rows(table, parse_row)
    unknown = require_columns(table, (COLUMNS,), optional=OTHER_COLUMNS)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into a place."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_number_code, "ID")
    name = cells.read(mend_text, "NOM_TL")
    if refused := refuse_nameless(row, source_id, name, "ID, NOM_TL"):
        return refused
    values = _read_values(cells, name)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(cells: CellReader, name: str) -> OccasionValues:
    postcode = cells.keep(_drop_zero(mend_postcode, cells, "CP"))
    commune = cells.read(mend_commune_name, "NOMCOM")
    latitude, longitude = (cells.cells.get(key, "") for key in ("LAT", "LONG"))
    point = cells.keep(mend_point(latitude, longitude, "LAT, LONG"))
    said = cells.read(mend_text, "TYPO")
    if said and fold(said) not in KINDS:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "TYPO", said)
    domains, bonds = KINDS.get(fold(said), ((), ()))
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=said,
        address=cells.read(mend_address, "ADRESSE", postcode=postcode, commune=commune),
        postcode=postcode,
        commune_code=cells.keep(_drop_zero(mend_insee, cells, "INSEECOM")),
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        precision=_read_precision(cells, has_point=point is not None),
        email=cells.read(mend_public_email, "MAIL", context=f"{name} {commune}"),
        website=_read_website(cells),
        reach_modes=(ReachMode.ON_SITE,),
        bonds=tag_bonds(bonds),
        domains=tag_domains(domains),
        caveat=CAVEAT,
    )


def _drop_zero(
    mend: Callable[[str, str], Mended[str]], cells: CellReader, column: str
) -> Mended[str]:
    """Read a code; « 0 » is what the base writes when it has none."""
    cell = cells.cells.get(column, "")
    if cell.strip() != "0":
        return mend(cell, column)
    return Mended("").add(RepairName.PLACEHOLDER, column, cell, "")


def _read_website(cells: CellReader) -> str:
    """Read the site, else the page that stands for it."""
    columns = ("WEB", "FACEBOOK")
    return next(filter(None, (cells.read(mend_url, column) for column in columns)), "")


def _read_precision(cells: CellReader, *, has_point: bool) -> Precision:
    """Read what the geocoder found: a number, a street; a low score is a doubt."""
    found = cells.cells.get("GEOCOD", "").strip()
    score = cells.cells.get("PRECISION", "").strip().replace(",", ".")
    if not has_point or not found or fold(found) == PLACED_BY_HAND:
        return Precision.UNKNOWN
    if score.replace(".", "", 1).isdigit() and float(score) < LEAST_SCORE:
        cells.doubt(DoubtName.NOT_CONFIRMED, "PRECISION", score)
        return Precision.UNKNOWN
    return Precision.NUMBER if found[0].isdigit() else Precision.STREET
