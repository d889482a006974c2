"""The register of associations: what its columns mean, then how a row becomes a project."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from recoudre.importers.reading import Row, parse_rows, read_csv, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_commune_name,
    mend_insee,
    mend_postcode,
    mend_public_text,
    mend_siret,
    mend_text,
    mend_url,
)
from recoudre.importers.sources.rna.objects import list_bonds, list_domains
from recoudre.importers.sources.rna.seats import read_seat
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import ContactBasis, Kind, Precision, Sector, Trust
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

# Column « position »: A is active, and stays.
GONE_BY_POSITION = {
    "D": "L’association est dissoute, dit le répertoire.",
    "S": "L’association est supprimée du répertoire.",
}
# Without any sign of life for so many calendar years, an association is taken for a ghost.
GHOST_YEARS = 10
SIGNS_OF_LIFE = ("date_decla", "date_publi", "maj_time", "date_creat")
# How the register writes that a date is unknown.
NO_DAY = "0001-01-01"
PUBLISHES_SITE = "1"

CAVEAT = (
    "Déclarée au répertoire national des associations. Personne n’a encore confirmé ici qu’elle "
    "est active, ni où elle accueille."
)

READ_COLUMNS = (
    "id", "siret", "date_creat", "date_decla", "date_publi", "date_disso", "nature", "groupement",
    "titre", "titre_court", "objet", "objet_social1", "objet_social2", "adrs_complement",
    "adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie", "adrs_distrib",
    "adrs_codeinsee", "adrs_codepostal", "adrs_libcommune", "siteweb", "publiweb", "position",
    "maj_time",
)  # fmt: skip
# Never read: the address and title of whoever manages it, notes, and what else names a person.
NEVER_READ = (
    "id_ex", "rup_mi", "gestion", "adrg_declarant", "adrg_complemid", "adrg_complemgeo",
    "adrg_libvoie", "adrg_distrib", "adrg_codepostal", "adrg_achemine", "adrg_pays",
    "dir_civilite", "telephone", "email", "observation",
)  # fmt: skip
# Kept of the seat only when it is a public place; of the site, only when it is published.
_STREET = (
    "adrs_complement", "adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie",
    "adrs_distrib",
)  # fmt: skip

INFO = SourceInfo(
    slug="rna",
    name="Répertoire national des associations",
    publisher="Ministère de l’Intérieur",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://www.data.gouv.fr/fr/datasets/repertoire-national-des-associations/",
    rhythm="tous les mois",
    contact="page du jeu de données, rubrique « Discussions »",
    contact_basis=ContactBasis.UNKNOWN,
)

_DEPARTMENT = re.compile(r"_dpt_(\w+)\.csv$", re.IGNORECASE)
_RNA = re.compile(r"^W[0-9A-Z]{9}$")
_CODE_LENGTH = 6

# --- From a row to a project ---------------------------------------------------------------------


def find_department(file_name: str) -> str:
    """Name the département of a file of the archive; "" when its name says none.

    Example
        >>> find_department("rna_waldec_20260901_dpt_26.csv"), find_department("rna.csv")
        ('26', '')
    """
    found = _DEPARTMENT.search(file_name)
    return found[1].upper() if found else ""


def parse(content: bytes) -> ParsedFile:
    """Read a « Waldec » file of the register, whole or an excerpt.

    Raises
        UnreadableFileError: not a CSV file, or other columns.
    """
    table = read_csv(content)
    unknown = require_columns(table, (READ_COLUMNS,), optional=NEVER_READ)
    first_year = datetime.now(tz=UTC).year - GHOST_YEARS
    return parse_rows(table, lambda row: parse_row(row, first_year), unknown_columns=unknown)


def parse_row(row: Row, first_year: int) -> ParsedRecord | RejectedRow:
    """Turn one row into a project.

    Parameters
        first_year: a year; without a sign of life since it began, the association is a ghost.
    """
    given = row.cells
    row = Row(row.number, {name: given[name] for name in READ_COLUMNS if name in given})
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id").upper()
    if not _RNA.match(source_id):
        message = (
            "L’identifiant (colonne « id ») n’est pas un numéro RNA : « W », puis neuf signes."
        )
        return row.refuse(RejectReason.NO_IDENTIFIER, message, source_id)
    if aside := _set_aside(row, source_id, first_year):
        return aside
    name = cells.read(mend_text, "titre")
    if not name:
        message = "Le titre (colonne « titre ») manque."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    values = _read_values(cells, name, source_id)
    raw = _keep_raw(row.cells, values)
    return ParsedRecord(row.number, source_id, raw, values, cells.repairs, cells.doubts)


def _set_aside(row: Row, source_id: str, first_year: int) -> RejectedRow | None:
    """Set aside what is gone, what gives no sign of life, and what makes no bond."""
    cells = row.cells
    position = cells["position"].strip().upper()
    if position in GONE_BY_POSITION:
        return row.refuse(RejectReason.DISSOLVED, GONE_BY_POSITION[position], source_id)
    last = _find_last_sign(cells)
    if last is not None and last.year < first_year:
        message = (
            f"Rien de déclaré ni mis à jour depuis le {last:%d/%m/%Y}, plus de {GHOST_YEARS} ans."
        )
        return row.refuse(RejectReason.GHOST, message, source_id)
    code = _read_object(cells["objet_social1"])
    rule = judge_relevance(INFO.slug, {"objet_social1": code, "titre": cells["titre"]})
    return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id) if rule else None


def _find_last_sign(cells: dict[str, str]) -> date | None:
    """Find the last day when the association, or its file in the register, moved."""
    days = [day for name in SIGNS_OF_LIFE if (day := _read_day(cells[name]))]
    return max(days, default=None)


def _read_day(cell: str) -> date | None:
    """Read a day of the register; None when it is unknown, or unreadable."""
    return _read_iso_day(cell.strip()[:10])


@lru_cache(maxsize=20_000)
def _read_iso_day(day: str) -> date | None:
    if not day or day == NO_DAY:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _read_object(cell: str) -> str:
    """Read a code of six digits, whose zeros a spreadsheet may have dropped."""
    code = cell.strip()
    return code.zfill(_CODE_LENGTH) if code.isdigit() else ""


def _read_values(cells: CellReader, name: str, rna: str) -> OccasionValues:
    row = cells.cells
    commune = cells.read(mend_commune_name, "adrs_libcommune")
    objects = [code for at in (1, 2) if (code := _read_object(row[f"objet_social{at}"]))]
    created = _read_day(row["date_creat"])
    return OccasionValues(
        name=name,
        kind=Kind.PROJECT,
        description=cells.read(mend_public_text, "objet", context=f"{name} {commune}"),
        address=read_seat(row),
        postcode=cells.read(mend_postcode, "adrs_codepostal"),
        commune_code=cells.read(mend_insee, "adrs_codeinsee"),
        commune_name=commune,
        precision=Precision.COMMUNE,
        website=cells.read(mend_url, "siteweb")
        if row["publiweb"].strip() == PUBLISHES_SITE
        else "",
        bonds=tuple(map(BondTag, list_bonds(objects[0] if objects else ""))),
        domains=_list_domain_tags(objects),
        steward=StewardValues(name, Sector.ASSOCIATION, cells.read(mend_siret, "siret"), rna),
        since=f"association créée en {created.year}" if created else "",
        caveat=CAVEAT,
        said_on=_read_day(row["date_decla"]) or _read_day(row["maj_time"]),
    )


def _list_domain_tags(objects: list[str]) -> tuple[DomainTag, ...]:
    domains = dict.fromkeys(domain for code in objects for domain in list_domains(code))
    return tuple(map(DomainTag, domains))


def _keep_raw(cells: dict[str, str], values: OccasionValues) -> dict[str, str]:
    """Keep the raw row without the street of a home nor a site that is not published."""
    left_out = set() if values.address else set(_STREET)
    if not values.website:
        left_out.add("siteweb")
    return {name: cell for name, cell in cells.items() if name not in left_out}
