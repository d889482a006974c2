"""Read the official calendar of school holidays: CSV or JSON of data.education.gouv.fr.

The data set is « fr-en-calendrier-scolaire » (ministère de l’Éducation nationale, Licence Ouverte).
It repeats a zone for each académie, and gives the day of return, which is no holiday.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.csv_files import read_csv

PARIS = ZoneInfo("Europe/Paris")
# Our name of each field, then the names met: JSON keys, and headers of the CSV.
NAMES = {
    "name": ("description", "Description"),
    "population": ("population", "Population"),
    "start": ("start_date", "Date de début"),
    "end": ("end_date", "Date de fin"),
    "zone": ("zones", "Zones", "zone"),
}
TEACHERS = "enseignants"
# Older years only tell when summer begins: school never begins again before September.
SUMMER = "été"
_SEPTEMBER = 9


@dataclass(frozen=True, slots=True)
class SchoolBreakRow:
    """Holidays of one zone: first and last day without school."""

    zone: str
    name: str
    first_on: date
    last_on: date


def read_school_calendar(path: Path) -> list[SchoolBreakRow]:
    """Read the holidays of every zone, each once, in order.

    Raises
        TerritoryFileError: not this data set, or nothing readable in it.
    """
    rows = _read_json(path) if path.suffix.lower() == ".json" else _read_csv(path)
    found = {(row.zone, row.first_on): row for row in _read_rows(path, rows)}
    if not found:
        raise TerritoryFileError(
            path, "aucune période de vacances n’y a été lue. Prenez « fr-en-calendrier-scolaire »."
        )
    return [found[key] for key in sorted(found)]


def _read_json(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TerritoryFileError(path, f"ce n’est pas du JSON lisible ({error}).") from error
    rows = items.get("results", items) if isinstance(items, dict) else items
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TerritoryFileError(path, "on attendait une liste d’objets, « [{…}, {…}] ».")
    return [row.get("fields", row) for row in rows]


def _read_csv(path: Path) -> Iterable[Mapping[str, Any]]:
    return [row for _, row in read_csv(path).rows()]


def _read_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> Iterator[SchoolBreakRow]:
    for row in rows:
        said = {name: _find(row, keys) for name, keys in NAMES.items()}
        if not (said["zone"] and said["start"]):
            raise TerritoryFileError(
                path, "il manque « zones » ou « start_date ». Prenez « fr-en-calendrier-scolaire »."
            )
        if said["population"].lower() == TEACHERS:
            continue
        first_on, last_on = _read_day(path, said["start"]), _read_last_day(path, said)
        if last_on is not None and last_on >= first_on:
            zone = said["zone"].removeprefix("Zone ")
            yield SchoolBreakRow(zone, said["name"], first_on, last_on)


def _find(row: Mapping[str, Any], keys: Iterable[str]) -> str:
    return next((str(row[key]).strip() for key in keys if row.get(key)), "")


def _read_last_day(path: Path, said: Mapping[str, str]) -> date | None:
    """Read the day before school begins again; None for a lone day that is no holiday."""
    first_on = _read_day(path, said["start"])
    back_on = _read_day(path, said["end"]) if said["end"] else first_on
    if back_on > first_on:
        return back_on - timedelta(days=1)
    if SUMMER in said["name"].lower():
        return date(first_on.year, _SEPTEMBER, 1) - timedelta(days=1)
    return None


def _read_day(path: Path, text: str) -> date:
    """Read a local day: the file gives midnight in Paris, often told in universal time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise TerritoryFileError(path, f"« {text} » n’est pas une date (AAAA-MM-JJ).") from error
    return moment.astimezone(PARIS).date() if moment.tzinfo else moment.date()
