"""Bring territories in from folders of CSV and GeoJSON files. `README.md` describes the form."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.communes import REQUIRED_COLUMNS, is_communes_file, read_communes
from recoudre.territories.loading.context import is_context_file, read_context
from recoudre.territories.loading.csv_files import CsvFile, read_csv
from recoudre.territories.loading.movements import (
    Movement,
    follow_movements,
    is_movements_file,
    read_movements,
)
from recoudre.territories.loading.outlines import read_outlines, settle_outlines
from recoudre.territories.loading.records import Geometry, LoadedTerritories, ValueRecord

SHOWN_COLUMNS = 6


def load_folder(directories: Sequence[Path], *, is_fictional: bool = False) -> LoadedTerritories:
    """Load the territories that one or several folders describe together.

    Files are recognised by their columns or properties. `is_fictional` marks an invented territory:
    its points may be anywhere, and its folder is the whole of its world.

    Raises
        TerritoryFileError: a folder or file cannot be used, or no file lists communes.
    """
    paths = _list_files(directories)
    files = [read_csv(path) for path in paths if path.suffix.lower() == ".csv"]
    read = read_communes(_pick_communes(files, directories), is_fictional=is_fictional)
    outlines, movements, outline_notes = _read_all_outlines(paths, is_fictional)
    for file in filter(_lists_movements, files):
        movements += read_movements(file)
    former = follow_movements(movements, read.communes)
    settled, settled_notes = settle_outlines(outlines, read.communes, read.groups, former)
    values = _read_all_values(files, is_fictional)
    return LoadedTerritories(
        communes=read.communes,
        groups=read.groups,
        complete_codes=read.complete_codes,
        outlines=settled,
        former=former,
        values=values,
        notes=(
            *read.notes,
            *_report_unused(files),
            *outline_notes,
            *settled_notes,
            *_report_strangers(values, read.communes),
        ),
        is_fictional=is_fictional,
    )


def _list_files(directories: Sequence[Path]) -> list[Path]:
    paths: dict[Path, None] = {}
    for directory in directories:
        if not directory.is_dir():
            raise TerritoryFileError(directory, "ce dossier n’existe pas. Vérifiez le chemin.")
        found = [
            path.resolve()
            for path in sorted(directory.iterdir())
            if path.suffix.lower() in {".csv", ".geojson"}
        ]
        if not found:
            raise TerritoryFileError(directory, "ce dossier n’a ni fichier .csv ni .geojson.")
        paths.update(dict.fromkeys(found))
    return list(paths)


def _pick_communes(files: list[CsvFile], directories: Sequence[Path]) -> list[CsvFile]:
    """Pick the files that list communes; without any, tell which columns the closest one lacks."""
    picked = [file for file in files if is_communes_file(file.columns)]
    if picked:
        return picked
    expected = set(REQUIRED_COLUMNS)
    closest = max(files, key=lambda file: len(expected & set(file.columns)), default=None)
    if closest is None:
        raise TerritoryFileError(
            directories[0], "aucun fichier .csv ne liste les communes dans les dossiers donnés."
        )
    missing = ", ".join(column for column in REQUIRED_COLUMNS if column not in closest.columns)
    found = ", ".join(closest.columns)
    raise TerritoryFileError(
        closest.path,
        f"aucun fichier ne liste les communes ; à celui-ci il manque : {missing}. "
        f"Colonnes trouvées : {found}.",
    )


def _read_all_outlines(
    paths: list[Path], is_fictional: bool
) -> tuple[dict[str, Geometry], list[Movement], list[str]]:
    outlines: dict[str, Geometry] = {}
    movements: list[Movement] = []
    notes: list[str] = []
    for path in paths:
        if path.suffix.lower() == ".geojson":
            read = read_outlines(path, is_fictional=is_fictional)
            outlines.update(read.outlines)
            movements += read.movements
            notes += read.notes
    return outlines, movements, notes


def _read_all_values(
    files: list[CsvFile], is_fictional: bool
) -> dict[str, tuple[ValueRecord, ...]]:
    values: dict[str, tuple[ValueRecord, ...]] = {}
    for file in files:
        if is_context_file(file.columns):
            for code, found in read_context(file, is_fictional=is_fictional).items():
                values[code] = values.get(code, ()) + found
    return values


def _lists_movements(file: CsvFile) -> bool:
    return is_movements_file(file.columns)


def _report_strangers(values: Iterable[str], communes: Container[str]) -> list[str]:
    strangers = sorted(code for code in values if code not in communes)
    if not strangers:
        return []
    return [
        "Indicateurs laissés de côté, leur commune n’est pas dans la liste : "
        f"{len(strangers)} (la première : {strangers[0]})."
    ]


def _report_unused(files: list[CsvFile]) -> list[str]:
    return [
        f"{file.path.name} n’a pas été lu : ses colonnes ne sont pas celles d’un fichier connu "
        f"({', '.join(file.columns[:SHOWN_COLUMNS])}…)."
        for file in files
        if not (
            is_communes_file(file.columns)
            or is_context_file(file.columns)
            or is_movements_file(file.columns)
        )
    ]
