"""Public libraries: what its columns mean, then how a row becomes a place."""

import hashlib

from recoudre.importers.reading import Row, parse_rows, read_csv, require_columns
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_text,
)
from recoudre.importers.sources.libraries.french import name_commune, write_team, write_weekly_hours
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, Domain, Kind, ReachMode, Sector, Trust
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
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

# --- Correspondence tables -----------------------------------------------------------------------

# One goes there by choice, to read, listen or meet (elective); and a public library is open to all
# alike (citizenship). The list does not say on which foundation: left unknown.
BONDS = (BondTag(Bond.ELECTIVE), BondTag(Bond.CITIZENSHIP))
DOMAINS = (DomainTag(Domain.READING), DomainTag(Domain.CULTURE))

# Who answers for it. Only a municipal library names its steward: its commune. The others say the
# sector and not the name: the steward stays unknown.
SECTOR_BY_STATUS = {
    "Bibliothèque municipale": Sector.COMMUNE,
    "Bibliothèque municipale classée": Sector.COMMUNE,
    "Bibliothèque intercommunale": None,
    "Bibliothèque SIVOM": None,
    "Bibliothèque associative": None,
    "Bibliothèque départementale": Sector.DEPARTEMENT,
    "Bibliothèque départementale annexe": Sector.DEPARTEMENT,
}

REACH_BY_BUILDING = {
    "Bâtiment ouvert": ReachMode.ON_SITE,
    "Bibliothèque départementale": ReachMode.ON_SITE,
    "Bibliobus": ReachMode.ITINERANT,
    "Inconnue": None,
}
# Kinds of address where nobody is received: listed, with their reason, but no occasion.
CLOSED_BUILDINGS = ("Lieu uniquement administratif", "Réserve de documents non ouverte au public")

CAVEAT_BY_BUILDING = {
    "Bibliothèque départementale": (
        "Une bibliothèque départementale sert d’abord les bibliothèques de son département : "
        "demandez-lui si elle reçoit du public."
    ),
    "Bibliobus": "Bibliobus : l’adresse est celle de son point d’attache, pas celle de ses arrêts.",
    "Inconnue": "La source ne dit pas si ce lieu est ouvert au public.",
}

# The publisher writes this one with a space at its end.
BUILDING = "Type adresse "
COLUMNS = (
    "CP", "Code_bib", "Surface", "Amplitude horaire", "Nom de l'établissement", "Libellé 2",
    "Complément", "Adresse", "Code département", "Département", "Ville", "Code insee commune",
    "Longitude", "Latitude", "Statut", BUILDING, "Nombre de salariés", "Nombre de bénévoles",
)  # fmt: skip
# Known and not used. "Cedex" holds postcodes, telephones and names at random.
OTHER_COLUMNS = ("Code région", "Région", "Cedex", "Population commune", "geolocalisation")

# Not in the list, hence unknown here: the cost, the days and hours (only hours per week), contacts.
INFO = SourceInfo(
    slug="bibliotheques",
    name="Bibliothèques des collectivités territoriales",
    publisher="Ministère de la Culture",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://www.data.gouv.fr/fr/datasets/adresses-des-bibliotheques-publiques-2/",
    download_url=("https://www.data.gouv.fr/fr/datasets/r/806a8aa1-952f-404d-9857-3f27b7c0ca86"),
    rhythm="une fois par an",
    contact="page du jeu de données, rubrique « Discussions »",
    covers=frozenset({Domain.READING, Domain.CULTURE}),
)

# --- From a row to a place -----------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read the list of public libraries.

    Raises
        UnreadableFileError: not a CSV file, or other columns.
    """
    table = read_csv(content)
    unknown = require_columns(table, (COLUMNS,), optional=OTHER_COLUMNS)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into a place; an address that receives nobody is refused."""
    cells = CellReader(row.cells)
    name = cells.read(mend_text, "Nom de l'établissement")
    source_id = name_source_id(row)
    # Not through `mend_text`: « Inconnue » is a value here, not a filler.
    building = row.cells[BUILDING].strip()
    if building in CLOSED_BUILDINGS:
        message = f"La source dit « {building} » : le public n’y est pas reçu."
        return row.refuse(RejectReason.NOT_AN_OCCASION, message, source_id)
    if not name:
        message = "Le nom (colonne « Nom de l'établissement ») manque : donnez celui du lieu."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    values = _read_values(cells, name, building)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def name_source_id(row: Row) -> str:
    """Name a row for ever: its Code_bib, else a digest of what does not move.

    The publisher writes the code as a number ("11.0"): that is its usual form, not a disease of one
    row, and is read without being logged. The 120 libraries of départements have no code: theirs is
    made of their status, name, commune and département, folded, which no two rows share.
    """
    code = row.cells.get("Code_bib", "").strip().removesuffix(".0")
    if code:
        return code
    stable = ("Statut", "Nom de l'établissement", "Code insee commune", "Ville", "Département")
    text = "|".join(fold(row.cells.get(column, "")) for column in stable)
    return f"sans-code-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _read_values(cells: CellReader, name: str, building: str) -> OccasionValues:
    postcode = cells.read(mend_postcode, "CP")
    commune = cells.read(mend_commune_name, "Ville")
    status = cells.read(mend_text, "Statut")
    point = cells.keep(
        mend_point(cells.cells["Latitude"], cells.cells["Longitude"], "Latitude, Longitude")
    )
    reach = _read_reach(cells, building)
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=status,
        description=write_team(
            cells.cells["Surface"],
            cells.cells["Nombre de salariés"],
            cells.cells["Nombre de bénévoles"],
        ),
        address=_read_address(cells, postcode, commune),
        postcode=postcode,
        commune_code=cells.read(mend_insee, "Code insee commune"),
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        hours_note=write_weekly_hours(cells.cells["Amplitude horaire"]),
        reach_modes=(reach,) if reach else (),
        bonds=BONDS,
        domains=DOMAINS,
        steward=_read_steward(cells, status, commune),
        caveat=CAVEAT_BY_BUILDING.get(building, ""),
    )


def _read_address(cells: CellReader, postcode: str, commune: str) -> str:
    """Join the three columns where the publisher lets people write an address."""
    parts = [
        cells.read(mend_text, "Libellé 2"),
        cells.read(mend_text, "Complément"),
        cells.read(mend_address, "Adresse", postcode=postcode, commune=commune),
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _read_reach(cells: CellReader, building: str) -> ReachMode | None:
    """Read how one gets to it; « Inconnue » is a doubt that a person should lift."""
    if building == "Inconnue":
        cells.doubt(DoubtName.NOT_CONFIRMED, BUILDING, building)
    elif building and building not in REACH_BY_BUILDING:
        cells.doubt(DoubtName.VALUE_UNKNOWN, BUILDING, building)
    return REACH_BY_BUILDING.get(building)


def _read_steward(cells: CellReader, status: str, commune: str) -> StewardValues | None:
    if status and status not in SECTOR_BY_STATUS:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "Statut", status)
    sector = SECTOR_BY_STATUS.get(status)
    if sector == Sector.COMMUNE and commune:
        return StewardValues(name_commune(commune), sector)
    department = cells.cells["Département"].strip()
    if sector == Sector.DEPARTEMENT and department:
        return StewardValues(f"Département : {department}", sector)
    return None
