"""A small territory that a reader can draw: square communes, 0.1 degree wide, in a row.

26001 Aubrac | 26002 La Bâtie | 26003 Saint-Clair      (Drôme, R84)
lon 5.0        5.1              5.2           5.3
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from recoudre.territories.loading.folder import load_folder
from recoudre.territories.loading.records import LoadedTerritories

COLUMNS = (
    "code_insee,nom,dep,dep_nom,reg,reg_nom,epci_siren,epci_nom,pop_mun_2023,lat,lon,codes_postaux"
)
THREE_COMMUNES = f"""{COLUMNS}
26001,Aubrac,26,Drôme,84,Auvergne,200000001,CC du Rang,100,44.05,5.05,26100
26002,La Bâtie,26,Drôme,84,Auvergne,200000001,CC du Rang,200,44.05,5.15,26100|26200
26003,Saint-Clair,26,Drôme,84,Auvergne,,,50,,,26300
"""

FolderWriter = Callable[..., Path]


def draw_square(west: float, south: float = 44.0, side: float = 0.1) -> dict[str, Any]:
    """Draw a square outline from its south-west corner."""
    east, north = round(west + side, 3), round(south + side, 3)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def write_outlines(*features: tuple[Mapping[str, Any], dict[str, Any] | None]) -> str:
    """Write a GeoJSON file from properties and geometries."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": dict(properties), "geometry": geometry}
                for properties, geometry in features
            ],
        }
    )


ROW_OF_OUTLINES = write_outlines(
    ({"code": "26001"}, draw_square(5.0)),
    ({"code": "26002"}, draw_square(5.1)),
    ({"code": "26003"}, draw_square(5.2)),
)


@pytest.fixture
def write_folder(tmp_path: Path) -> FolderWriter:
    """Write files by name in a folder, `communes.csv` being the three communes unless given."""

    def write(folder: str = "territory", **files: str | bytes) -> Path:
        directory = tmp_path / folder
        directory.mkdir()
        for name, content in ({"communes_csv": THREE_COMMUNES} | files).items():
            path = directory / name.replace("_csv", ".csv").replace("_geojson", ".geojson")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return directory

    return write


@pytest.fixture
def load(write_folder: FolderWriter) -> Callable[..., LoadedTerritories]:
    """Load a folder written with these files, fictional unless told otherwise: it is then whole."""

    def load_files(*, is_fictional: bool = True, **files: str | bytes) -> LoadedTerritories:
        return load_folder([write_folder(**files)], is_fictional=is_fictional)

    return load_files


def list_names(territories: Sequence[Any]) -> list[str]:
    """Name territories, in their order."""
    return [territory.name for territory in territories]
