"""The database of facilities: what its columns mean, then how a row becomes a place."""

import hashlib
from collections.abc import Mapping

from recoudre.importers.reading import Row, parse_rows, read_csv, require_columns
from recoudre.importers.relevance import judge_relevance
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_siret,
    mend_text,
)
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Bond, ContactBasis, Domain, Kind, Precision, ReachMode, Trust
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    SourceInfo,
)
from recoudre.vocabulary.text import fold

# --- Correspondence tables -----------------------------------------------------------------------

SPORT = (Domain.SPORT,)
CULTURE = (Domain.CULTURE,)
SMALL = (Domain.EARLY_CHILDHOOD,)

# TYPEQU: its label, as INSEE writes it, and its domains. Any other type is set aside by
# `importers/relevance.csv`.
TYPES: dict[str, tuple[str, tuple[Domain, ...]]] = {
    "D502": ("Établissement d’accueil du jeune enfant", SMALL),
    "D503": ("Lieu d’accueil enfants-parents", SMALL),
    "D504": ("Relais petite enfance", SMALL),
    "D505": ("Accueil de loisirs sans hébergement", (Domain.YOUTH,)),
    "D506": ("Centre social", (Domain.SOCIAL_WORK,)),
    "D508": ("Espace de vie sociale", (Domain.SOCIAL_WORK,)),
    "F101": ("Bassin de natation", SPORT),
    "F102": ("Boulodrome", SPORT),
    "F103": ("Tennis", SPORT),
    "F104": ("Équipement de cyclisme", SPORT),
    "F106": ("Centre équestre", SPORT),
    "F107": ("Athlétisme", SPORT),
    "F109": ("Parcours sportif ou de santé", SPORT),
    "F110": ("Sports de glace", SPORT),
    "F111": ("Plateau ou terrain de jeux extérieur", SPORT),
    "F112": ("Salle spécialisée", SPORT),
    "F113": ("Terrain de grands jeux", SPORT),
    "F114": ("Salle de combat", SPORT),
    "F116": ("Salle non spécialisée", SPORT),
    "F117": ("Roller, skate, vélo bicross ou freestyle", SPORT),
    "F118": ("Sports nautiques", SPORT),
    "F121": ("Salle multisports (gymnase)", SPORT),
    "F201": ("Baignade aménagée", SPORT),
    "F303": ("Cinéma", CULTURE),
    "F305": ("Conservatoire", CULTURE),
    "F307": ("Bibliothèque", (Domain.READING, Domain.CULTURE)),
    "F312": ("Exposition et médiation culturelle", CULTURE),
    "F315": ("Arts du spectacle", CULTURE),
}
# One goes there by choice, to play, to read, to meet.
BONDS = (BondTag(Bond.ELECTIVE),)
# Places for young children and their parents: bonds of the family.
FAMILY_BONDS = (BondTag(Bond.FILIATION), BondTag(Bond.ELECTIVE))
FAMILY_TYPES = ("D502", "D503", "D504")

# QUALITE_GEOLOC: how INSEE placed the point. 33 is drawn at random inside the commune.
PRECISION_BY_GEOLOC = {
    "11": Precision.NUMBER,
    "12": Precision.STREET,
    "21": Precision.STREET,
    "22": Precision.STREET,
    "33": Precision.COMMUNE,
}
# QUALITE_XY: the same, in the words of the earlier vintages.
PRECISION_BY_QUALITY = {
    "bonne": Precision.NUMBER,
    "acceptable": Precision.STREET,
    "mauvaise": Precision.COMMUNE,
}
# How the file writes that a value is unknown, or has no sense there.
_ABSENT = ("_U", "_Z", "_N")
NOT_DIFFUSED = ("P", "N")

CAVEAT = (
    "Équipement recensé par l’Insee. La base ne dit ni les horaires, ni les conditions d’accès, "
    "ni qui y accueille."
)

COLUMNS = ("AN", "DEPCOM", "TYPEQU", "LAMBERT_X", "LAMBERT_Y", "QUALITE_XY")
OPTIONAL = (
    "NOMRS", "CNOMRS", "NUMVOIE", "INDREP", "TYPVOIE", "LIBVOIE", "CADR", "LIBCOM", "CODPOS",
    "DEP", "REG", "DOM", "SDOM", "SIRET", "STATUT_DIFFUSION", "LONGITUDE", "LATITUDE", "EPSG",
    "QUALITE_GEOLOC", "TR_DIST_PRECISION", "DCIRIS",
)  # fmt: skip

