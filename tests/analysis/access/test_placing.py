"""A point says only what its precision lets it say."""

import math

import pytest

from recoudre.analysis.access.placing import (
    AREA_IF_UNKNOWN_KM2,
    count_placed,
    place_occasions,
)
from tests.analysis.observation import lay_occasions, lay_territories, list_rows

ARLES = lay_territories({"code": "13004", "area_km2": 759.0})
POINT = {"id": 1, "commune_code": "13004", "lat": 43.6, "lon": 4.6}


def place(*rows, territories=ARLES):
    return list_rows(place_occasions(lay_occasions(*rows), territories), "occasion_id")


@pytest.mark.parametrize("precision", ["number", "street", "locality"])
def test_a_point_finer_than_the_commune_is_not_blurred(precision):
    assert place(POINT | {"precision": precision})[0]["blur_m2"] == 0


@pytest.mark.parametrize("precision", ["commune", "unknown"])
def test_a_point_of_the_commune_is_blurred_by_its_area(precision):
    row = place(POINT | {"precision": precision})[0]

    assert row["is_blurred"]
    assert row["blur_m2"] == pytest.approx(759e6 / (4 * math.pi))


def test_an_unknown_area_is_read_as_that_of_an_ordinary_commune():
    unknown = lay_territories({"code": "13004"})

    row = place(POINT | {"precision": "commune"}, territories=unknown)[0]

    assert row["blur_m2"] == pytest.approx(AREA_IF_UNKNOWN_KM2 * 1e6 / (4 * math.pi))


def test_an_unknown_capacity_counts_as_one():
    assert [row["capacity"] for row in place(POINT, POINT | {"id": 2, "capacity": 80.0})] == [1, 80]


def test_an_occasion_without_a_point_is_not_placed():
    assert place(POINT | {"lat": None, "lon": None}) == []


def test_what_is_left_out_is_counted():
    occasions = lay_occasions(
        POINT,
        POINT | {"id": 2, "precision": "commune"},
        POINT | {"id": 3, "lat": None, "lon": None, "precision": "unknown"},
    )

    assert list_rows(count_placed(occasions), "commune_code") == [
        {"commune_code": "13004", "occasions": 3, "fine": 1, "blurred": 1, "without_point": 1}
    ]
