"""SCDL subventions: how the grants of one object become one project."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recoudre.importers.envelopes import read_table
from recoudre.importers.identity import name_by_digest
from recoudre.importers.reading import Row, Table, parse_rows, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_number_code,
    mend_postcode,
    mend_public_text,
    mend_siret,
    mend_text,
)
from recoudre.importers.repairs.points import read_number
from recoudre.importers.sources.scdl_subventions import tables
from recoudre.importers.sources.scdl_subventions.people import may_be_person
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Kind, Sector, Trust
from recoudre.vocabulary.records import (
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
    slug="scdl-subventions",
    name="Subventions des collectivités (SCDL)",
    publisher="La collectivité qui publie ses subventions",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://schema.data.gouv.fr/scdl/subventions/",
    rhythm="selon la collectivité, au moins une fois par an",
    contact="page du jeu de données de la collectivité",
)

_SIREN = re.compile(r"^\d{9}$")
_RNA = re.compile(r"^W\d{9}$")
_YEAR = re.compile(r"^\d{4}|\d{4}$")
_ASSOCIATION = frozenset({"ass", "asso", "assoc", "association", "amicale", "ogec"})


@dataclass(frozen=True, slots=True)
class _Names:
    """The column of each field of version 2.1.1, in this file."""

    columns: Mapping[str, str]

    def read(self, row: Row, field: str) -> str:
        """Read the cell of a field, as it came."""
        return row.cells.get(self.columns[field], "").strip()


def parse(content: bytes) -> ParsedFile:
    """Read a list of grants, of version 2.1.1 or with the names of the first files.

    Raises
        UnreadableFileError: not a CSV file nor a JSON list, or other columns.
    """
    table = read_table(content)
    names = _find_names(table)
    vintages = [[names.columns[field] for field in tables.REQUIRED]]
    known = (*names.columns.values(), *tables.NEWER, *tables.OLDER, *tables.ADDED)
    unknown = require_columns(table, vintages, optional=known) if table.columns else ()
    grouped = _group(table, names)
    return parse_rows(table, lambda row: _parse_row(row, names, grouped), unknown_columns=unknown)


def _find_names(table: Table) -> _Names:
    is_older = tables.OLDER_NAMES["nomAttribuant"] in table.columns
    return _Names(tables.OLDER_NAMES if is_older else {name: name for name in tables.OLDER_NAMES})


def _group(table: Table, names: _Names) -> dict[str, list[Row]]:
    """Gather the grants of one funder to one beneficiary for one object, in the file's order."""
    grouped: dict[str, list[Row]] = {}
    for row in table.rows:
        if isinstance(row, Row):
            grouped.setdefault(name_source_id(row, names), []).append(row)
    return grouped


def name_source_id(row: Row, names: _Names) -> str:
    """Name a project for ever: by its funder, its beneficiary and its object, once mended."""
    funder = names.read(row, "idAttribuant") or names.read(row, "nomAttribuant")
    # Without the zeros that a spreadsheet loses, nor the « .0 » that it adds.
    code = mend_number_code(names.read(row, "idBeneficiaire"), "").value
    digits = "".join(char for char in code if char.isalnum()).lstrip("0")
    beneficiary = digits or names.read(row, "nomBeneficiaire")
    objet = mend_text(names.read(row, "objet"), "").value
    return name_by_digest("subvention", funder, beneficiary, objet)


