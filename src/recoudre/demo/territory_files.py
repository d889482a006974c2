"""Write the invented territory in the documented form: three tables, two sets of outlines."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from recoudre.demo.land import (
    DEPARTEMENT_CODE,
    DEPARTEMENT_NAME,
    EPCIS,
    FORMER_COMMUNE,
    FORMER_COMMUNE_NAME,
    MERGED_COMMUNE,
    MERGED_COMMUNE_NAME,
    MERGED_ON,
    REGION_CODE,
    REGION_NAME,
    Commune,
    to_lat_lon,
)
from recoudre.demo.outlines import Point, outer_ring, signed_area

COMMUNE_COLUMNS = (
    "code_insee", "nom", "dep", "reg", "arr", "pop_mun_2023", "epci_siren", "epci_nom",
    "epci_nature", "dep_nom", "reg_nom", "lat", "lon", "geo_source", "codes_postaux_2020",
    "surface_km2",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "code_insee", "nom", "dep", "epci_siren", "pop_mun_2023", "lat", "lon", "TX_NSCOL15P",
    "TX_MENSEUL", "TX_FAMMONO", "TX_65ETPLUS", "TX_25ETMOINS", "NBMENFISC21", "NBPERSMENFISC21",
    "MED21", "TP6021", "TP60AGE621", "PPEN21", "PPSOC21", "D121", "D921",
)  # fmt: skip
MOVEMENT_COLUMNS = (
    "MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP", "LIBELLE_AP",
)  # fmt: skip
NEW_COMMUNE = "32"
"""INSEE's number for the creation of a new commune out of several."""
PEOPLE_BY_HOUSEHOLD = 2.15
SECRECY_HOUSEHOLDS = 30
"""Below this number of households a commune's incomes are not published."""


def write_territory(folder: Path, communes: Sequence[Commune]) -> None:
    """Write the communes, their indicators, their movements and the outlines into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "communes.csv", _csv(COMMUNE_COLUMNS, map(_commune_row, communes)))
    _write(
        folder / "indicateurs_communes.csv", _csv(INDICATOR_COLUMNS, map(_indicator_row, communes))
    )
    _write(folder / "mouvements.csv", _csv(MOVEMENT_COLUMNS, [_movement_row()]))
    _write(folder / "communes.geojson", _geojson(map(_commune_feature, communes)))
    _write(folder / "departements.geojson", _geojson([_departement_feature(communes)]))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _commune_row(commune: Commune) -> dict[str, str]:
    name, nature = EPCIS[commune.epci_code]
    return {
        **_shared_cells(commune),
        "reg": REGION_CODE,
        "arr": f"{DEPARTEMENT_CODE}1",
        "epci_nom": name,
        "epci_nature": nature,
        "dep_nom": DEPARTEMENT_NAME,
        "reg_nom": REGION_NAME,
        "geo_source": "fiction",
        "codes_postaux_2020": "|".join(commune.postcodes),
        "surface_km2": f"{signed_area(commune.outline):.2f}",
    }


def _shared_cells(commune: Commune) -> dict[str, str]:
    lat, lon = to_lat_lon(commune.seat)
    return {
        "code_insee": commune.code,
        "nom": commune.name,
        "dep": DEPARTEMENT_CODE,
        "epci_siren": commune.epci_code,
        "pop_mun_2023": f"{commune.residents}.0",
        "lat": str(lat),
        "lon": str(lon),
    }


def _indicator_row(commune: Commune) -> dict[str, str]:
    """Copy what is known; the rest stays empty, as statistical secrecy leaves it."""
    measures = commune.measures
    households = int(commune.residents / PEOPLE_BY_HOUSEHOLD)
    is_published = households >= SECRECY_HOUSEHOLDS
    return {
        **_shared_cells(commune),
        "TX_NSCOL15P": measures["low_diploma"] or "",
        "TX_MENSEUL": measures["alone"] or "",
        "TX_FAMMONO": measures["single_parents"] or "",
        "TX_65ETPLUS": measures["over_65"] or "",
        "TX_25ETMOINS": measures["under_25"] or "",
        "NBMENFISC21": str(households) if is_published else "",
        "NBPERSMENFISC21": str(int(commune.residents * 0.97)) if is_published else "",
        "MED21": measures["income"] or "",
        "TP6021": measures["poverty"] or "",
    }


def _movement_row() -> dict[str, str]:
    return {
        "MOD": NEW_COMMUNE,
        "DATE_EFF": MERGED_ON,
        "TYPECOM_AV": "COM",
        "COM_AV": FORMER_COMMUNE,
        "LIBELLE_AV": FORMER_COMMUNE_NAME,
        "TYPECOM_AP": "COM",
        "COM_AP": MERGED_COMMUNE,
        "LIBELLE_AP": MERGED_COMMUNE_NAME,
    }


def _geojson(features: Iterable[dict[str, object]]) -> str:
    """Write one feature a line, as the publishers do."""
    lines = (json.dumps(feature, ensure_ascii=False) for feature in features)
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"


def _commune_feature(commune: Commune) -> dict[str, object]:
    properties = {
        "code": commune.code,
        "nom": commune.name,
        "departement": DEPARTEMENT_CODE,
        "region": REGION_CODE,
        "epci": commune.epci_code,
    }
    return _feature(properties, commune.outline)


def _departement_feature(communes: Sequence[Commune]) -> dict[str, object]:
    properties = {"code": DEPARTEMENT_CODE, "nom": DEPARTEMENT_NAME, "region": REGION_CODE}
    return _feature(properties, outer_ring([commune.outline for commune in communes]))


def _feature(properties: dict[str, str], ring: Sequence[Point]) -> dict[str, object]:
    degrees = [[lon, lat] for lat, lon in map(to_lat_lon, ring)]
    geometry = {"type": "Polygon", "coordinates": [degrees]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
