"""Our own template: how a row that a person filled becomes an occasion.

The correspondence tables are the closed lists of the vocabulary, in `columns.py`: every French word
and every slug is accepted. What is said here is said by the steward or a partner: tags are marked
so, unlike those that other sources' mappings deduce.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import Any

from recoudre.importers.hours_french import mend_hours
from recoudre.importers.reading import (
    Row,
    Table,
    parse_rows,
    read_csv,
    refuse_repeated_columns,
    require_columns,
)
from recoudre.importers.repairs import (
    CellReader,
    Mended,
    find_choice,
    hide_email,
    hide_phone,
    mend_address,
    mend_choice,
    mend_choices,
    mend_commune_name,
    mend_date,
    mend_email,
    mend_insee,
    mend_phone,
    mend_point,
    mend_postcode,
    mend_siret,
    mend_text,
    mend_timings,
    mend_url,
    split_list,
)
from recoudre.importers.repairs.choices import SEPARATOR
from recoudre.importers.sources.template.columns import EXAMPLE, NAMES, REQUIRED
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    Cost,
    Domain,
    Foundation,
    Kind,
    Mark,
    ReachMode,
    Screen,
    Sector,
    Trust,
)
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
    Doubt,
    DoubtName,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    Repair,
    SourceInfo,
    StewardValues,
    TimingValues,
)
from recoudre.vocabulary.schedules import write_schedule
from recoudre.vocabulary.schedules_reading import read_sentence
from recoudre.vocabulary.text import fold, fold_commune_name, slugify_french

YES_OR_NO = {"oui": True, "o": True, "yes": True, "vrai": True, "1": True, "x": True}
YES_OR_NO |= dict.fromkeys(("", "non", "n", "no", "faux", "0"), False)

INFO = SourceInfo(
    slug="csv",
    name="Fichier au modèle de Recoudre",
    publisher="La personne ou l’organisme qui envoie le fichier",
    licence=LICENCE_OUVERTE,
    trust=Trust.PARTNER,
    homepage="",
    rhythm="à la demande",
)


def parse(content: bytes) -> ParsedFile:
    """Read a file filled after the template. Its example line is passed over.

    Headers may be typed with capitals, accents or spaces: « Code postal » is `code_postal`.

    Raises
        UnreadableFileError: not a CSV file, or no `nom` or `nature` column.
    """
    table = _name_columns(read_csv(content))
    unknown = require_columns(table, (REQUIRED,), optional=NAMES)
    rows = tuple(row for row in table.rows if not _is_example(row))
    return parse_rows(replace(table, rows=rows), parse_row, unknown_columns=unknown)


def parse_row(row: Row) -> ParsedRecord | RejectedRow:
    """Turn one row into an occasion; without a name or a nature it is refused."""
    cells = CellReader(row.cells)
    name = cells.read(mend_text, "nom")
    commune = cells.read(mend_commune_name, "commune")
    code = cells.read(mend_insee, "code_insee")
    source_id = cells.read(mend_text, "identifiant") or _derive_id(name, commune or code)
    if not name:
        message = "Le nom (colonne « nom ») manque : donnez celui que l’on dit."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    kind = find_choice(row.cells["nature"], Kind)
    if kind is None:
        message = (
            f"La nature « {row.cells['nature'].strip()} » n’est pas connue. Écrivez : "
            f"{', '.join(member.label for member in Kind)}."
        )
        return row.refuse(RejectReason.KIND_UNKNOWN, message, source_id)
    start = OccasionValues(name=name, kind=kind, commune_name=commune, commune_code=code)
    values = _read_meaning(cells, _read_terms(cells, _read_place(cells, start)))
    return ParsedRecord(row.number, source_id, row.cells, values, cells.repairs, cells.doubts)


def _name_columns(table: Table) -> Table:
    """Give the columns their names in the template, however they were typed."""
    by_fold = {fold(name): name for name in NAMES}
    columns = tuple(by_fold.get(fold(column), column) for column in table.columns)
    if columns == table.columns:
        return table
    refuse_repeated_columns(columns)
    names = dict(zip(table.columns, columns, strict=True))
    return replace(table, columns=columns, rows=tuple(_rename(row, names) for row in table.rows))


def _rename(row: Row | RejectedRow, names: dict[str, str]) -> Row | RejectedRow:
    if isinstance(row, RejectedRow):
        return replace(row, raw={names.get(key, key): cell for key, cell in row.raw.items()})
    return Row(row.number, {names.get(key, key): cell for key, cell in row.cells.items()})


def _is_example(row: Row | RejectedRow) -> bool:
    return isinstance(row, Row) and row.cells.get("identifiant", "").strip().upper() == EXAMPLE


def _derive_id(name: str, commune: str) -> str:
    """Name an occasion that has no identifier: its folded name and commune, the same every time."""
    return f"{slugify_french(name)}--{fold_commune_name(commune).replace(' ', '-')}" if name else ""


def _read_place(cells: CellReader, values: OccasionValues) -> OccasionValues:
    """Read where it is, and how to reach whoever answers for it."""
    postcode = cells.read(mend_postcode, "code_postal")
    latitude, longitude = (cells.cells.get(name, "") for name in ("latitude", "longitude"))
    point = cells.keep(mend_point(latitude, longitude, "latitude, longitude"))
    is_consented = _read_consent(cells)
    context = f"{values.name} {values.commune_name} {cells.cells.get('porteur', '')}"
    phone = mend_phone(cells.cells.get("telephone", ""), "telephone")
    email = mend_email(cells.cells.get("courriel", ""), "courriel")
    if not is_consented:
        phone = hide_phone(phone, "telephone")
        email = hide_email(email, "courriel", context=context)
    return replace(
        values,
        address=cells.read(mend_address, "adresse", postcode=postcode, commune=values.commune_name),
        postcode=postcode,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        phone=cells.keep(phone),
        email=cells.keep(email),
        contact_consented=is_consented,
        website=cells.read(mend_url, "site_web"),
    )


def _read_consent(cells: CellReader) -> bool:
    said = cells.cells.get("contact_public", "")
    if fold(said) not in YES_OR_NO:
        cells.doubt(
            DoubtName.VALUE_UNKNOWN, "contact_public", f"{said} (valeurs acceptées : oui, non)"
        )
    return YES_OR_NO.get(fold(said), False)


def _read_terms(cells: CellReader, values: OccasionValues) -> OccasionValues:
    """Read what it is, when, and on what terms."""
    hours_cell = cells.cells.get("horaires", "")
    hours = mend_hours(hours_cell, "horaires")
    opening_hours = cells.keep(hours)
    timings = cells.keep(mend_timings(split_list(cells.cells.get("dates", "")), "dates"))
    rhythm_cell = cells.cells.get("rythme", "").strip()
    schedule = _read_schedule(rhythm_cell, timings)
    if rhythm_cell and schedule is None:
        cells.doubt(DoubtName.HOURS_UNREADABLE, "rythme", rhythm_cell)
    unread = [hours_cell.strip() if hours.doubts else "", "" if schedule else rhythm_cell]
    return replace(
        values,
        summary=cells.read(mend_text, "resume"),
        description=cells.read(mend_text, "description"),
        opening_hours=opening_hours,
        hours_note=" ; ".join(filter(None, unread)),
        timings=timings,
        schedule=schedule,
        cost=cells.read(partial(mend_choice, choices=Cost), "cout"),
        cost_note=cells.read(mend_text, "precisions_cout"),
        conditions=cells.read(mend_text, "conditions"),
        screen=cells.read(partial(mend_choice, choices=Screen), "ecran"),
        since=cells.read(mend_text, "depuis"),
        said_on=cells.read(mend_date, "dit_vrai_le"),
        source_url=cells.read(mend_url, "source_url"),
    )


def _read_schedule(said: str, timings: Sequence[TimingValues]) -> dict[str, Any] | None:
    """Read a rule said in French; where a first day must be known, the first date gives it."""
    schedule = read_sentence(said)
    if schedule is None and timings:
        schedule = read_sentence(said, first_day=timings[0].starts_at.date())
    return write_schedule(schedule) if schedule else None


def _read_meaning(cells: CellReader, values: OccasionValues) -> OccasionValues:
    """Read whom it is for, the bonds it makes, and who answers for it."""
    domains = cells.read(partial(mend_choices, choices=Domain), "domaines")
    return replace(
        values,
        reach_modes=cells.read(partial(mend_choices, choices=ReachMode), "modes_acces"),
        audiences=cells.read(partial(mend_choices, choices=Audience), "publics"),
        bonds=cells.keep(
            read_bonds(cells.cells.get("liens", ""), cells.cells.get("fondements", ""))
        ),
        domains=tuple(DomainTag(domain, Mark.STATED) for domain in domains),
        steward=_read_steward(cells),
    )


def read_bonds(bonds_cell: str, foundations_cell: str) -> Mended[tuple[BondTag, ...]]:
    """Read the bonds, and the foundation written at the same place in the other cell, if any.

    Example
        >>> [tag.foundation for tag in read_bonds("filiation|citoyenneté", "compter sur").value]
        [<Foundation.PROTECTION: 'protection'>, None]
    """
    tags: dict[BondTag, None] = {}
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    pairs = zip_longest(
        bonds_cell.split(SEPARATOR), foundations_cell.split(SEPARATOR), fillvalue=""
    )
    for said, ground in pairs:
        bond = mend_choice(said, "liens", Bond)
        foundation = mend_choice(ground, "fondements", Foundation)
        repairs += bond.repairs + foundation.repairs
        doubts += bond.doubts + foundation.doubts
        if bond.value is not None:
            tags[BondTag(bond.value, foundation.value, Mark.STATED)] = None
        elif foundation.value is not None and not said.strip():
            doubts += (Doubt(DoubtName.VALUE_UNKNOWN, "fondements", f"{ground} (sans lien)"),)
    return Mended(tuple(tags), repairs, doubts)


def _read_steward(cells: CellReader) -> StewardValues | None:
    name = cells.read(mend_text, "porteur")
    sector = cells.read(partial(mend_choice, choices=Sector), "secteur_porteur")
    siret = cells.read(mend_siret, "siret")
    return StewardValues(name, sector, siret) if name else None
