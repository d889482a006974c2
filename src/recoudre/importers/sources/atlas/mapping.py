"""The atlas: what its columns mean, then how a row becomes an occasion."""

from functools import partial

from recoudre.importers.reading import Row, parse_rows, read_csv, require_columns
from recoudre.importers.repairs import (
    CellReader,
    find_choice,
    mend_choice,
    mend_choices,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_text,
    mend_url,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    Cost,
    Domain,
    Kind,
    Precision,
    ReachMode,
    Sector,
    State,
    Trust,
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
    StewardValues,
)

# --- Correspondence tables -----------------------------------------------------------------------

# How far we could confirm what the white paper names. What nobody describes is only proposed: it
# carries no description of ours, and waits for somebody who knows it.
STATE_BY_STATUS = {
    "confirmée": State.PUBLISHED,
    "confirmée en partie": State.PUBLISHED,
    "modèle": State.PUBLISHED,
    "introuvable": State.PROPOSED,
}
DOUBTFUL_STATUSES = ("confirmée en partie", "introuvable")

# The points of the file are those of a commune, never of an address.
PRECISION = Precision.COMMUNE

COLUMNS = (
    "id", "nom", "nature", "statut", "resume", "description", "chiffres", "adresse",
    "code_postal", "commune", "code_insee", "latitude", "longitude", "porteur", "secteur_porteur",
    "depuis", "site_web", "cout", "modes_acces", "publics", "liens", "domaines", "reserve",
    "sources", "source_url",
)  # fmt: skip

# The bonds are those that our reading of the sources suggests; none says on which foundation.
INFO = SourceInfo(
    slug="atlas",
    name="Atlas des initiatives du livre blanc",
    publisher=(
        "Recoudre, d’après « Ensemble & autrement : recoudre les liens sociaux… plutôt qu’en "
        "découdre ! » (Cercle des acteurs territoriaux, novembre 2024)"
    ),
    licence=LICENCE_OUVERTE,
    trust=Trust.OPEN,
    homepage="",
    rhythm="à chaque version du projet",
)

# --- From a row to an occasion -------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read the file of the initiatives.

    Raises
        UnreadableFileError: not a CSV file, or other columns.
    """
    table = read_csv(content)
    unknown = require_columns(table, (COLUMNS,))
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into an occasion."""
    cells = CellReader(row.cells)
    source_id, name = cells.read(mend_text, "id"), cells.read(mend_text, "nom")
    if not source_id:
        message = "L’identifiant (colonne « id ») manque : donnez-en un qui ne changera jamais."
        return row.refuse(RejectReason.NO_IDENTIFIER, message, source_id)
    if not name:
        message = "Le nom (colonne « nom ») manque."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    kind = find_choice(row.cells["nature"], Kind)
    if kind is None:
        message = f"La nature « {row.cells['nature']} » n’est ni lieu, ni moment, ni projet."
        return row.refuse(RejectReason.KIND_UNKNOWN, message, source_id)
    values = _read_values(cells, name, kind)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(cells: CellReader, name: str, kind: Kind) -> OccasionValues:
    point = cells.keep(
        mend_point(cells.cells["latitude"], cells.cells["longitude"], "latitude, longitude")
    )
    bonds = cells.read(partial(mend_choices, choices=Bond), "liens")
    domains = cells.read(partial(mend_choices, choices=Domain), "domaines")
    return OccasionValues(
        name=name,
        kind=kind,
        state=_read_state(cells),
        summary=cells.read(mend_text, "resume"),
        description=_read_description(cells),
        address=cells.read(mend_text, "adresse"),
        postcode=cells.read(mend_postcode, "code_postal"),
        commune_code=cells.read(mend_insee, "code_insee"),
        commune_name=cells.read(mend_text, "commune"),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        precision=PRECISION if point else Precision.UNKNOWN,
        website=cells.read(mend_url, "site_web"),
        cost=cells.read(partial(mend_choice, choices=Cost), "cout"),
        reach_modes=cells.read(partial(mend_choices, choices=ReachMode), "modes_acces"),
        audiences=cells.read(partial(mend_choices, choices=Audience), "publics"),
        bonds=tuple(BondTag(bond) for bond in bonds),
        domains=tuple(DomainTag(domain) for domain in domains),
        steward=_read_steward(cells),
        since=cells.read(mend_text, "depuis"),
        caveat=cells.read(mend_text, "reserve"),
        source_url=cells.read(mend_url, "source_url"),
    )


def _read_state(cells: CellReader) -> State:
    """Read how far the initiative was confirmed; anything short of it is a doubt."""
    status = cells.read(mend_text, "statut")
    if status in DOUBTFUL_STATUSES:
        cells.doubt(DoubtName.NOT_CONFIRMED, "statut", status)
    elif status not in STATE_BY_STATUS:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "statut", status)
    return STATE_BY_STATUS.get(status, State.PROPOSED)


def _read_description(cells: CellReader) -> str:
    """Join what it does, the figures, and where each comes from."""
    figures = cells.read(mend_text, "chiffres")
    sources = cells.read(mend_text, "sources")
    parts = (
        cells.read(mend_text, "description"),
        f"Chiffres : {figures}" if figures else "",
        f"Sources : {sources}" if sources else "",
    )
    return "\n\n".join(part for part in parts if part)


def _read_steward(cells: CellReader) -> StewardValues | None:
    name = cells.read(mend_text, "porteur")
    sector = cells.read(partial(mend_choice, choices=Sector), "secteur_porteur")
    return StewardValues(name, sector) if name else None
