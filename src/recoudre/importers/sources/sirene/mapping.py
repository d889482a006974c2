"""Sirene: what its columns mean, then how an establishment of an association becomes a project."""

from recoudre.importers.reading import Row, parse_rows, read_csv, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_commune_name,
    mend_date,
    mend_insee,
    mend_postcode,
    mend_siret,
    mend_text,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, ContactBasis, Domain, Kind, Precision, Sector, Trust
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
    StewardValues,
)

# --- Correspondence tables -----------------------------------------------------------------------

# Legal categories of associations and the like: « 92… », the foundations apart.
ASSOCIATION = "92"
# The activity (NAF rev. 2): a shorter code speaks for all that begin so, and the longest one wins.
DOMAINS_BY_ACTIVITY = {
    "55.20": (),  # tourist accommodation: nothing to say
    "56": (Domain.FOOD,),  # restauration
    "58": (Domain.READING,),  # édition
    "59": (Domain.CULTURE,),  # cinéma, musique
    "60": (Domain.CULTURE,),  # radio, télévision
    "85": (Domain.SCHOOL,),  # enseignement
    "85.51": (Domain.SPORT,),  # enseignement de disciplines sportives
    "85.52": (Domain.CULTURE,),  # enseignement culturel
    "86": (Domain.HEALTH,),  # santé
    "87": (Domain.SOCIAL_WORK,),  # hébergement social
    "88": (Domain.SOCIAL_WORK,),  # action sociale sans hébergement
    "88.10A": (Domain.SOCIAL_WORK, Domain.AGEING),  # aide à domicile
    "88.10C": (Domain.EMPLOYMENT, Domain.DISABILITY),  # aide par le travail
    "88.91A": (Domain.EARLY_CHILDHOOD,),  # accueil de jeunes enfants
    "90": (Domain.CULTURE,),  # arts du spectacle, création
    "91": (Domain.CULTURE,),  # bibliothèques, musées, patrimoine
    "91.01": (Domain.READING, Domain.CULTURE),  # bibliothèques et archives
    "93.1": (Domain.SPORT,),  # sport
}
BONDS = (BondTag(Bond.ELECTIVE),)

CLOSED = "F"
CEASED = "C"
DIFFUSED = "O"
# How Sirene writes a value that it does not diffuse.
NOT_DIFFUSED = "[ND]"

CAVEAT = (
    "Association inscrite au répertoire Sirene. Personne n’a encore confirmé ici qu’elle est "
    "active, ni où elle accueille."
)

COLUMNS = (
    "siret", "statutDiffusionEtablissement", "etatAdministratifEtablissement",
    "codePostalEtablissement", "libelleCommuneEtablissement", "codeCommuneEtablissement",
    "activitePrincipaleEtablissement", "categorieJuridiqueUniteLegale", "denominationUniteLegale",
)  # fmt: skip
OPTIONAL = (
    "siren", "nic", "etablissementSiege", "dateCreationEtablissement",
    "dateDernierTraitementEtablissement", "enseigne1Etablissement",
    "denominationUsuelleEtablissement", "sigleUniteLegale", "identifiantAssociationUniteLegale",
    "etatAdministratifUniteLegale", "statutDiffusionUniteLegale",
)  # fmt: skip

INFO = SourceInfo(
    slug="sirene",
    name="Répertoire Sirene, associations",
    publisher="Insee",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://www.data.gouv.fr/fr/datasets/base-sirene-des-entreprises-et-de-leurs-etablissements-siren-siret/",
    rhythm="tous les mois",
    contact="insee.fr, rubrique « Contacter l’Insee »",
    contact_basis=ContactBasis.UNKNOWN,
)

