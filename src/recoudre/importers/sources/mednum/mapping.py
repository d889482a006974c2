"""The standard « médiation numérique »: how a row becomes a place. Tables in `tables.py`."""

from recoudre.importers.crosswalks import (
    cross,
    mend_first,
    mend_pivot,
    refuse_nameless,
    tag_bonds,
    tag_domains,
)
from recoudre.importers.hours import mend_osm
from recoudre.importers.reading import Row, parse_rows, read_csv, read_json_list, require_columns
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_date,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
    mend_text,
    mend_url,
    split_list,
)
from recoudre.importers.sources.mednum import tables
from recoudre.importers.sources.mednum.tables import Typology, read_typologies
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import Audience, ContactBasis, Cost, Domain, Kind, ReachMode, Trust
from recoudre.vocabulary.records import (
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

INFO = SourceInfo(
    slug="mediation-numerique",
    name="Lieux de médiation numérique (standard national 1.0)",
    publisher="Hubs territoriaux et cartographie nationale des lieux de médiation numérique",
    licence=LICENCE_OUVERTE,
    trust=Trust.PARTNER,
    homepage="https://github.com/LaMednum/standard-mediation-num",
    rhythm="selon le producteur de la liste",
    contact="cartographie.sonum@anct.gouv.fr",
    covers=frozenset({Domain.DIGITAL}),
    contact_basis=ContactBasis.STRUCTURE,
    contact_proof=(
        "https://github.com/LaMednum/standard-mediation-num : le champ « courriels » est "
        "« l’adresse email générique de contact du lieu », « telephone » celui du lieu"
    ),
)


def parse(content: bytes) -> ParsedFile:
    """Read a list that follows the standard 1.0, as CSV or as a JSON list.

    Raises
        UnreadableFileError: neither CSV nor JSON, or other columns.
    """
    is_json = content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"[", b"{"))
    table = read_json_list(content) if is_json else read_csv(content)
    if is_json and not table.rows:
        return parse_rows(table, parse_row)
    unknown = require_columns(table, (tables.COLUMNS,), optional=tables.OTHER_COLUMNS)
    return parse_rows(table, parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into a place; one that receives nobody is set aside."""
    cells = CellReader(row.cells)
    source_id = cells.read(mend_text, "id")
    name = cells.read(mend_text, "nom")
    if refused := refuse_nameless(row, source_id, name, "id, nom"):
        return refused
    if tables.NO_PUBLIC in split_list(row.cells.get("modalites_acces", "")):
        message = f"La source dit « {tables.NO_PUBLIC} »."
        return row.refuse(RejectReason.NOT_AN_OCCASION, message, source_id)
    values = _read_values(cells, name)
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _read_values(cells: CellReader, name: str) -> OccasionValues:
    postcode = cells.read(mend_postcode, "code_postal")
    commune = cells.read(mend_commune_name, "commune")
    context = f"{name} {commune} {cells.cells.get('structure_parente', '')}"
    latitude, longitude = (cells.cells.get(key, "") for key in ("latitude", "longitude"))
    point = cells.keep(mend_point(latitude, longitude, "latitude, longitude"))
    hours = mend_osm(cells.cells.get("horaires", ""), "horaires")
    typologies = _read_kinds(cells)
    return OccasionValues(
        name=name,
        kind=Kind.PLACE,
        summary=cells.read(mend_public_text, "presentation_resume", context=context),
        description=_read_description(cells, context),
        address=_read_address(cells, postcode, commune),
        postcode=postcode,
        commune_code=cells.read(mend_insee, "code_insee"),
        commune_name=commune,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.read(mend_public_phone, "telephone"),
        email=cells.read(mend_public_email, "courriels", context=context),
        website=_read_website(cells),
        opening_hours=cells.keep(hours),
        hours_note=cells.cells.get("horaires", "").strip() if hours.doubts else "",
        cost=_read_cost(cells),
        conditions=_read_conditions(cells),
        reach_modes=_read_reach(cells),
        audiences=_read_audiences(cells),
        bonds=tag_bonds((*tables.BONDS, *(bond for one in typologies for bond in one.bonds))),
        domains=_read_domains(cells, typologies),
        steward=_read_steward(cells, typologies),
        said_on=cells.read(mend_date, "date_maj"),
    )


def _read_kinds(cells: CellReader) -> tuple[Typology, ...]:
    known = {code: (typology,) for code, typology in read_typologies().items()}
    return cross(cells, "typologie", _split(cells, "typologie"), known)


def _split(cells: CellReader, column: str) -> list[str]:
    return split_list(cells.cells.get(column, ""))


def _read_description(cells: CellReader, context: str) -> str:
    """Read what is said of the place, then its services as a list that a person reads."""
    told = cells.read(mend_public_text, "presentation_detail", context=context)
    services = " ; ".join(_split(cells, "services"))
    return "\n\n".join(part for part in (told, services) if part)


def _read_address(cells: CellReader, postcode: str, commune: str) -> str:
    street = cells.read(mend_address, "adresse", postcode=postcode, commune=commune)
    more = cells.read(mend_text, "complement_adresse")
    return ", ".join(part for part in (street, more) if part)


def _read_website(cells: CellReader) -> str:
    first = cells.read(mend_first, "site_web")
    return cells.keep(mend_url(first, "site_web"))


def _read_cost(cells: CellReader) -> Cost | None:
    """Read the cost; free and paid at once is a contradiction that a person should lift."""
    said = frozenset(_split(cells, "frais_a_charge"))
    if said and said not in tables.COSTS:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "frais_a_charge", " | ".join(sorted(said)))
    return tables.COSTS.get(said)


def _read_conditions(cells: CellReader) -> str:
    ways = _split(cells, "modalites_acces")
    appointment = cells.read(mend_url, "prise_rdv")
    if appointment:
        ways.append(f"Rendez-vous à prendre en ligne : {appointment}")
    return " ; ".join(ways)


def _read_reach(cells: CellReader) -> tuple[ReachMode, ...]:
    travels = cross(cells, "itinerance", _split(cells, "itinerance"), tables.REACH)
    column = "modalites_accompagnement"
    helped = cross(cells, column, _split(cells, column), tables.REACH_BY_HELP)
    return tuple(dict.fromkeys(travels + helped))


def _read_audiences(cells: CellReader) -> tuple[Audience, ...]:
    column = "publics_specifiquement_adresses"
    meant = cross(cells, column, _split(cells, column), tables.AUDIENCES)
    column = "prise_en_charge_specifique"
    cared = cross(cells, column, _split(cells, column), tables.CARE)
    return tuple(dict.fromkeys(meant + cared))


def _read_domains(cells: CellReader, typologies: tuple[Typology, ...]) -> tuple[DomainTag, ...]:
    aids = cross(cells, "services", _split(cells, "services"), tables.DOMAINS_BY_AID)
    kinds = (domain for one in typologies for domain in one.domains)
    return tag_domains((*tables.DOMAINS, *aids, *kinds))


def _read_steward(cells: CellReader, typologies: tuple[Typology, ...]) -> StewardValues | None:
    """Read who answers for the place: its parent, when the source names it.

    The pivot is the SIRET or the RNA number of a structure: alone, it names nobody.
    """
    siret, rna = cells.read(mend_pivot, "pivot")
    name = cells.read(mend_text, "structure_parente")
    sectors = {one.sector for one in typologies if one.sector}
    sector = sectors.pop() if len(sectors) == 1 else None
    return StewardValues(name, sector, siret, rna) if name else None
