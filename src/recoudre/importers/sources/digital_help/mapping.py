"""Digital help (CNFS): what its keys mean, then how an item becomes a place."""

from recoudre.importers.hours import mend_osm
from recoudre.importers.reading import Row, parse_rows, read_json_list, require_columns
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_date,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_siret,
    mend_text,
    mend_url,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, ContactBasis, Cost, Domain, Kind, ReachMode, Trust
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

# --- Correspondence tables -----------------------------------------------------------------------

# To be able to use a screen is needed to be a citizen like the others. The source does not say on
# which foundation: left unknown.
BONDS = (BondTag(Bond.CITIZENSHIP),)

# Every site helps with digital uses; some carry a label that is about rights.
DOMAINS = (Domain.DIGITAL,)
DOMAINS_BY_LABEL: dict[str, tuple[Domain, ...]] = {
    "CNFS": (),
    # A one-stop counter of public services.
    "France Services": (Domain.RIGHTS,),
    # Somebody is habilitated to do a procedure on line in one's name.
    "Aidants Connect": (Domain.RIGHTS,),
}

# The source says it in a sentence that starts with one of these.
COST_BY_CONDITION = {
    "Gratuit": Cost.FREE,
    "Gratuit sous condition": Cost.REDUCED,
    "Payant": Cost.PAID,
}

# One goes to a "permanence": the source gives an address for each.
REACH_MODES = (ReachMode.ON_SITE,)

COLUMNS = (
    "id", "nom", "services", "pivot", "commune", "code_postal", "adresse", "latitude",
    "longitude", "labels_nationaux", "horaires", "date_maj",
)  # fmt: skip
# Keys that are there for some sites only, or under one name or the other.
OTHER_COLUMNS = (
    "courriel", "site_web", "telephone", "prise_rdv", "conditions_access", "conditions_acces",
    "source", "structureId", "structureNom",
)  # fmt: skip
# The people who receive, with their names and addresses: left in the publisher's file.
NEVER_READ = ("aidants", "conseillers")

INFO = SourceInfo(
    slug="conseillers-numeriques",
    name="Conseillers numériques : lieux de permanence",
    publisher="Agence nationale de la cohésion des territoires (ANCT)",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage=(
        "https://www.data.gouv.fr/fr/datasets/lieux-de-mediation-numerique-sur-le-territoire-"
        "national-fournis-par-conseiller-numerique-1/"
    ),
    download_url="https://api.conseiller-numerique.gouv.fr/permanences",
    rhythm="chaque jour",
    contact="page du jeu de données, rubrique « Discussions »",
    contact_basis=ContactBasis.REGISTER,
    contact_proof=(
        "Liste des permanences publiée par l’ANCT sous Licence Ouverte : contacts du lieu ; ceux "
        "qui semblent personnels sont retirés à l’import."
    ),
    covers=frozenset({Domain.DIGITAL}),
)

# --- From an item to a place ---------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read the list of digital-help sites.

    Raises
        UnreadableFileError: not a JSON list, or other keys.
    """
    table = read_json_list(content, never_read=NEVER_READ)
    unknown = require_columns(table, (COLUMNS,), optional=OTHER_COLUMNS) if table.rows else ()
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one item into a place."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id")
    name = cells.read(mend_text, "nom")
    if not source_id:
        message = "L’identifiant (clé « id ») manque : remettez celui de la liste d’origine."
        return row.refuse(RejectReason.NO_IDENTIFIER, message, source_id)
    if not name:
        message = "Le nom (clé « nom ») manque : donnez celui du lieu."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    values = _read_values(cells, name)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(cells: CellReader, name: str) -> OccasionValues:
    postcode = cells.read(mend_postcode, "code_postal")
    commune = cells.read(mend_commune_name, "commune")
    context = f"{name} {commune}"
    latitude, longitude = (cells.cells.get(key, "") for key in ("latitude", "longitude"))
    point = cells.keep(mend_point(latitude, longitude, "latitude, longitude"))
    hours_cell = cells.cells.get("horaires", "").strip()
    hours = mend_osm(hours_cell, "horaires")
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary="Aide au numérique par un conseiller ou une conseillère numérique.",
        description=_read_services(cells),
        address=cells.read(mend_address, "adresse", postcode=postcode, commune=commune),
        postcode=postcode,
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.read(mend_public_phone, "telephone"),
        email=cells.read(mend_public_email, "courriel", context=context),
        website=cells.read(mend_url, "site_web"),
        opening_hours=cells.keep(hours),
        hours_note=hours_cell if hours.doubts else "",
        cost=_read_cost(cells),
        conditions=_read_conditions(cells),
        reach_modes=REACH_MODES,
        bonds=BONDS,
        domains=_read_domains(cells),
        steward=_read_steward(cells),
        said_on=cells.read(mend_date, "date_maj"),
    )


def _read_services(cells: CellReader) -> str:
    """Write the services as a list that a person reads."""
    services = [part.strip() for part in cells.read(mend_text, "services").split(";")]
    return " ; ".join(service for service in services if service)


def _read_cost(cells: CellReader) -> Cost | None:
    """Read the cost; two contradictory ones, or an unknown one, raise a doubt."""
    column = "conditions_acces" if "conditions_acces" in cells.cells else "conditions_access"
    said = [part.strip() for part in cells.read(mend_text, column).split(";") if part.strip()]
    costs = {COST_BY_CONDITION.get(part.partition(":")[0].strip()) for part in said}
    if len(costs) == 1 and None not in costs:
        return costs.pop()
    if said:
        cells.doubt(DoubtName.VALUE_UNKNOWN, column, " ; ".join(said))
    return None


def _read_conditions(cells: CellReader) -> str:
    address = cells.read(mend_url, "prise_rdv")
    return f"Rendez-vous à prendre en ligne : {address}" if address else ""


def _read_domains(cells: CellReader) -> tuple[DomainTag, ...]:
    """Read the domains that the labels of a site add; an unknown label raises a doubt."""
    labels = [part.strip() for part in cells.read(mend_text, "labels_nationaux").split(";")]
    domains = dict.fromkeys(DOMAINS)
    for label in filter(None, labels):
        if label not in DOMAINS_BY_LABEL:
            cells.doubt(DoubtName.VALUE_UNKNOWN, "labels_nationaux", label)
        domains.update(dict.fromkeys(DOMAINS_BY_LABEL.get(label, ())))
    return tuple(DomainTag(domain) for domain in domains)


def _read_steward(cells: CellReader) -> StewardValues | None:
    """Read who answers for the site: its structure, when the source names it.

    The pivot is the SIRET of that structure, not of the place: alone, it names nobody.
    """
    siret = cells.read(mend_siret, "pivot")
    name = cells.read(mend_text, "structureNom")
    return StewardValues(name, siret=siret) if name else None
