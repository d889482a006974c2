"""Services of data·inclusion: how a row becomes an occasion. Correspondences in `tables.py`."""

from collections.abc import Mapping
from typing import Any

from recoudre.importers.crosswalks import cross, refuse_nameless, tag_bonds, tag_domains
from recoudre.importers.envelopes import (
    find_list,
    is_json,
    make_table,
    read_json,
    read_nested,
    read_table,
)
from recoudre.importers.inclusion import (
    ADDRESS,
    NEVER_READ,
    find_version,
    has_address,
    read_audiences,
    read_place,
    refuse_other_version,
    split_words,
)
from recoudre.importers.reading import Row, Table, parse_rows, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_date,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_siret,
    mend_text,
    mend_url,
)
from recoudre.importers.sources.data_inclusion_services import tables
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import ContactBasis, Cost, Domain, Kind, Trust
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

INFO = SourceInfo(
    slug="data-inclusion-services",
    name="data·inclusion : services",
    publisher="Plateforme de l’inclusion (GIP), avec chaque producteur",
    licence=LICENCE_OUVERTE,
    trust=Trust.PARTNER,
    homepage="https://github.com/gip-inclusion/data-inclusion-schema",
    rhythm="chaque jour, selon le producteur",
    contact="https://www.data.inclusion.gouv.fr/",
    covers=frozenset({Domain.SOCIAL_WORK, Domain.MUTUAL_AID}),
    contact_basis=ContactBasis.STRUCTURE,
    contact_proof=(
        "schéma data·inclusion v1 : le téléphone et le courriel d’un service sont ceux à utiliser "
        "pour en obtenir des informations ; le nom du contact n’est jamais lu"
    ),
)
NO_THEME = "aucune"
# The key under which each service keeps the structure that came with it.
STRUCTURE = "structure"


def parse(content: bytes) -> ParsedFile:
    """Read services: CSV, a JSON list, or `{"structures": […], "services": […]}`.

    Raises
        UnreadableFileError: cannot be read, or of a version that is not known here.
    """
    table = _read_file(content)
    if not table.columns:
        return parse_rows(table, parse_row)
    version = find_version(table.columns, tables.ONLY_IN)
    known = (STRUCTURE, *tables.BOTH, *tables.ONLY_IN[version])
    unknown = require_columns(table, (tables.COLUMNS,), optional=known)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def _read_file(content: bytes) -> Table:
    """Read the services, each with its structure when that came with them."""
    if not is_json(content):
        return read_table(content, never_read=NEVER_READ)
    envelope: Any = read_json(content)
    services = find_list(envelope, "services", "items")
    if isinstance(envelope, dict):
        refuse_other_version(envelope.get("version"))
        services = _join(services, envelope.get("structures"))
    return make_table(services, never_read=NEVER_READ)


def _join(services: list[Any], structures: Any) -> list[Any]:
    """Put in each service its structure, found by identifier, prefixed by its source or not."""
    given = structures if isinstance(structures, list) else []
    held = {str(one.get("id")): one for one in given if isinstance(one, dict)}
    joined = []
    for one in services:
        said = str(one.get("structure_id")) if isinstance(one, dict) else ""
        found = held.get(said) or (said and held.get(f"{one.get('source')}--{said}"))
        joined.append({**one, STRUCTURE: found} if found else one)
    return joined


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one service into an occasion; one whose themes make no bond is set aside."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id")
    name = cells.read(mend_text, "nom")
    if refused := refuse_nameless(row, source_id, name, "id, nom"):
        return refused
    source = row.cells.get("source", "").strip()
    if source and not source_id.startswith(f"{source}--"):
        source_id = f"{source}--{source_id}"
    themes = split_words(row.cells.get("thematiques", ""))
    if rule := judge_relevance(INFO.slug, {"thematiques": ";".join(themes) or NO_THEME}):
        return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id)
    values = _read_values(cells, name, themes, read_structure(row.cells))
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def read_structure(cells: Mapping[str, str]) -> dict[str, str]:
    """Read the structure that came with a service, as cells; empty when none did."""
    found = read_nested(cells.get(STRUCTURE, ""))
    held = found if isinstance(found, dict) else {}
    return {key: str(cell) for key, cell in held.items() if isinstance(cell, str | int | float)}


