"""Rows of territories: groups summed, outlines joined, neighbours."""

import pytest
from shapely import box

from recoudre.territories.geometry import read_geometry
from recoudre.territories.loading.assembly import assemble_territories
from recoudre.vocabulary.lists import Level
from tests.territories.conftest import COLUMNS, ROW_OF_OUTLINES, draw_square, write_outlines


def assemble(loaded, codes=("26001", "26002", "26003"), known_outlines=None):
    """Assemble and give the rows by code."""
    assembly = assemble_territories(loaded, codes, known_outlines or {})
    return {row.code: row for row in assembly.rows}


def test_the_residents_of_a_group_are_those_of_its_communes(load):
    rows = assemble(load())

    assert rows["26"].residents == 100 + 200 + 50
    assert rows["200000001"].residents == 100 + 200
    assert rows["26"].residents_year == 2023


def test_a_group_with_unknown_members_has_unknown_residents_and_outline(load):
    rows = assemble(load(is_fictional=False, contours_geojson=ROW_OF_OUTLINES))

    assert rows["26"].residents is None
    assert rows["26"].residents_year is None
    assert rows["26"].outline is None
    assert rows["200000001"].department_code == ""


def test_one_commune_with_unknown_residents_leaves_the_sum_unknown(load):
    rows = assemble(
        load(communes_csv=f"{COLUMNS}\n26001,A,26,D,84,R,,,100,,,\n26002,B,26,D,84,R,,,,,,\n"),
        ["26001"],
    )

    assert rows["26"].residents is None


def test_the_sum_is_that_of_all_the_communes_loaded_not_of_those_added(load):
    rows = assemble(load(), ["26001"])

    assert set(rows) == {"26001", "200000001", "26", "R84"}
    assert rows["200000001"].residents == 300


def test_groups_are_inside_one_another(load):
    rows = assemble(load())

    assert (rows["200000001"].department_code, rows["200000001"].region_code) == ("26", "R84")
    assert (rows["26"].department_code, rows["26"].region_code) == ("", "R84")
    assert (rows["R84"].department_code, rows["R84"].region_code) == ("", "")
    assert rows["R84"].level is Level.REGION


def test_an_epci_that_straddles_departements_is_in_none(load):
    rows = assemble(
        load(
            communes_csv=f"{COLUMNS}\n26001,A,26,Drôme,84,R,200000001,E,1,,,\n"
            "07001,B,07,Ardèche,84,R,200000001,E,1,,,\n"
        ),
        ["26001"],
    )

    assert rows["200000001"].department_code == ""
    assert rows["200000001"].region_code == "R84"


def test_the_outline_of_a_group_joins_those_of_its_communes(load):
    rows = assemble(load(contours_geojson=ROW_OF_OUTLINES))

    assert read_geometry(rows["200000001"].outline).equals(box(5.0, 44.0, 5.2, 44.1))
    assert read_geometry(rows["R84"].outline).equals(box(5.0, 44.0, 5.3, 44.1))


def test_one_unknown_outline_leaves_the_group_s_unknown(load):
    rows = assemble(load(contours_geojson=write_outlines(({"code": "26001"}, draw_square(5.0)))))

    assert rows["200000001"].outline is None


def test_an_outline_already_held_completes_a_group(load):
    loaded = load(contours_geojson=write_outlines(({"code": "26001"}, draw_square(5.0))))

    rows = assemble(loaded, ["26001"], {"26002": draw_square(5.1)})

    assert read_geometry(rows["200000001"].outline).equals(box(5.0, 44.0, 5.2, 44.1))
    assert rows["26001"].neighbour_codes == ["26002"]


def test_the_outline_given_for_a_departement_is_kept_and_makes_the_region(load):
    departement = {"code": "26", "region": "84"}
    rows = assemble(load(contours_geojson=write_outlines((departement, draw_square(5.0)))))

    assert rows["26"].outline == draw_square(5.0)
    assert read_geometry(rows["R84"].outline).equals(box(5.0, 44.0, 5.1, 44.1))


def test_neighbours_touch_and_are_unknown_without_outline(load):
    outlines = write_outlines(
        ({"code": "26001"}, draw_square(5.0)), ({"code": "26002"}, draw_square(5.1))
    )
    rows = assemble(load(contours_geojson=outlines))

    assert rows["26001"].neighbour_codes == ["26002"]
    assert rows["26003"].neighbour_codes is None


def test_a_commune_without_point_takes_one_inside_its_outline(load):
    rows = assemble(load(contours_geojson=ROW_OF_OUTLINES))

    assert (rows["26003"].lat, rows["26003"].lon) == pytest.approx((44.05, 5.25))


def test_a_group_without_outline_takes_the_point_of_its_middle_member(load):
    rows = assemble(load())

    assert (rows["200000001"].lat, rows["200000001"].lon) in {(44.05, 5.05), (44.05, 5.15)}


def test_an_area_is_never_computed_from_an_outline(load):
    rows = assemble(load(contours_geojson=ROW_OF_OUTLINES))

    assert all(row.area_km2 is None for row in rows.values())
