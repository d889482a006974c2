"""Structures of data·inclusion: which networks are kept, then how a row becomes a place."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from recoudre.importers.crosswalks import refuse_nameless, tag_bonds, tag_domains
from recoudre.importers.envelopes import find_list, is_json, make_table, read_json, read_table
from recoudre.importers.inclusion import (
    ADDRESS,
    NEVER_READ,
    find_version,
    read_place,
    refuse_other_version,
    split_words,
)
from recoudre.importers.reading import Row, Table, parse_rows, require_columns
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
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, ContactBasis, Domain, Kind, Sector, Trust
from recoudre.vocabulary.records import (
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
    StewardValues,
)

# --- Columns -------------------------------------------------------------------------------------

COLUMNS = ("source", "id", "nom", "date_maj")
BOTH = (*ADDRESS, "siret", "telephone", "courriel", "site_web", "lien_source")
# What only one version has: it tells which one a file follows.
ONLY_IN = {
    "v0": (
        "rna", "antenne", "typologie", "structure_parente", "presentation_resume",
        "presentation_detail", "horaires_ouverture", "accessibilite", "labels_nationaux",
        "labels_autres", "thematiques",
    ),
    "v1": ("description", "horaires_accueil", "accessibilite_lieu", "reseaux_porteurs"),
}  # fmt: skip

INFO = SourceInfo(
    slug="data-inclusion-structures",
    name="data·inclusion : structures",
    publisher="Plateforme de l’inclusion (GIP), avec chaque producteur",
    licence=LICENCE_OUVERTE,
    trust=Trust.PARTNER,
    homepage="https://github.com/gip-inclusion/data-inclusion-schema",
    rhythm="chaque jour, selon le producteur",
    contact="https://www.data.inclusion.gouv.fr/",
    covers=frozenset({Domain.SOCIAL_WORK, Domain.MUTUAL_AID, Domain.RIGHTS}),
    contact_basis=ContactBasis.STRUCTURE,
    contact_proof=(
        "schéma data·inclusion v1 : « téléphone » et « courriel » sont « à utiliser pour obtenir "
        "des informations complémentaires sur la structure »"
    ),
)


@dataclass(frozen=True, slots=True)
class Network:
    """What the network of a structure says of it."""

    sector: Sector | None
    domains: tuple[Domain, ...]
    bonds: tuple[Bond, ...]


@cache
def read_networks() -> dict[str, Network]:
    """Read the table of the networks whose places are kept, by slug of v1 and by code of v0."""
    text = files(__package__).joinpath("reseaux.csv").read_text("utf-8")
    found: dict[str, Network] = {}
    for row in csv.DictReader(io.StringIO(text)):
        network = Network(
            sector=Sector(row["secteur"]) if row["secteur"] else None,
            domains=tuple(Domain(slug) for slug in row["domaines"].split("|") if slug),
            bonds=tuple(Bond(slug) for slug in row["liens"].split("|") if slug),
        )
        names = (row["reseau"], *row["typologies_v0"].split("|"))
        found.update(dict.fromkeys(filter(None, names), network))
    return found


# --- From a row to a place -----------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read a list of structures: CSV, a JSON list, or `{"structures": […]}`.

    Raises
        UnreadableFileError: cannot be read, or of a version that is not known here.
    """
    table = _read_file(content)
    if not table.columns:
        return parse_rows(table, parse_row)
    version = find_version(table.columns, ONLY_IN)
    known = (*BOTH, *ONLY_IN[version])
    unknown = require_columns(table, (COLUMNS,), optional=known)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def _read_file(content: bytes) -> Table:
    if not is_json(content):
        return read_table(content, never_read=NEVER_READ)
    envelope: Any = read_json(content)
    refuse_other_version(envelope.get("version") if isinstance(envelope, dict) else None)
    return make_table(find_list(envelope, "structures", "items"), never_read=NEVER_READ)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one structure into a place; one of no network that makes bonds is set aside."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id")
    name = cells.read(mend_text, "nom")
    if refused := refuse_nameless(row, source_id, name, "id, nom"):
        return refused
    said = [one for column in ("reseaux_porteurs", "typologie", "labels_nationaux")
            for one in split_words(row.cells.get(column, ""))]  # fmt: skip
    known = read_networks()
    networks = [known[one] for one in said if one in known]
    if not networks:
        message = (
            f"Réseaux dits : {', '.join(said) or 'aucun'}. Aucun n’est dans reseaux.csv : "
            "rien ne dit que l’on y vient faire lien. Ses services s’importent à part."
        )
        return row.refuse(RejectReason.NOT_A_BOND, message, source_id)
    values = _read_values(cells, name, networks)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(cells: CellReader, name: str, networks: list[Network]) -> OccasionValues:
    context = f"{name} {cells.cells.get('commune', '')}"
    place: dict[str, Any] = read_place(cells)
    long_text = "description" if "description" in cells.cells else "presentation_detail"
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=cells.read(mend_public_text, "presentation_resume", context=context),
        description=cells.read(mend_public_text, long_text, context=context),
        **place,
        phone=cells.read(mend_public_phone, "telephone"),
        email=cells.read(mend_public_email, "courriel", context=context),
        website=cells.read(mend_url, "site_web"),
        bonds=tag_bonds(bond for network in networks for bond in network.bonds),
        domains=tag_domains(domain for network in networks for domain in network.domains),
        steward=_read_steward(cells, name, networks),
        said_on=cells.read(mend_date, "date_maj"),
        source_url=cells.read(mend_url, "lien_source"),
    )


def _read_steward(cells: CellReader, name: str, networks: list[Network]) -> StewardValues:
    """Read who answers for the place: the structure itself, or its parent when v0 names it."""
    sectors = {network.sector for network in networks if network.sector}
    return StewardValues(
        cells.read(mend_text, "structure_parente") or name,
        sectors.pop() if len(sectors) == 1 else None,
        siret=cells.read(mend_siret, "siret"),
        rna=cells.read(mend_text, "rna"),
    )
