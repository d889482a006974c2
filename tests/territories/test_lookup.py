"""What an import asks about communes."""

import pytest
from shapely import box

from recoudre.territories.lookup import CommuneLookup, KnownCommune


@pytest.fixture
def lookup():
    """Two squares side by side, a commune without outline, and two namesakes in the Ain."""
    communes = [
        KnownCommune("26001", "Aubrac", "26", 44.05, 5.05, box(5.0, 44.0, 5.1, 44.1), ("26100",)),
        KnownCommune("26002", "La Bâtie", "26", 44.05, 5.15, box(5.1, 44.0, 5.2, 44.1), ("26100",)),
        KnownCommune("26003", "Saint-Clair-sur-Rhône", "26", None, None, None, ("26300", "26310")),
        KnownCommune("01001", "Les Ormes", "01", 46.0, 5.0, None, ("01100",)),
        KnownCommune("01002", "Ormes", "01", 46.1, 5.0, None, ("01200",)),
        KnownCommune("2B001", "Calvi", "2B", None, None, None, ("20260",)),
        KnownCommune("75056", "Paris", "75", 48.86, 2.34, None, ("75011", "75012")),
    ]
    return CommuneLookup(
        {commune.code: commune for commune in communes},
        {"26900": "26001", "26901": "26999"},
        frozenset({"26"}),
    )


def test_a_code_is_followed_to_today(lookup):
    assert lookup.follow("26001") == "26001"
    assert lookup.follow("26900") == "26001"
    assert lookup.follow("75112") == "75056"
    assert lookup.follow("2b001") == "2B001"


@pytest.mark.parametrize("code", ["26901", "26998", "69383", "", "Aubrac"])
def test_an_unknown_code_is_not_followed(lookup, code):
    assert lookup.follow(code) is None


def test_outside_is_told_from_unknown(lookup):
    assert lookup.is_outside("07001")
    assert lookup.is_outside("01003")  # the Ain is not held whole
    assert not lookup.is_outside("26998")
    assert not lookup.is_outside("26900")


@pytest.mark.parametrize(
    ("name", "postcode", "code"),
    [
        ("AUBRAC", "26100", "26001"),
        ("Batie", "26100", "26002"),
        ("ST CLAIR S/ RHONE", "26310", "26003"),
        ("Saint-Clair-sur-Rhône CEDEX", "26305", "26003"),
        ("St Clair sur Rhône Cedex 09", "26905", "26003"),
        ("Ormes", "01200", "01002"),
        ("Paris 12e", "75012", "75056"),
        ("PARIS 11EME ARRONDISSEMENT", "75011", "75056"),
        ("Paris 01", "75001", "75056"),
        ("calvi", "20214", "2B001"),
    ],
)
def test_a_commune_is_found_by_name_and_postcode(lookup, name, postcode, code):
    assert lookup.find_by_name(name, postcode) == code


@pytest.mark.parametrize(
    ("name", "postcode"),
    [
        ("Ormes", "01900"),  # two namesakes in the département
        ("Aubrac", "07100"),  # right name, wrong département
        ("Aubrac", ""),
        ("", "26100"),
        ("Aubr", "26100"),
    ],
)
def test_a_doubtful_name_finds_nothing(lookup, name, postcode):
    assert lookup.find_by_name(name, postcode) is None


def test_points_are_located_in_bulk(lookup):
    points = [(44.05, 5.05), (44.05, 5.15), (45.0, 5.05), (None, None), (float("nan"), 5.0)]

    assert lookup.locate(points) == ["26001", "26002", None, None, None]


def test_a_point_on_a_shared_border_goes_to_the_smallest_code(lookup):
    assert lookup.locate([(44.05, 5.1)]) == ["26001"]


def test_no_point_and_no_outline_are_located_nowhere(lookup):
    assert lookup.locate([]) == []
    assert CommuneLookup({}, {}, frozenset()).locate([(44.05, 5.05)]) == [None]


def test_a_point_just_out_of_a_simplified_outline_is_still_inside(lookup):
    # 0.01 degree south of the square is 1.1 km, 0.03 degree is 3.3 km.
    assert lookup.contains("26001", 44.05, 5.05) is True
    assert lookup.contains("26001", 43.99, 5.05) is True
    assert lookup.contains("26001", 43.97, 5.05) is False
    assert lookup.contains("26001", 43.99, 5.05, tolerance_m=0) is False


def test_without_outline_nothing_is_said_of_a_point(lookup):
    assert lookup.contains("26003", 44.05, 5.05) is None
    assert lookup.contains("99999", 44.05, 5.05) is None


def test_the_distance_to_a_commune_is_that_of_its_point(lookup):
    assert lookup.compute_distance_m("26001", 44.06, 5.05) == pytest.approx(1_112, rel=0.01)
    assert lookup.compute_distance_m("26003", 44.06, 5.05) is None
    assert lookup.compute_distance_m("99999", 44.06, 5.05) is None