# --- From a row to a project ---------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read an extract of establishments joined to their legal unit, whole or an excerpt.

    Raises
        UnreadableFileError: not a CSV file, or other columns.
    """
    table = read_csv(content)
    require_columns(table, (COLUMNS,), optional=OPTIONAL)
    # The extract may hold any of the hundred columns of the stock: they are not all named.
    return parse_rows(table, parse_row)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one establishment into a project."""
    known = (*COLUMNS, *OPTIONAL)
    row = Row(row.number, {name: row.cells[name] for name in known if name in row.cells})
    cells = CellReader(row.cells)
    siret = cells.read(mend_siret, "siret")
    if not siret:
        message = "Le SIRET manque ou n’en est pas un : remettez celui du fichier d’origine."
        return row.refuse(RejectReason.NO_IDENTIFIER, message)
    if aside := _set_aside(row, siret):
        return aside
    name = _read_name(cells)
    if not name:
        return row.refuse(RejectReason.NO_NAME, "La dénomination manque.", siret)
    values = _read_values(cells, name, siret)
    return ParsedRecord(row.number, siret, row.cells, values, cells.repairs, cells.doubts)


def _set_aside(row: Row, siret: str) -> RejectedRow | None:
    """Set aside what is no association, not public, closed, or makes no bond."""
    cells = row.cells
    if not cells["categorieJuridiqueUniteLegale"].startswith(ASSOCIATION):
        message = "L’unité légale n’est pas une association : seules elles sont lues ici."
        return row.refuse(RejectReason.NOT_AN_OCCASION, message, siret)
    diffused = ("statutDiffusionEtablissement", "statutDiffusionUniteLegale")
    if any(cells.get(name, DIFFUSED) not in ("", DIFFUSED) for name in diffused):
        message = "L’association s’est opposée à la diffusion de ses données."
        return row.refuse(RejectReason.NOT_PUBLIC, message, siret)
    is_closed = cells["etatAdministratifEtablissement"] == CLOSED
    if is_closed or cells.get("etatAdministratifUniteLegale") == CEASED:
        message = "L’établissement est fermé, ou l’association a cessé."
        return row.refuse(RejectReason.DISSOLVED, message, siret)
    activity = cells["activitePrincipaleEtablissement"]
    rule = judge_relevance(INFO.slug, {"activite": activity})
    return row.refuse(RejectReason.NOT_A_BOND, rule.why, siret) if rule else None


def _read_name(cells: CellReader) -> str:
    """Read the name under which the establishment is known, else the one of the association."""
    columns = (
        "enseigne1Etablissement",
        "denominationUsuelleEtablissement",
        "denominationUniteLegale",
    )
    names = (cells.read(mend_text, column) for column in columns)
    return next((name for name in names if name and name != NOT_DIFFUSED), "")


def _read_values(cells: CellReader, name: str, siret: str) -> OccasionValues:
    """Read what is kept: of the address, only the commune, for it may be a home."""
    row = cells.cells
    steward = cells.read(mend_text, "denominationUniteLegale") or name
    created = cells.read(mend_date, "dateCreationEtablissement")
    said_on = cells.read(mend_date, "dateDernierTraitementEtablissement")
    rna = row.get("identifiantAssociationUniteLegale", "").strip()
    return OccasionValues(
        name=name,
        kind=Kind.PROJECT,
        postcode=cells.read(mend_postcode, "codePostalEtablissement"),
        commune_code=cells.read(mend_insee, "codeCommuneEtablissement"),
        commune_name=cells.read(mend_commune_name, "libelleCommuneEtablissement"),
        precision=Precision.COMMUNE,
        bonds=BONDS,
        domains=tuple(map(DomainTag, list_domains(row["activitePrincipaleEtablissement"]))),
        steward=StewardValues(steward, Sector.ASSOCIATION, siret, rna[:10]),
        since=f"établissement ouvert en {created.year}" if created else "",
        caveat=CAVEAT,
        said_on=said_on,
    )


def list_domains(activity: str) -> tuple[Domain, ...]:
    """List the domains that an activity tells; none for « autres organisations » (94.99Z).

    Example
        >>> [domain.value for domain in list_domains("91.01Z")], list_domains("94.99Z")
        (['reading', 'culture'], ())
    """
    beginnings = (activity[:length] for length in range(len(activity), 0, -1))
    found = (DOMAINS_BY_ACTIVITY[one] for one in beginnings if one in DOMAINS_BY_ACTIVITY)
    return next(found, ())