def _read_values(
    cells: CellReader, name: str, themes: list[str], structure: Mapping[str, str]
) -> OccasionValues:
    context = f"{name} {structure.get('nom', '')} {structure.get('commune', '')}"
    long_text = "description" if "description" in cells.cells else "presentation_detail"
    return OccasionValues(
        name=name,
        kind=Kind.GATHERING if cells.cells.get("nombre_semaines") else Kind.PLACE,
        summary=cells.read(mend_public_text, "presentation_resume", context=context),
        description=cells.read(mend_public_text, long_text, context=context),
        **_read_place(cells, structure),
        phone=cells.read(mend_public_phone, "telephone"),
        email=cells.read(mend_public_email, "courriel", context=context),
        cost=_read_cost(cells),
        cost_note=_read_cost_note(cells),
        conditions=_read_conditions(cells, context),
        reach_modes=cross(cells, "modes_accueil", _split(cells, "modes_accueil"), tables.REACH),
        audiences=read_audiences(cells),
        bonds=tag_bonds(bond for one in themes for bond in tables.BONDS_BY_THEME.get(one, ())),
        domains=tag_domains(
            domain for one in themes for domain in tables.DOMAINS_BY_THEME.get(one, ())
        ),
        steward=_read_steward(structure),
        caveat=_read_caveat(cells),
        said_on=cells.read(mend_date, "date_maj"),
        source_url=cells.read(mend_url, "lien_source"),
    )


def _split(cells: CellReader, column: str) -> list[str]:
    return split_words(cells.cells.get(column, ""))


def _read_place(cells: CellReader, structure: Mapping[str, str]) -> dict[str, Any]:
    """Read where it is: at its own address, else at the one of its structure, never half of each.

    The hours are those of the service, else those of the structure when it is there.
    """
    if has_address(cells.cells) or not structure:
        return read_place(cells)
    hours = ("horaires_accueil", "horaires_ouverture")
    has_own_hours = any(cells.cells.get(column, "").strip() for column in hours)
    given = cells.cells if has_own_hours else structure
    borrowed = {column: structure.get(column, "") for column in ADDRESS}
    borrowed |= {column: given[column] for column in hours if column in given}
    reader = CellReader(borrowed)
    place = read_place(reader)
    for doubt in reader.doubts:
        cells.doubt(doubt.name, f"structure.{doubt.column}", doubt.value)
    return place


def _read_cost(cells: CellReader) -> Cost | None:
    """Read the cost; an unknown one, or two that contradict each other, raises a doubt."""
    said = _split(cells, "frais")
    found = {tables.COSTS.get(one) for one in said}
    if len(found) == 1 and None not in found:
        return found.pop()
    if said:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "frais", " | ".join(said))
    return None


def _read_cost_note(cells: CellReader) -> str:
    newer = cells.read(mend_text, "frais_precisions")
    return newer or cells.read(mend_text, "frais_autres")


def _read_conditions(cells: CellReader, context: str) -> str:
    """Read what is asked for, and how one comes."""
    column = "modes_mobilisation"
    parts = [
        cells.read(mend_public_text, "conditions_acces", context=context),
        *cross(cells, column, _split(cells, column), tables.WAYS),
        cells.read(mend_public_text, "mobilisation_precisions", context=context),
    ]
    links = [cells.read(mend_url, "lien_mobilisation"), cells.read(mend_url, "prise_rdv")]
    parts += [f"En ligne : {link}" for link in links if link]
    return " ; ".join(part for part in parts if part)


def _read_steward(structure: Mapping[str, str]) -> StewardValues | None:
    """Read who answers for it: its structure, when it came with its services."""
    reader = CellReader(structure)
    name = reader.read(mend_text, "nom")
    siret = reader.read(mend_siret, "siret")
    return StewardValues(name, siret=siret, rna=reader.read(mend_text, "rna")) if name else None


def _read_caveat(cells: CellReader) -> str:
    is_closed = _split(cells, "mobilisable_par") == ["professionnels"]
    return tables.ONLY_PROFESSIONALS if is_closed else ""
