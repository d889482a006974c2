"""The France services file, in the layout of August 2024, saved in Windows-1252."""

import csv
from collections.abc import Sequence

from recoudre.demo.land import DEPARTEMENT_CODE
from recoudre.demo.layouts.written import Written, spell_point, write_csv
from recoudre.demo.sketches import Sketch
from recoudre.demo.stains import Row, Stain, Stained, change, drift, put, spoil_rows, use_commas
from recoudre.vocabulary.records import DoubtName, RepairName

FILE = "france_services"
COLUMNS = (
    "id_fs", "insee_dep", "lib_fs", "adresse", "complement_adresse", "insee_com", "code_postal",
    "lib_com", "latitude", "longitude", "mail", "telephone", "h_lundi", "h_mardi", "h_mercredi",
    "h_jeudi", "h_vendredi", "h_samedi", "prise_rdv", "commentaire", "type_fs", "format_fs",
    "groupe_fs", "labellisation_fs",
)  # fmt: skip
WEEKS = (
    ("09:00 - 12:00 / 13:30 - 17:00",) * 5 + ("",),
    ("09:00 - 12:00 / 14:00 - 17:30",) * 2 + ("09:00 - 12:00",) * 3 + ("",),
    ("", *("08:45 - 12:15 / 14:00 - 17:00",) * 4, "09:00 - 12:00"),
    ("13:30 - 17:00", "09:00 - 12:00", "09:00 - 12:00 / 13:30 - 17:00", "09:00 - 12:00", "", ""),
)
STAINS = (
    Stain(
        RepairName.SEVERAL_EMAILS, "mail", 1,
        change("mail", "{mail} ; secours-{mail}"),
    ),
    Stain(
        RepairName.SEVERAL_PHONES, "telephone", 1,
        change("telephone", "{telephone} / 06 39 98 12 34"),
    ),
    Stain(
        RepairName.CEDEX, "lib_com", 1,
        change("lib_com", "{lib_com} CEDEX"), lambda row: row["insee_com"] == "96095",
    ),
    Stain(RepairName.PERSONAL_CONTACT, "mail", 1, put("mail", "une.personne@example.org")),
    Stain(RepairName.DECIMAL_COMMA, "latitude", 1, use_commas),
    Stain(DoubtName.POINT_OUTSIDE_COMMUNE, "latitude", 1, drift),
    Stain(DoubtName.HOURS_UNREADABLE, "h_mardi", 1, put("h_mardi", "sur rendez-vous le matin")),
    Stain(RepairName.PLACEHOLDER, "complement_adresse", 1, put("complement_adresse", "#N/D"),
          lambda row: not row["complement_adresse"]),
)  # fmt: skip


def write_france_services(sketches: Sequence[Sketch]) -> Written:
    """Write the file; every row of it is a repaired one, for its encoding."""
    rows = [_make_row(number, sketch) for number, sketch in enumerate(sketches, start=1)]
    stained = spoil_rows(rows, STAINS, FILE, first_row=2)
    everywhere = Stained(FILE, 2, RepairName.WINDOWS_1252, "")
    text = write_csv(COLUMNS, rows, delimiter=",", quoting=csv.QUOTE_ALL)
    return Written(text.encode("cp1252"), (everywhere, *stained))


def _make_row(number: int, sketch: Sketch) -> Row:
    lat, lon = spell_point(sketch)
    week = WEEKS[number % len(WEEKS)]
    is_bus = sketch.name.startswith("Bus")
    known = {
        "id_fs": str(9600 + number),
        "insee_dep": DEPARTEMENT_CODE,
        "lib_fs": sketch.name_in(FILE),
        "adresse": sketch.address,
        "insee_com": sketch.commune.code,
        "code_postal": sketch.postcode,
        "lib_com": sketch.commune.name,
        "latitude": lat,
        "longitude": lon,
        "mail": sketch.email,
        "telephone": sketch.phone,
        "prise_rdv": "Oui" if number % 3 == 0 else "Non",
        "commentaire": "Bus circulant de village en village" if is_bus else "",
        "type_fs": "Principal",
        "format_fs": "Bus_équivalent" if is_bus else "Fixe",
        "labellisation_fs": f"Espace labellisé 01/{number % 12 + 1:02d}/2021",
        **dict(zip(COLUMNS[12:18], week, strict=True)),
    }
    return {column: known.get(column, "") for column in COLUMNS}
