"""INSEE's movements of communes (`v_mvt_commune_*.csv`): former codes and their heirs."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recoudre.territories.loading.csv_files import CsvFile, Row, parse_rows
from recoudre.territories.loading.records import FormerRecord

REQUIRED_COLUMNS = ("MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP")
SOURCE = "INSEE, code officiel géographique, mouvements de communes"

# Kinds of events after which the first code stands for the second: abolition, merger, new commune,
# merger with association and what follows it, change of code with the département or chief town.
# Creation (20) and restoration (21) go the other way: the first code lives on.
FOLLOWED_EVENTS = frozenset({"30", "31", "32", "33", "34", "41", "50"})


@dataclass(frozen=True, slots=True)
class Movement:
    """On that day, a commune's code gave way to another."""

    on: date | None
    before: str
    after: str
    source: str = SOURCE


def is_movements_file(columns: tuple[str, ...]) -> bool:
    """Tell whether these are the columns of INSEE's movements, in either case."""
    return set(REQUIRED_COLUMNS) <= {column.upper() for column in columns}


def read_movements(file: CsvFile) -> list[Movement]:
    """Read the movements that turn one commune's code into another.

    Raises
        TerritoryFileError: a date cannot be read.
    """
    return [movement for movement in parse_rows(file, _parse_row) if movement is not None]


def follow_movements(
    movements: Iterable[Movement], current_codes: Container[str]
) -> dict[str, FormerRecord]:
    """Follow every former code to today's commune, through as many events as it takes.

    A code that is a commune's today is never followed: it may have been abolished, then restored. A
    commune shared out on one day among several has no single heir, and is left out; so is a code
    whose heir is not among `current_codes`.

    Example
        >>> from datetime import date
        >>> moves = [
        ...     Movement(date(1973, 1, 1), "26900", "26901"),
        ...     Movement(date(2019, 1, 1), "26901", "26114"),
        ... ]
        >>> follow_movements(moves, {"26114"})["26900"].current_code
        '26114'
    """
    last = _find_last(movements)
    former: dict[str, FormerRecord] = {}
    for code, movement in last.items():
        heir = _follow(code, last, current_codes)
        if heir and code not in current_codes:
            former[code] = FormerRecord(code, heir, movement.on, movement.source)
    return former


def _parse_row(row: Row) -> Movement | None:
    cells = {column.upper(): cell for column, cell in row.items()}
    before, after = cells["COM_AV"], cells["COM_AP"]
    is_followed = (
        cells["MOD"] in FOLLOWED_EVENTS
        and cells["TYPECOM_AV"] == cells["TYPECOM_AP"] == "COM"
        and before != after
    )
    if not is_followed:
        return None
    try:
        return Movement(date.fromisoformat(cells["DATE_EFF"]), before, after)
    except ValueError as error:
        raise ValueError(
            f"colonne DATE_EFF : « {cells['DATE_EFF']} » n’est pas une date (AAAA-MM-JJ)"
        ) from error


def _find_last(movements: Iterable[Movement]) -> dict[str, Movement]:
    """Keep the last event of each code, when it names one heir."""
    by_code: defaultdict[str, list[Movement]] = defaultdict(list)
    for movement in movements:
        by_code[movement.before].append(movement)
    last: dict[str, Movement] = {}
    for code, events in by_code.items():
        day = max(event.on or date.min for event in events)
        heirs = {event.after: event for event in events if (event.on or date.min) == day}
        if len(heirs) == 1:
            last[code] = next(iter(heirs.values()))
    return last


def _follow(code: str, last: Mapping[str, Movement], current_codes: Container[str]) -> str | None:
    seen = {code}
    while code in last:
        code = last[code].after
        if code in current_codes:
            return code
        if code in seen:
            return None
        seen.add(code)
    return None
