"""The invented territory: invented names, valid outlines, and codes that are nobody's."""

import csv
import json
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from shapely import unary_union
from shapely.geometry import Point, shape

from recoudre.demo.land import EPCIS, FORMER_COMMUNE, list_communes, to_lat_lon
from recoudre.demo.sights import SIGHTS

REAL = Path(__file__).parents[2].parent / "shared/data/territory/communes_ref_cog2026.csv"
needs_real = pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is absent")


@pytest.fixture(scope="session")
def outlines(demo):
    features = json.loads((demo.territory / "communes.geojson").read_text())["features"]
    return {one["properties"]["code"]: shape(one["geometry"]) for one in features}


@pytest.fixture(scope="session")
def real_rows():
    with REAL.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def fold(name):
    letters = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    return "".join(letter for letter in letters if letter.isalnum())


def read_table(demo, name):
    with (demo.territory / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def has_siren_key(code):
    doubled = [int(figure) * (1 + position % 2) for position, figure in enumerate(code)]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def test_a_true_siren_has_its_key_and_ours_have_not():
    assert has_siren_key("200069193")
    assert [code for code in EPCIS if has_siren_key(code)] == []


def test_there_are_thirty_seven_communes_from_60_to_31_000_residents():
    residents = sorted(commune.residents for commune in list_communes())

    assert len(residents) == 37
    assert (residents[0], residents[-1]) == (60, 31_000)


def test_every_outline_is_valid_and_holds_its_seat(outlines):
    seats = {one.code: to_lat_lon(one.seat)[::-1] for one in list_communes()}

    assert all(outline.is_valid for outline in outlines.values())
    assert all(outlines[code].contains(Point(seat)) for code, seat in seats.items())


def test_communes_tile_the_departement_without_overlap(demo, outlines):
    whole = json.loads((demo.territory / "departements.geojson").read_text())["features"][0]
    joined = unary_union(list(outlines.values()))

    overlaps = [a.intersection(b).area for a, b in combinations(outlines.values(), 2)]

    assert max(overlaps) == 0
    assert joined.geom_type == "Polygon"
    assert len(joined.interiors) == 0
    assert joined.symmetric_difference(shape(whole["geometry"])).area < 1e-12


def test_neighbours_share_the_very_points_of_their_border(outlines):
    uses = Counter(point for one in outlines.values() for point in set(one.exterior.coords))
    shared = sum(count > 1 for count in uses.values())

    assert shared > len(uses) / 2


def test_every_commune_touches_another(outlines):
    alone = [
        code
        for code, outline in outlines.items()
        if not any(outline.touches(other) for other in outlines.values() if other is not outline)
    ]

    assert alone == []


def test_the_territory_lies_at_sea_inside_the_box_of_france(outlines):
    west, south, east, north = unary_union(list(outlines.values())).bounds

    assert west > -5.2
    assert east < -2.5
    assert south > 45
    assert north < 46.5


@needs_real
def test_no_commune_has_the_name_of_a_real_one(real_rows):
    real = {fold(row["nom"]) for row in real_rows}

    assert [one.name for one in list_communes() if fold(one.name) in real] == []


@needs_real
def test_no_code_and_no_postcode_is_a_real_one(real_rows):
    codes = {row["code_insee"] for row in real_rows} | {row["epci_siren"] for row in real_rows}
    postcodes = {code for row in real_rows for code in row["codes_postaux_2020"].split("|")}
    communes = list_communes()

    assert codes.isdisjoint({*(one.code for one in communes), FORMER_COMMUNE, *EPCIS})
    assert postcodes.isdisjoint(code for one in communes for code in one.postcodes)


@needs_real
def test_the_tables_have_the_columns_of_the_documented_form(demo, real_rows):
    with REAL.with_name("indicateurs_communes.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))

    assert list(read_table(demo, "communes.csv")[0]) == [*real_rows[0], "surface_km2"]
    assert list(read_table(demo, "indicateurs_communes.csv")[0]) == header


def test_indicators_have_holes_where_secrecy_makes_them(demo):
    rows = {row["code_insee"]: row for row in read_table(demo, "indicateurs_communes.csv")}
    with_poverty = sum(bool(row["TP6021"]) for row in rows.values())

    assert with_poverty < len(rows) / 2
    assert rows["96021"]["MED21"] == ""
    assert rows[SIGHTS["merged"]]["TX_MENSEUL"] == ""
    assert rows[SIGHTS["town"]]["TP6021"] == "19.0"


def test_the_former_commune_is_followed_to_the_merged_one(demo):
    (movement,) = read_table(demo, "mouvements.csv")

    assert (movement["COM_AV"], movement["COM_AP"]) == ("96049", SIGHTS["merged"])


def test_every_sight_but_the_departement_is_a_commune():
    codes = {one.code for one in list_communes()}

    assert set(SIGHTS.values()) - codes == {"96"}