def _parse_row(
    row: Row, names: _Names, grouped: Mapping[str, Sequence[Row]]
) -> ParsedRecord | RejectedRow:
    """Turn the first grant of a project into it; the others are gathered into the first."""
    cells = CellReader(row.cells)
    source_id = name_source_id(row, names)
    name = cells.read(mend_text, names.columns["nomBeneficiaire"])
    objet = cells.read(mend_text, names.columns["objet"])
    if refused := _refuse(row, names, name, objet):
        return refused
    grants = grouped[source_id]
    if grants[0].number != row.number:
        message = f"Réunie à la ligne {grants[0].number} : même bénéficiaire, même objet."
        return row.refuse(RejectReason.NOT_AN_OCCASION, message, source_id)
    values = _read_values(cells, names, grants, name)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _refuse(row: Row, names: _Names, name: str, objet: str) -> RejectedRow | None:
    """Refuse a grant to nobody, to a person, or for nothing that one could join."""
    source_id = name_source_id(row, names)
    if not name:
        message = "Le nom du bénéficiaire manque : donnez-le."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    identifiers = (names.read(row, "idBeneficiaire"), row.cells.get("rnaBeneficiaire", ""))
    if may_be_person(name, has_identifier=any(one.strip() for one in identifiers)):
        message = "Le bénéficiaire est peut-être une personne : il n’est jamais publié."
        return row.refuse(RejectReason.NOT_PUBLIC, message, source_id)
    if not tables.says_a_project(objet):
        said = f"L’objet « {objet} » ne dit" if objet else "L’objet manque : la ligne ne dit"
        message = f"{said} pas ce qui est porté."
        return row.refuse(RejectReason.NOT_AN_OCCASION, message, source_id)
    texts = {"objet": objet, "forme": fold(name).split()[-1] if fold(name) else ""}
    if rule := judge_relevance(INFO.slug, texts):
        return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id)
    return None


def _read_values(
    cells: CellReader, names: _Names, grants: Sequence[Row], beneficiary: str
) -> OccasionValues:
    column = names.columns["objet"]
    objet = cells.read(mend_public_text, column, context=beneficiary)
    siren = names.read(grants[0], "idBeneficiaire")
    postcode = cells.read(mend_postcode, "code_postal")
    commune = cells.read(mend_commune_name, "commune")
    by_year = sorted(grants, key=lambda grant: find_year(names.read(grant, "dateConvention")))
    told = [write_grant(grant, names) for grant in by_year]
    if _SIREN.match(siren):
        told.append(f"Bénéficiaire : SIREN {siren}.")
    return OccasionValues(
        name=objet[:1].upper() + objet[1:],
        kind=Kind.PROJECT,
        summary=f"Projet subventionné, porté par {beneficiary}.",
        description="\n".join(dict.fromkeys(told)),
        address=cells.read(mend_address, "adresse", postcode=postcode, commune=commune),
        postcode=postcode,
        commune_code=cells.read(mend_insee, "code_insee"),
        commune_name=commune,
        steward=_read_steward(cells, names, beneficiary),
    )


def write_grant(grant: Row, names: _Names) -> str:
    """Write one grant as it was published: « 2014 : 250 €, Département de Loire-Atlantique »."""
    year = find_year(names.read(grant, "dateConvention")) or "année inconnue"
    share = read_number(names.read(grant, "pourcentageSubvention"))
    part = f", dont une part de {share * 100:g} %" if share is not None and 0 < share < 1 else ""
    amount = write_amount(names.read(grant, "montant"))
    return f"{year} : {amount}{part}, {names.read(grant, 'nomAttribuant')}".rstrip(", ")


def write_amount(said: str) -> str:
    """Write an amount in French, its cents when it has some; as it was said when unreadable.

    Example
        >>> write_amount("25970.06"), write_amount("250.0"), write_amount("")
        ('25 970,06 €', '250 €', 'montant inconnu')
    """
    number = read_number(said)
    if number is None:
        return said or "montant inconnu"
    written = f"{number:,.2f}".replace(",", " ").replace(".", ",").removesuffix(",00")
    return f"{written} €"


def find_year(said: str) -> str:
    """Find the year of a convention: « 2014 », « 2017-06-27 », « 27/06/2017 »; "" when none.

    Example
        >>> find_year("2017-06-27"), find_year("27/06/2017"), find_year("hier")
        ('2017', '2017', '')
    """
    found = _YEAR.search(said)
    return found[0] if found else ""


def _read_steward(cells: CellReader, names: _Names, beneficiary: str) -> StewardValues:
    """Read who carries the project: its beneficiary; an association when something says so."""
    rna = cells.cells.get("rnaBeneficiaire", "").strip().upper()
    column = names.columns["idBeneficiaire"]
    is_siren = _SIREN.match(cells.cells.get(column, "").strip())
    siret = "" if is_siren else cells.read(mend_siret, column)
    is_association = bool(rna) or not _ASSOCIATION.isdisjoint(fold(beneficiary).split())
    sector = Sector.ASSOCIATION if is_association else None
    return StewardValues(beneficiary, sector, siret, rna if _RNA.match(rna) else "")
