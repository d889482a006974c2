"""SCDL équipements 0.1.5: what its themes mean, then how a row becomes a place."""

import re

from recoudre.importers.crosswalks import refuse_nameless, tag_bonds, tag_domains
from recoudre.importers.envelopes import read_table
from recoudre.importers.hours import mend_osm
from recoudre.importers.reading import Row, parse_rows, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_text,
    mend_url,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, ContactBasis, Domain, Kind, ReachMode, Trust
from recoudre.vocabulary.records import (
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
)
from recoudre.vocabulary.text import fold

# --- Correspondence tables -----------------------------------------------------------------------

# By the folded theme: its domains and its bonds. Which themes are set aside is in
# `importers/relevance.csv`, at `scdl-equipements`.
THEMES: dict[str, tuple[tuple[Domain, ...], tuple[Bond, ...]]] = {
    "equipement administratif": ((Domain.RIGHTS,), (Bond.CITIZENSHIP,)),
    "equipement de justice": ((Domain.RIGHTS,), (Bond.CITIZENSHIP,)),
    "equipement sanitaire": ((Domain.HEALTH,), ()),
    "equipement social et d animation": (
        (Domain.SOCIAL_WORK,),
        (Bond.ELECTIVE, Bond.CITIZENSHIP),
    ),
    "equipement sportif et de loisirs": ((Domain.SPORT,), (Bond.ELECTIVE,)),
    "equipement d enseignement": ((Domain.SCHOOL,), ()),
    "equipement cultuel": ((), ()),
    "equipement culturel": ((Domain.CULTURE,), (Bond.ELECTIVE,)),
    "equipement de mobilite": ((Domain.MOBILITY,), ()),
    "autre equipement": ((), ()),
}

COLUMNS = (
    "EQUIP_UID", "EQUIP_THEME", "EQUIP_TYPE", "EQUIP_NOM", "ADR_NUMERO", "ADR_NOMVOIE",
    "ADR_CODEPOSTAL", "ADR_COMMUNE", "EQUIP_LAT", "EQUIP_LONG",
)  # fmt: skip
OTHER_COLUMNS = (
    "COLL_NOM", "COLL_SIRET", "EQUIP_CODE", "ADR_CLE_INTEROP", "ERP_ID", "ERP_TYPE",
    "ERP_CATEGORIE", "EQUIP_OUVERTURE", "EQUIP_TEL", "EQUIP_EMAIL", "EQUIP_WEB",
)  # fmt: skip

INFO = SourceInfo(
    slug="scdl-equipements",
    name="Équipements publics des collectivités (SCDL)",
    publisher="La collectivité qui publie la liste",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://schema.data.gouv.fr/scdl/equipements/",
    rhythm="selon la collectivité",
    contact="page du jeu de données de la collectivité",
    contact_basis=ContactBasis.REGISTER,
    contact_proof=(
        "schéma SCDL équipements 0.1.5 : EQUIP_TEL et EQUIP_EMAIL sont ceux du gestionnaire de "
        "l’équipement, publiés par la collectivité"
    ),
)

# INSEE code of the commune, code of the kind of facility, rank.
_UID = re.compile(r"^[0-9AB]{5}-[0-9]{8}-[0-9]{3}$")

# --- From a row to a place -----------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read a list of public facilities.

    Raises
        UnreadableFileError: not a CSV file nor a JSON list, or other columns.
    """
    table = read_table(content)
    if not table.columns:
        return parse_rows(table, parse_row)
    unknown = require_columns(table, (COLUMNS,), optional=OTHER_COLUMNS)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one facility into a place; a kind where nobody comes to meet is set aside."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "EQUIP_UID")
    name = cells.read(mend_text, "EQUIP_NOM")
    if refused := refuse_nameless(row, source_id, name, "EQUIP_UID, EQUIP_NOM"):
        return refused
    kind = cells.read(mend_text, "EQUIP_TYPE")
    theme = fold(row.cells.get("EQUIP_THEME", ""))
    if rule := judge_relevance(INFO.slug, {"theme": theme, "type": kind}):
        return row.refuse(RejectReason.NOT_A_BOND, rule.why, source_id)
    if theme not in THEMES:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "EQUIP_THEME", row.cells.get("EQUIP_THEME", ""))
    values = _read_values(cells, name, kind, THEMES.get(theme, ((), ())))
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(
    cells: CellReader, name: str, kind: str, tags: tuple[tuple[Domain, ...], tuple[Bond, ...]]
) -> OccasionValues:
    postcode = cells.read(mend_postcode, "ADR_CODEPOSTAL")
    commune = cells.read(mend_commune_name, "ADR_COMMUNE")
    latitude, longitude = (cells.cells.get(key, "") for key in ("EQUIP_LAT", "EQUIP_LONG"))
    point = cells.keep(mend_point(latitude, longitude, "EQUIP_LAT, EQUIP_LONG"))
    hours = mend_osm(cells.cells.get("EQUIP_OUVERTURE", ""), "EQUIP_OUVERTURE")
    domains, bonds = tags
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=kind if fold(kind) != fold(name) else "",
        address=_read_address(cells, postcode, commune),
        postcode=postcode,
        commune_code=_read_commune(cells),
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.read(mend_public_phone, "EQUIP_TEL"),
        email=cells.read(mend_public_email, "EQUIP_EMAIL", context=f"{name} {commune}"),
        website=cells.read(mend_url, "EQUIP_WEB"),
        opening_hours=cells.keep(hours),
        hours_note=cells.cells.get("EQUIP_OUVERTURE", "").strip() if hours.doubts else "",
        reach_modes=(ReachMode.ON_SITE,),
        bonds=tag_bonds(bonds),
        domains=tag_domains(domains),
    )


def _read_address(cells: CellReader, postcode: str, commune: str) -> str:
    number = cells.read(mend_text, "ADR_NUMERO")
    street = cells.read(mend_address, "ADR_NOMVOIE", postcode=postcode, commune=commune)
    return " ".join(part for part in (number, street) if part)


def _read_commune(cells: CellReader) -> str:
    """Read the INSEE code that opens the identifier; an identifier of another form is a doubt."""
    uid = cells.cells.get("EQUIP_UID", "").strip().upper()
    if not _UID.match(uid):
        cells.doubt(DoubtName.VALUE_UNKNOWN, "EQUIP_UID", uid)
        return ""
    return cells.keep(mend_insee(uid[:5], "EQUIP_UID"))
