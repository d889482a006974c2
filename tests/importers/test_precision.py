"""What a point is worth when its source does not say."""

import pytest

from recoudre.importers.precision import find_shared_points, judge_precision
from recoudre.vocabulary.lists import Kind, Precision
from recoudre.vocabulary.records import OccasionValues, ParsedRecord


def make_values(address: str, lat: float = 44.53091, lon: float = 5.06492) -> OccasionValues:
    return OccasionValues("Café", Kind.PLACE, address=address, lat=lat, lon=lon)


def make_row(address: str) -> ParsedRecord:
    return ParsedRecord(2, address, {}, make_values(address))


@pytest.mark.parametrize(
    ("values", "precision"),
    [
        (make_values("7 rue du Pont"), Precision.NUMBER),
        (make_values("place de l’Église"), Precision.STREET),
        (make_values(""), Precision.UNKNOWN),
        (make_values("7 rue du Pont", lat=44.53, lon=5.06), Precision.UNKNOWN),
    ],
)
def test_a_point_is_judged_by_its_address_and_its_decimals(values, precision):
    assert judge_precision(values, frozenset()).precision == precision


def test_a_point_that_two_addresses_share_says_the_commune_only():
    rows = [make_row("7 rue du Pont"), make_row("9 rue du Lac")]

    shared = find_shared_points(rows)

    assert judge_precision(rows[0].values, shared).precision == Precision.COMMUNE


def test_two_rows_at_one_address_share_it_rightly():
    rows = [make_row("7 rue du Pont"), make_row("7, Rue du pont")]

    assert find_shared_points(rows) == frozenset()


def test_what_the_source_says_is_kept():
    said = OccasionValues(
        "Café", Kind.PLACE, address="7 rue", lat=44.53091, lon=5.06492, precision=Precision.COMMUNE
    )

    assert judge_precision(said, frozenset()) is said
