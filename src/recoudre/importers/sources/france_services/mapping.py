"""France services: what its columns mean, then how a row becomes a place."""

from recoudre.importers.hours import read_week, write_week_as_said
from recoudre.importers.reading import Row, parse_rows, read_csv, require_columns
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_number_code,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_text,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import (
    Bond,
    ContactBasis,
    Domain,
    Foundation,
    Kind,
    ReachMode,
    Trust,
    Weekday,
)
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
)

# --- Correspondence tables -----------------------------------------------------------------------

# Help with one's rights, from the State and its partners, for everybody: social citizenship, on its
# side of protection ("compter sur"). The list says nothing of recognition: it is not claimed.
BONDS = (BondTag(Bond.CITIZENSHIP, Foundation.PROTECTION),)

# Administrative procedures, and help to do them on line: the two missions of every counter.
# Health, employment or housing are subjects of the partners, not of the counter: not tagged.
DOMAINS = (DomainTag(Domain.RIGHTS), DomainTag(Domain.DIGITAL))

# Whether one goes to it, or it comes. "Multisites" keeps several fixed counters.
REACH_BY_FORMAT = {
    "Fixe": ReachMode.ON_SITE,
    "Fixe_antenne(s)": ReachMode.ON_SITE,
    "Multisites": ReachMode.ON_SITE,
    "Bus_équivalent": ReachMode.ITINERANT,
    "Itinérante": ReachMode.ITINERANT,
}
# The same in the lists before 2024, column "itinerance".
REACH_BY_ITINERANCE = {"Oui": ReachMode.ITINERANT, "Non": ReachMode.ON_SITE}

CONDITIONS_BY_APPOINTMENT = {"Oui": "On peut y prendre rendez-vous.", "Non": ""}

ITINERANT_CAVEAT = (
    "Accueil itinérant : l’adresse peut être celle de son point d’attache, pas celle de ses arrêts."
)

COLUMN_BY_DAY = {
    Weekday.MONDAY: "h_lundi",
    Weekday.TUESDAY: "h_mardi",
    Weekday.WEDNESDAY: "h_mercredi",
    Weekday.THURSDAY: "h_jeudi",
    Weekday.FRIDAY: "h_vendredi",
    Weekday.SATURDAY: "h_samedi",
}

# Not in the list, hence unknown here: the cost (free by the label's charter, which the list does
# not repeat), the audience, the steward ("groupe" names a network of counters, not who runs it).
SHARED_COLUMNS = (
    "id_fs", "insee_dep", "lib_fs", "adresse", "complement_adresse", "insee_com", "code_postal",
    "lib_com", "latitude", "longitude", "mail", "telephone", *COLUMN_BY_DAY.values(), "commentaire",
    "format_fs",
)  # fmt: skip
COLUMNS_2022 = (*SHARED_COLUMNS, "itinerance", "groupe", "labellisation")
COLUMNS_2024 = (*SHARED_COLUMNS, "prise_rdv", "type_fs", "groupe_fs", "labellisation_fs")

INFO = SourceInfo(
    slug="france-services",
    name="France services",
    publisher="Agence nationale de la cohésion des territoires (ANCT)",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://www.data.gouv.fr/fr/datasets/liste-des-structures-france-services/",
    rhythm="plusieurs fois par an",
    contact="page du jeu de données, rubrique « Discussions »",
    contact_basis=ContactBasis.REGISTER,
    contact_proof=(
        "Liste publiée par l’ANCT sous Licence Ouverte : téléphone et courriel de service de "
        "chaque espace France services. "
        "https://www.data.gouv.fr/fr/datasets/liste-des-structures-france-services/"
    ),
    covers=frozenset({Domain.RIGHTS, Domain.DIGITAL}),
)

# --- From a row to a place -----------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read a list of France services, of the 2022 or of the 2024 form.

    Raises
        UnreadableFileError: not a CSV file, or other columns.
    """
    table = read_csv(content)
    unknown = require_columns(table, (COLUMNS_2024, COLUMNS_2022))
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into a place."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_number_code, "id_fs")
    name = cells.read(mend_text, "lib_fs")
    if not source_id:
        message = "L’identifiant (colonne « id_fs ») manque : remettez celui de la liste d’origine."
        return row.refuse(RejectReason.NO_IDENTIFIER, message, source_id)
    if not name:
        message = "Le nom (colonne « lib_fs ») manque : donnez celui de l’accueil."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    values = _read_values(cells, name)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(cells: CellReader, name: str) -> OccasionValues:
    postcode = cells.read(mend_postcode, "code_postal")
    commune = cells.read(mend_commune_name, "lib_com")
    context = f"{name} {commune}"
    point = cells.keep(
        mend_point(cells.cells["latitude"], cells.cells["longitude"], "latitude, longitude")
    )
    reach = _read_reach(cells)
    week = read_week(cells.cells, COLUMN_BY_DAY)
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        description=cells.read(mend_public_text, "commentaire", context=context),
        address=_read_address(cells, postcode, commune),
        postcode=postcode,
        commune_code=cells.read(mend_insee, "insee_com"),
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.read(mend_public_phone, "telephone"),
        email=cells.read(mend_public_email, "mail", context=context),
        opening_hours=cells.keep(week),
        hours_note=write_week_as_said(cells.cells, COLUMN_BY_DAY) if week.doubts else "",
        conditions=_read_conditions(cells),
        reach_modes=(reach,) if reach else (),
        bonds=BONDS,
        domains=DOMAINS,
        since=_read_since(cells),
        caveat=ITINERANT_CAVEAT if reach == ReachMode.ITINERANT else "",
    )


def _read_address(cells: CellReader, postcode: str, commune: str) -> str:
    complement = cells.read(mend_text, "complement_adresse")
    address = cells.read(mend_address, "adresse", postcode=postcode, commune=commune)
    return ", ".join(part for part in (complement, address) if part)


def _read_reach(cells: CellReader) -> ReachMode | None:
    """Read how one gets to it; a format that the table does not have raises a doubt."""
    column = "itinerance" if "itinerance" in cells.cells else "format_fs"
    table = REACH_BY_ITINERANCE if column == "itinerance" else REACH_BY_FORMAT
    said = cells.read(mend_text, column)
    if said and said not in table:
        cells.doubt(DoubtName.VALUE_UNKNOWN, column, said)
    return table.get(said)


def _read_conditions(cells: CellReader) -> str:
    said = cells.read(mend_text, "prise_rdv")
    if said and said not in CONDITIONS_BY_APPOINTMENT:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "prise_rdv", said)
    return CONDITIONS_BY_APPOINTMENT.get(said, "")


def _read_since(cells: CellReader) -> str:
    """Read the date of the label, kept as the publisher writes it: « 01/01/2020 »."""
    column = "labellisation_fs" if "labellisation_fs" in cells.cells else "labellisation"
    day = cells.read(mend_text, column).removeprefix("Espace labellisé").strip()
    return f"label France services du {day}" if day else ""
