"""The file of the communes: who they are, and the groups that they belong to."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import chain

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.csv_files import CsvFile, Row, parse_number, parse_rows
from recoudre.territories.loading.points import is_in_france, is_swapped
from recoudre.territories.loading.records import CommuneRecord, GroupRecord
from recoudre.vocabulary.lists import Level

REQUIRED_COLUMNS = ("code_insee", "nom", "dep", "dep_nom", "reg", "reg_nom")
FRENCH_DEPARTMENTS = 101

_COMMUNE_CODE = re.compile(r"[0-9A-Z]{5}")
_DEPARTMENT_CODE = re.compile(r"[0-9A-Z]{2,3}")
_REGION_CODE = re.compile(r"[0-9A-Z]{2}")
_EPCI_CODE = re.compile(r"[0-9]{9}")
_POSTCODE = re.compile(r"[0-9]{5}")
_RESIDENTS_COLUMN = re.compile(r"pop_mun_(\d{4})")
_POSTCODES_COLUMN = re.compile(r"codes_postaux(_\d{4})?")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a file keeps what has a year in its column's name."""

    residents: str
    residents_year: int | None
    postcodes: str
    is_fictional: bool


@dataclass(frozen=True, slots=True)
class _ParsedRow:
    """A commune, its groups (département, région, EPCI), and the number of members of each."""

    commune: CommuneRecord
    groups: tuple[GroupRecord, ...]
    members: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CommunesRead:
    """The communes of a folder, their groups, and the groups known to be whole."""

    communes: dict[str, CommuneRecord]
    groups: dict[str, GroupRecord]
    complete_codes: frozenset[str]
    notes: tuple[str, ...]


def is_communes_file(columns: tuple[str, ...]) -> bool:
    """Tell whether these are the columns of a file of communes."""
    return set(REQUIRED_COLUMNS) <= set(columns)


def read_communes(files: list[CsvFile], *, is_fictional: bool) -> CommunesRead:
    """Read the files of communes of a folder.

    Raises
        TerritoryFileError: a cell cannot be read, a commune is there twice, or the coordinates are
            swapped.
    """
    rows: list[_ParsedRow] = []
    communes: dict[str, CommuneRecord] = {}
    for file in files:
        layout = _find_layout(file.columns, is_fictional)
        parsed = parse_rows(file, partial(_parse_row, layout=layout))
        _refuse_twice(file, communes, [row.commune for row in parsed])
        communes.update((row.commune.code, row.commune) for row in parsed)
        rows += parsed
    groups = {group.code: group for row in rows for group in row.groups}
    away = [] if is_fictional else [code for code, one in communes.items() if _is_away(one)]
    notes = (
        (f"Communes dont le point est hors de France : {len(away)} (la première : {away[0]}).",)
        if away
        else ()
    )
    return CommunesRead(communes, groups, _find_complete(rows, is_fictional), notes)


def _find_layout(columns: tuple[str, ...], is_fictional: bool) -> _Layout:
    residents = sorted(filter(_RESIDENTS_COLUMN.fullmatch, columns), reverse=True)
    postcodes = sorted(filter(_POSTCODES_COLUMN.fullmatch, columns), reverse=True)
    return _Layout(
        residents=residents[0] if residents else "",
        residents_year=int(residents[0][-4:]) if residents else None,
        postcodes=postcodes[0] if postcodes else "",
        is_fictional=is_fictional,
    )


def _parse_row(row: Row, layout: _Layout) -> _ParsedRow:
    residents = parse_number(row, layout.residents)
    lat, lon = _parse_point(row, layout.is_fictional)
    commune = CommuneRecord(
        code=_parse_code(
            row, "code_insee", _COMMUNE_CODE, "5 caractères (un zéro perdu en tête ?)"
        ),
        name=_parse_text(row, "nom"),
        department_code=_parse_code(row, "dep", _DEPARTMENT_CODE, "2 ou 3 caractères"),
        region_code="R" + _parse_code(row, "reg", _REGION_CODE, "2 caractères"),
        epci_code=_parse_code(row, "epci_siren", _EPCI_CODE, "9 chiffres")
        if row.get("epci_siren")
        else "",
        residents=None if residents is None else round(residents),
        residents_year=None if residents is None else layout.residents_year,
        lat=lat,
        lon=lon,
        area_km2=parse_number(row, "surface_km2"),
        postcodes=tuple(dict.fromkeys(_POSTCODE.findall(row.get(layout.postcodes, "")))),
    )
    groups = [
        GroupRecord(commune.department_code, Level.DEPARTEMENT, _parse_text(row, "dep_nom")),
        GroupRecord(commune.region_code, Level.REGION, _parse_text(row, "reg_nom")),
    ]
    if commune.epci_code:
        name = row.get("epci_nom") or commune.epci_code
        groups.append(GroupRecord(commune.epci_code, Level.EPCI, name))
    return _ParsedRow(commune, tuple(groups), _parse_members(row, len(groups)))


def _parse_code(row: Row, column: str, form: re.Pattern[str], expected: str) -> str:
    code = row[column].upper()
    if not form.fullmatch(code):
        raise ValueError(f"colonne {column} : « {row[column]} » n’est pas un code, {expected}")
    return code


def _parse_text(row: Row, column: str) -> str:
    if not row[column]:
        raise ValueError(f"colonne {column} : la cellule est vide")
    return row[column]


def _parse_point(row: Row, is_fictional: bool) -> tuple[float | None, float | None]:
    lat, lon = parse_number(row, "lat"), parse_number(row, "lon")
    if lat is None or lon is None:
        return None, None
    if not is_fictional and is_swapped(lat, lon):
        raise ValueError(
            f"colonnes lat et lon : ({lat}, {lon}) est hors de France, et en France dans l’autre "
            "sens : échangez la latitude et la longitude"
        )
    return lat, lon


def _parse_members(row: Row, groups: int) -> tuple[int | None, ...]:
    columns = ("dep_communes", "reg_communes", "epci_communes")[:groups]
    numbers = [parse_number(row, column) for column in columns]
    return tuple(None if number is None else round(number) for number in numbers)


def _refuse_twice(
    file: CsvFile, known: dict[str, CommuneRecord], communes: list[CommuneRecord]
) -> None:
    counts = Counter(chain(known, (commune.code for commune in communes)))
    twice = [code for code, count in counts.items() if count > 1]
    if twice:
        raise TerritoryFileError(
            file.path,
            f"la commune {twice[0]} est décrite deux fois ({len(twice)} communes dans ce cas). "
            "Gardez une seule ligne par commune dans les dossiers donnés.",
        )


def _is_away(commune: CommuneRecord) -> bool:
    return (
        commune.lat is not None
        and commune.lon is not None
        and not is_in_france(commune.lat, commune.lon)
    )


def _find_complete(rows: list[_ParsedRow], is_fictional: bool) -> frozenset[str]:
    """Find the groups whose every member is in the folder.

    All of them when the folder holds the whole country, or a fictional one; otherwise those whose
    announced number of members is the number found.
    """
    found = Counter(group.code for row in rows for group in row.groups)
    departments = {row.commune.department_code for row in rows}
    if is_fictional or len(departments) >= FRENCH_DEPARTMENTS:
        return frozenset(found)
    announced = {
        (group.code, number)
        for row in rows
        for group, number in zip(row.groups, row.members, strict=True)
    }
    return frozenset(code for code, number in announced if found[code] == number)