INFO = SourceInfo(
    slug="bpe",
    name="Base permanente des équipements",
    publisher="Insee",
    licence=LICENCE_OUVERTE,
    trust=Trust.REGISTER,
    homepage="https://www.insee.fr/fr/statistiques/8217525",
    rhythm="une fois par an",
    contact="insee.fr, rubrique « Contacter l’Insee »",
    contact_basis=ContactBasis.UNKNOWN,
)

# --- From a row to a place -----------------------------------------------------------------------


def parse(content: bytes) -> ParsedFile:
    """Read the file of facilities with their coordinates, whole or an excerpt.

    Raises
        UnreadableFileError: not a CSV file, or other columns.
    """
    table = read_csv(content)
    unknown = require_columns(table, (COLUMNS,), optional=OPTIONAL)
    # Some sixty columns tell features that no type here has: they are not all named.
    del unknown
    return parse_rows(table, parse_row)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into a place."""
    row = Row(row.number, _keep_said(row.cells))
    cells = CellReader(row.cells)
    code = row.cells.get("TYPEQU", "")
    rule = judge_relevance(INFO.slug, {"TYPEQU": code})
    if rule is not None or code not in TYPES:
        message = rule.why if rule else f"Le type d’équipement « {code} » n’est pas connu ici."
        return row.refuse(RejectReason.NOT_A_BOND, message)
    if row.cells.get("STATUT_DIFFUSION") in NOT_DIFFUSED:
        message = "L’établissement s’est opposé à la diffusion de ses données."
        return row.refuse(RejectReason.NOT_PUBLIC, message)
    values = _read_values(cells, code)
    source_id = _name_id(row.cells)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _keep_said(cells: dict[str, str]) -> dict[str, str]:
    """Keep the cells that the table knows and that say something."""
    known = (*COLUMNS, *OPTIONAL)
    return {name: cells[name] for name in known if cells.get(name, "") not in ("", *_ABSENT)}


def _name_id(cells: dict[str, str]) -> str:
    """Name a facility by its type, its commune and what tells it from the others.

    The base has no identifier: its SIRET when it has one, else its name, address and point.
    """
    names = ("NOMRS", "CNOMRS", "NUMVOIE", "INDREP", "TYPVOIE", "LIBVOIE", "LAMBERT_X", "LAMBERT_Y")
    said = cells.get("SIRET") or fold(" ".join(cells.get(name, "") for name in names))
    text = f"{cells['TYPEQU']}|{cells.get('DEPCOM', '')}|{said}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read_values(cells: CellReader, code: str) -> OccasionValues:
    label, domains = TYPES[code]
    postcode = cells.read(mend_postcode, "CODPOS")
    commune = cells.read(mend_commune_name, "LIBCOM")
    named = cells.read(mend_text, "NOMRS")
    cells.read(mend_siret, "SIRET")
    point = cells.keep(mend_point(*_find_point(cells.cells)))
    return OccasionValues(
        name=named or " · ".join(part for part in (label, commune) if part),
        kind=Kind.PLACE,
        summary=label if named else "",
        address=_read_address(cells, postcode, commune),
        postcode=postcode,
        commune_code=cells.read(mend_insee, "DEPCOM"),
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        precision=_read_precision(cells.cells) if point else Precision.UNKNOWN,
        reach_modes=(ReachMode.ON_SITE,),
        bonds=FAMILY_BONDS if code in FAMILY_TYPES else BONDS,
        domains=tuple(map(DomainTag, domains)),
        caveat=CAVEAT,
    )


def _find_point(cells: Mapping[str, str]) -> tuple[str, str, str]:
    """Find the point: degrees when the file gives them, else Lambert 93."""
    if "LATITUDE" in cells:
        return cells["LATITUDE"], cells.get("LONGITUDE", ""), "LATITUDE, LONGITUDE"
    return cells.get("LAMBERT_X", ""), cells.get("LAMBERT_Y", ""), "LAMBERT_X, LAMBERT_Y"


def _read_precision(cells: Mapping[str, str]) -> Precision:
    said = PRECISION_BY_GEOLOC.get(cells.get("QUALITE_GEOLOC", ""))
    return said or PRECISION_BY_QUALITY.get(fold(cells.get("QUALITE_XY", "")), Precision.UNKNOWN)


def _read_address(cells: CellReader, postcode: str, commune: str) -> str:
    row = cells.cells
    parts = (row.get(name, "") for name in ("NUMVOIE", "INDREP", "TYPVOIE", "LIBVOIE"))
    street = " ".join(part.strip() for part in parts if part.strip())
    return cells.keep(mend_address(street, "LIBVOIE", postcode=postcode, commune=commune))
