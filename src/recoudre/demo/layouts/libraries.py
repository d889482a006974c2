"""The public libraries file: semicolons, a byte order mark, and numbers with a useless ".0"."""

import csv
from collections.abc import Sequence

from recoudre.demo.land import (
    DEPARTEMENT_CODE,
    DEPARTEMENT_NAME,
    FORMER_COMMUNE,
    REGION_CODE,
    REGION_NAME,
)
from recoudre.demo.layouts.written import Written, spell_point, write_csv
from recoudre.demo.sketches import Sketch
from recoudre.demo.stains import Row, Spoil, Stain, Stained, drop_zero, put, spoil_rows
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

FILE = "libraries"
COLUMNS = (
    "CP", "Code_bib", "Surface", "Amplitude horaire", "Nom de l'établissement", "Libellé 2",
    "Complément", "Adresse", "Code région", "Région", "Code département", "Département", "Ville",
    "Cedex", "Code insee commune", "Population commune", "Longitude", "Latitude", "Statut",
    "Type adresse ", "Nombre de salariés", "Nombre de bénévoles", "geolocalisation",
)  # fmt: skip
FIRST_CODE = 96_001


def _place_at(lat: str, lon: str) -> Spoil:
    def spoil(row: Row) -> None:
        row |= {"Latitude": lat, "Longitude": lon, "geolocalisation": f"{lat}, {lon}"}

    return spoil


def _use_commas(row: Row) -> None:
    row["Latitude"] = row["Latitude"].replace(".", ",")
    row["Longitude"] = row["Longitude"].replace(".", ",")


STAINS = (
    Stain(RepairName.FORMER_COMMUNE, "Code insee commune", 1,
          put("Code insee commune", FORMER_COMMUNE),
          lambda row: row["Code insee commune"] == "96048"),
    Stain(RepairName.LEADING_ZERO, "CP", 1, drop_zero("CP"), lambda row: row["CP"][0] == "0"),
    Stain(RepairName.NULL_ISLAND, "Latitude", 1, _place_at("0.0", "0.0")),
    Stain(RepairName.DECIMAL_COMMA, "Latitude", 2, _use_commas),
    Stain(RepairName.PLACEHOLDER, "Complément", 2, put("Complément", "NC"),
          lambda row: not row["Complément"]),
    Stain(DoubtName.NOT_CONFIRMED, "Type adresse ", 1, put("Type adresse ", "Inconnue")),
    Stain(RepairName.CEDEX, "Ville", 1, put("Ville", "Pont-sur-Ormance CEDEX"),
          lambda row: row["Code insee commune"] == "96095"),
    Stain(RepairName.COMMUNE_BY_NAME, "Code insee commune", 1, put("Code insee commune", "")),
)  # fmt: skip


def write_libraries(sketches: Sequence[Sketch]) -> Written:
    """Write the file; its last row is a store of books that nobody visits."""
    rows = [_make_row(number, sketch) for number, sketch in enumerate(sketches)]
    stained = spoil_rows(rows, STAINS, FILE, first_row=2)
    rows.append(_make_store(rows[0]))
    stained.append(Stained(FILE, len(rows) + 1, RejectReason.NOT_AN_OCCASION, "Type adresse "))
    text = write_csv(COLUMNS, rows, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    return Written(text.encode("utf-8-sig"), tuple(stained))


def _make_row(number: int, sketch: Sketch) -> Row:
    lat, lon = spell_point(sketch)
    residents = sketch.commune.residents
    known = {
        "CP": sketch.postcode,
        "Code_bib": f"{FIRST_CODE + number}.0",
        "Surface": f"{40 + residents // 12}.0",
        "Amplitude horaire": f"{min(38, 4 + residents // 400)}.5",
        "Nom de l'établissement": sketch.name_in(FILE),
        "Adresse": sketch.address,
        "Code région": f"{REGION_CODE}.0",
        "Région": REGION_NAME,
        "Code département": DEPARTEMENT_CODE,
        "Département": DEPARTEMENT_NAME,
        "Ville": sketch.commune.name,
        "Code insee commune": sketch.commune.code,
        "Population commune": str(residents),
        "Longitude": lon,
        "Latitude": lat,
        "Statut": "Bibliothèque municipale",
        "Type adresse ": "Bâtiment ouvert",
        "Nombre de salariés": f"{residents // 2500}.0",
        "Nombre de bénévoles": f"{3 + number % 9}.0",
        "geolocalisation": f"{lat}, {lon}",
    }
    return {column: known.get(column, "") for column in COLUMNS}


def _make_store(like: Row) -> Row:
    return like | {
        "Code_bib": f"{FIRST_CODE + 900}.0",
        "Nom de l'établissement": "Réserve de la médiathèque",
        "Type adresse ": "Réserve de documents non ouverte au public",
    }
