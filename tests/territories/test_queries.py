"""Reads of the territories."""

import pytest

from recoudre.territories.models import FormerCommune, Territory
from recoudre.territories.queries import (
    find_territory,
    follow_commune,
    follow_communes,
    list_children,
    list_communes_of,
    list_parents,
    list_whole_departments,
    load_commune_lookup,
    search_communes,
)
from recoudre.territories.services import add_territories
from tests.territories.conftest import COLUMNS, ROW_OF_OUTLINES, list_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(load):
    """The three communes of the row, and a former code of the first."""
    add_territories(loaded=load(contours_geojson=ROW_OF_OUTLINES), codes=["26"])
    FormerCommune.objects.create(code="26900", current_code="26001", source="INSEE")
    FormerCommune.objects.create(code="26901", current_code="26999", source="INSEE")


@pytest.fixture
def names(load):
    """Communes whose names look alike, from the most populated."""
    rows = [
        ("26113", "Die", 4_700, "26150"),
        ("26114", "Dieulefit", 3_289, "26220"),
        ("76217", "Dieppe", 28_000, "76200"),
        ("26264", "La Roche-de-Glun", 3_300, "26600"),
        ("26324", "Saint-Paul-Trois-Châteaux", 9_000, "26130"),
        ("2A004", "Ajaccio", 70_000, "20000|20090"),
        ("26002", "Granges-les-Beaumont-la-Roche", 1_000, "26600"),
    ]
    lines = [
        f"{code},{name},{code[:2]},D,84,R,,,{residents},,,{postcodes}"
        for code, name, residents, postcodes in rows
    ]
    add_territories(loaded=load(communes_csv="\n".join((COLUMNS, *lines))), codes=["france"])


@pytest.mark.parametrize(
    ("code", "name"),
    [("26", "Drôme"), ("r84", "Auvergne"), ("26001", "Aubrac"), ("26900", "Aubrac")],
)
def test_a_territory_is_found_by_its_code(row, code, name):
    assert find_territory(code).name == name


def test_an_unknown_code_finds_nothing(row):
    assert find_territory("99") is None


def test_codes_are_followed_in_bulk(row, django_assert_num_queries):
    codes = ["26001", "26900", "26901", "75112", "99999"]

    with django_assert_num_queries(2):
        followed = follow_communes(codes)

    assert followed == {
        "26001": "26001", "26900": "26001", "26901": None, "75112": None, "99999": None,
    }  # fmt: skip


def test_a_district_is_followed_when_its_city_is_held(load):
    paris = f"{COLUMNS}\n75056,Paris,75,Paris,11,Île-de-France,,,2113705,,,75001\n"
    add_territories(loaded=load(communes_csv=paris), codes=["75"])

    assert follow_commune("75112") == "75056"


def test_a_thousand_codes_and_more_are_followed(row):
    codes = [f"{number:05}" for number in range(24_000, 27_000)]

    followed = follow_communes(codes)

    assert [code for code in codes if followed[code]] == ["26001", "26002", "26003", "26900"]


@pytest.mark.parametrize(
    ("code", "communes"),
    [
        ("26", ["Aubrac", "La Bâtie", "Saint-Clair"]),
        ("R84", ["Aubrac", "La Bâtie", "Saint-Clair"]),
        ("200000001", ["Aubrac", "La Bâtie"]),
        ("26003", ["Saint-Clair"]),
    ],
)
def test_the_communes_of_a_territory_are_listed_by_name(row, code, communes):
    assert list_names(list_communes_of(find_territory(code))) == communes


@pytest.mark.parametrize(
    ("code", "parents"),
    [
        ("26001", ["CC du Rang", "Drôme", "Auvergne"]),
        ("26003", ["Drôme", "Auvergne"]),
        ("200000001", ["Drôme", "Auvergne"]),
        ("26", ["Auvergne"]),
        ("R84", []),
    ],
)
def test_parents_go_from_the_nearest_to_the_widest(row, code, parents):
    assert list_names(list_parents(find_territory(code))) == parents


@pytest.mark.parametrize(
    ("code", "children"),
    [
        ("R84", ["Drôme"]),
        ("26", ["CC du Rang", "Saint-Clair"]),
        ("200000001", ["Aubrac", "La Bâtie"]),
        ("26001", []),
    ],
)
def test_children_are_the_territories_just_below(row, code, children):
    assert list_names(list_children(find_territory(code))) == children


def test_an_epci_that_straddles_is_a_child_of_each_departement(load):
    add_territories(
        loaded=load(
            communes_csv=f"{COLUMNS}\n26001,A,26,Drôme,84,R,200000001,CC du Fleuve,1,,,\n"
            "07001,B,07,Ardèche,84,R,200000001,CC du Fleuve,1,,,\n"
        ),
        codes=["france"],
    )

    assert list_names(list_children(find_territory("07"))) == ["CC du Fleuve"]
    assert list_names(list_children(find_territory("26"))) == ["CC du Fleuve"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("die", ["Die", "Dieppe", "Dieulefit"]),
        ("DIEU", ["Dieulefit"]),
        ("la roche", ["La Roche-de-Glun", "Granges-les-Beaumont-la-Roche"]),
        ("roche", ["La Roche-de-Glun", "Granges-les-Beaumont-la-Roche"]),
        ("st paul", ["Saint-Paul-Trois-Châteaux"]),
        ("26220", ["Dieulefit"]),
        ("26600", ["La Roche-de-Glun", "Granges-les-Beaumont-la-Roche"]),
        ("26600 la roche", ["La Roche-de-Glun", "Granges-les-Beaumont-la-Roche"]),
        ("Die 26", ["Die", "Dieulefit"]),
        ("26114", ["Dieulefit"]),
        ("2a004", ["Ajaccio"]),
        ("20090", ["Ajaccio"]),
        ("zzz", []),
        ("", []),
        (" - ", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_communes_are_searched_by_name_postcode_or_code(names, words, found):
    assert list_names(search_communes(words)) == found


def test_a_search_stops_at_its_limit_and_takes_two_queries(names, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert list_names(search_communes("die", limit=2)) == ["Die", "Dieppe"]


def test_a_departement_is_whole_when_all_its_residents_are_held(row, load):
    assert list_whole_departments() == ["26"]

    Territory.objects.get(code="26003").delete()

    assert list_whole_departments() == []


def test_the_lookup_is_loaded_in_five_queries(row, django_assert_num_queries):
    with django_assert_num_queries(5):
        lookup = load_commune_lookup()

    assert lookup.departments == {"26"}
    assert lookup.follow("26900") == "26001"
    assert lookup.locate([(44.05, 5.15)]) == ["26002"]
    assert lookup.find_by_name("batie", "26200") == "26002"


def test_the_lookup_of_an_empty_observatory_knows_nothing():
    lookup = load_commune_lookup()

    assert lookup.follow("26001") is None
    assert lookup.locate([(44.05, 5.15)]) == [None]


def test_a_commune_without_outline_is_looked_up_by_its_point(load):
    add_territories(loaded=load(), codes=["26"])

    lookup = load_commune_lookup()

    assert lookup.contains("26001", 44.05, 5.05) is None
    assert lookup.compute_distance_m("26001", 44.05, 5.05) == 0
