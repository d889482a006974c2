"""The GeoJSON files of outlines, and what to do with the outline of an abolished commune."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.geometry import join_outlines, read_geometry, write_geometry
from recoudre.territories.loading.csv_files import read_bytes
from recoudre.territories.loading.movements import Movement
from recoudre.territories.loading.points import is_swapped
from recoudre.territories.loading.records import CommuneRecord, FormerRecord, Geometry

SHOWN_CODES = 5


@dataclass(frozen=True, slots=True)
class OutlinesRead:
    """The outlines of a file by code, the delegated communes that it names, and what was left."""

    outlines: dict[str, Geometry]
    movements: tuple[Movement, ...]
    notes: tuple[str, ...]


def read_outlines(path: Path, *, is_fictional: bool) -> OutlinesRead:
    """Read a GeoJSON file whose features have a `code`: communes, EPCI, départements or régions.

    A feature without geometry is legal. A feature with `commune` is a part of that commune
    (delegated, associated, district): its outline is left aside, its code leads to the commune.

    Raises
        TerritoryFileError: the file is not such a GeoJSON file, or its coordinates are swapped.
    """
    outlines: dict[str, Geometry] = {}
    movements: list[Movement] = []
    without = 0
    for properties, geometry in _read_features(path):
        code = str(properties["code"])
        if properties.get("commune"):
            source = f"contours ({path.name})"
            movements.append(Movement(None, code, str(properties["commune"]), source))
        elif geometry is None:
            without += 1
        else:
            _check(path, code, geometry, is_fictional)
            outlines[_find_key(code, properties)] = geometry
    notes = (f"{path.name}, territoires sans contour : {without}.",) if without else ()
    return OutlinesRead(outlines, tuple(movements), notes)


def settle_outlines(
    outlines: Mapping[str, Geometry],
    communes: Mapping[str, CommuneRecord],
    groups: Mapping[str, object],
    former: Mapping[str, FormerRecord],
) -> tuple[dict[str, Geometry], tuple[str, ...]]:
    """Give the outline of each abolished commune to its successor, or report it.

    A file of outlines is often older than the list of communes. The successor's outline becomes the
    union of both. An outline that belongs to nobody known is told in the notes.
    """
    settled = {code: one for code, one in outlines.items() if code in communes or code in groups}
    orphans: list[str] = []
    for code in outlines.keys() - settled.keys():
        if code in former:
            heir = former[code].current_code
            parts = [outlines[code]] + ([settled[heir]] if heir in settled else [])
            settled[heir] = write_geometry(join_outlines(map(read_geometry, parts)))
        else:
            orphans.append(code)
    return settled, _report_orphans(sorted(orphans))


def _report_orphans(codes: list[str]) -> tuple[str, ...]:
    # A folder may hold the outlines of more groups than its communes: only communes are told.
    communes = [code for code in codes if len(code) == 5]
    if not communes:
        return ()
    shown = ", ".join(communes[:SHOWN_CODES]) + ("…" if len(communes) > SHOWN_CODES else "")
    return (
        "Contours laissés de côté, leur commune n’est pas dans la liste : "
        f"{len(communes)} ({shown}). S’il s’agit d’anciennes communes, ajoutez au dossier le "
        "fichier de l’INSEE des mouvements de communes.",
    )


def _read_features(path: Path) -> Iterator[tuple[dict[str, Any], Geometry | None]]:
    try:
        document = json.loads(read_bytes(path))
    except ValueError as error:
        raise TerritoryFileError(path, "ce n’est pas du JSON lisible. Téléchargez-le.") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not features:
        raise TerritoryFileError(path, "ce n’est pas un GeoJSON avec des contours (« features »).")
    for feature in features:
        properties = feature.get("properties") or {}
        if not properties.get("code"):
            found = ", ".join(sorted(properties)) or "aucune"
            raise TerritoryFileError(
                path, f"la propriété « code » manque à un contour. Propriétés trouvées : {found}."
            )
        yield properties, feature.get("geometry")


def _check(path: Path, code: str, geometry: Geometry, is_fictional: bool) -> None:
    try:
        point = read_geometry(geometry).representative_point()
    except (ValueError, TypeError) as error:
        raise TerritoryFileError(path, f"le contour de {code} n’est pas un polygone.") from error
    if not is_fictional and is_swapped(point.y, point.x):
        raise TerritoryFileError(
            path,
            f"les coordonnées du contour de {code} sont inversées : GeoJSON veut la longitude, "
            "puis la latitude.",
        )


def _find_key(code: str, properties: Mapping[str, Any]) -> str:
    """Tell a région (84) from a département (84): only a département has a région."""
    is_group = len(code) in {2, 3}
    has_region = properties.get("region") or properties.get("codeRegion")
    return f"R{code}" if is_group and not has_region else code
