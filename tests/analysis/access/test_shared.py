"""Shared access, beside the same sums written with plain loops."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.access import MissingAccess, shared_access
from recoudre.analysis.access.nearness import EARTH_RADIUS_M
from recoudre.analysis.errors import MissingColumnsError, ParameterError
from tests.analysis.observation import lay_bonds, lay_occasions, lay_territories, list_rows

DEGREE_M = math.pi * EARTH_RADIUS_M / 180
NEAR = {"code": "near", "residents": 300, "lat": 44.50, "lon": 5.0}
EDGE = {"code": "edge", "residents": 100, "lat": 44.55, "lon": 5.0}
FAR = {"code": "far", "residents": 900, "lat": 46.00, "lon": 5.0}
HALL = {"id": 1, "commune_code": "near", "lat": 44.50, "lon": 5.0}


def access_by_code(territories, occasions, bonds=(), bond="all", **parameters):
    access = shared_access(
        lay_territories(*territories), lay_occasions(*occasions), lay_bonds(*bonds), **parameters
    )
    return {
        row["code"]: row["per_1000"] for row in list_rows(access, "code") if row["bond"] == bond
    }


def test_those_in_reach_share_an_occasion_by_their_nearness():
    weight = math.exp(-((0.05 * DEGREE_M) ** 2) / (2 * 5_000**2))
    crowd = 300 * 1 + 100 * weight

    found = access_by_code([NEAR, EDGE, FAR], [HALL])

    assert found == {
        "near": pytest.approx(1000 / crowd),
        "edge": pytest.approx(1000 * weight / crowd),
        "far": 0.0,
    }


def test_an_almost_flat_decay_shares_equally():
    # 80 seats / (300 + 100) residents = 200 seats per 1,000 each.
    hall = HALL | {"capacity": 80.0}

    found = access_by_code([NEAR, EDGE], [hall], bandwidth_m=1e9)

    assert found == {"near": pytest.approx(200), "edge": pytest.approx(200)}


def test_an_occasion_counts_under_each_of_its_bonds_and_no_other():
    bonds = [(1, "elective"), (1, "elective"), (1, "organic")]

    by_bond = {
        bond: access_by_code([NEAR], [HALL], bonds, bond)["near"]
        for bond in ("all", "elective", "organic", "filiation", "citizenship")
    }

    assert by_bond == {
        "all": pytest.approx(1000 / 300),
        "elective": pytest.approx(1000 / 300),
        "organic": pytest.approx(1000 / 300),
        "filiation": 0.0,
        "citizenship": 0.0,
    }


def test_a_point_of_the_commune_is_never_as_near_as_a_point_of_the_street():
    precise = access_by_code([NEAR, EDGE], [HALL])
    blurred = access_by_code([NEAR, EDGE], [HALL | {"precision": "commune"}])

    assert blurred["near"] < precise["near"]
    assert blurred["edge"] > precise["edge"]


def test_blurred_points_are_counted_apart():
    access = shared_access(
        lay_territories(NEAR),
        lay_occasions(HALL, HALL | {"id": 2, "precision": "commune"}),
        lay_bonds(),
    )

    row = list_rows(access.filter(access.bond == "all"), "code")[0]

    assert (row["occasions_in_reach"], row["blurred_in_reach"]) == (2, 1)


@pytest.mark.parametrize(
    ("unknown", "reason"),
    [
        ({"lat": None, "lon": None}, MissingAccess.NO_POINT),
        ({"residents": None}, MissingAccess.NO_RESIDENTS),
    ],
)
def test_access_is_unknown_with_its_reason_and_not_zero(unknown, reason):
    access = shared_access(lay_territories(NEAR | unknown), lay_occasions(HALL), lay_bonds())

    rows = list_rows(access, "bond")

    assert len(rows) == 5
    assert {(row["per_1000"], row["occasions_in_reach"], row["reason"]) for row in rows} == {
        (None, None, reason.value)
    }


def test_an_occasion_where_nobody_lives_gives_to_no_one():
    deserted = NEAR | {"residents": 0}

    assert access_by_code([deserted], [HALL]) == {"near": 0.0}


def test_an_occasion_without_a_point_enters_nowhere():
    assert access_by_code([NEAR], [HALL | {"lat": None, "lon": None}]) == {"near": 0.0}


def test_levels_above_the_commune_are_not_demand():
    epci = NEAR | {"code": "epci", "level": "epci"}

    assert access_by_code([NEAR, epci], [HALL]) == {"near": pytest.approx(1000 / 300)}


def test_an_empty_inventory_gives_zero_access_everywhere():
    assert access_by_code([NEAR, EDGE], []) == {"near": 0.0, "edge": 0.0}


@pytest.mark.parametrize("name", ["reach_m", "bandwidth_m"])
@pytest.mark.parametrize("value", [0, -1.0, math.nan])
def test_a_distance_must_be_positive(name, value):
    with pytest.raises(ParameterError, match=name):
        access_by_code([NEAR], [HALL], **{name: value})


def test_a_missing_column_is_named():
    territories = lay_territories(NEAR).drop("residents")

    with pytest.raises(MissingColumnsError, match=r"'territories' lacks columns \['residents'\]"):
        shared_access(territories, lay_occasions(HALL), lay_bonds())


COMMUNES = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=5_000),
        st.floats(min_value=44.4, max_value=44.8),
        st.floats(min_value=4.9, max_value=5.3),
    ),
    min_size=1,
    max_size=6,
)
OCCASIONS = st.lists(
    st.tuples(
        st.floats(min_value=0, max_value=200),
        st.floats(min_value=44.4, max_value=44.8),
        st.floats(min_value=4.9, max_value=5.3),
        st.booleans(),
    ),
    max_size=6,
)


def lay_drawn(communes, occasions):
    territories = [
        {"code": f"{i}", "residents": residents, "lat": lat, "lon": lon, "area_km2": 12.0}
        for i, (residents, lat, lon) in enumerate(communes)
    ]
    rows = [
        {
            "id": i,
            "commune_code": "0",
            "capacity": capacity,
            "lat": lat,
            "lon": lon,
            "precision": "commune" if is_blurred else "street",
        }
        for i, (capacity, lat, lon, is_blurred) in enumerate(occasions)
    ]
    return territories, rows


def weigh(commune, occasion):
    """The weight of a pair, as the documentation says it."""
    lat_1, lon_1, lat_2, lon_2 = (
        math.radians(value) for value in (commune[1], commune[2], occasion[1], occasion[2])
    )
    square = (
        math.sin((lat_2 - lat_1) / 2) ** 2
        + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    )
    distance_m = 2 * EARTH_RADIUS_M * math.asin(math.sqrt(square))
    variance = 5_000**2 + (12e6 / (4 * math.pi) if occasion[3] else 0)
    return math.exp(-(distance_m**2) / (2 * variance)) if distance_m <= 10_000 else 0.0


def share_by_hand(communes, occasions):
    crowds = [sum(c[0] * weigh(c, o) for c in communes) for o in occasions]
    return {
        f"{i}": 1000
        * sum(
            o[0] * weigh(c, o) / crowd
            for o, crowd in zip(occasions, crowds, strict=True)
            if crowd > 0
        )
        for i, c in enumerate(communes)
    }


@settings(max_examples=8, deadline=None)
@given(COMMUNES, OCCASIONS)
def test_access_is_what_plain_loops_give(communes, occasions):
    territories, rows = lay_drawn(communes, occasions)

    found = access_by_code(territories, rows)

    assert found == pytest.approx(share_by_hand(communes, occasions), rel=1e-9, abs=1e-12)


@settings(max_examples=8, deadline=None)
@given(COMMUNES, OCCASIONS)
def test_no_seat_is_lost_or_invented(communes, occasions):
    """Seats handed out equal the capacity of the occasions that someone can reach."""
    territories, rows = lay_drawn(communes, occasions)
    expected = sum(o[0] for o in occasions if sum(c[0] * weigh(c, o) for c in communes) > 0)

    found = access_by_code(territories, rows)

    handed = sum(row["residents"] * found[row["code"]] / 1000 for row in territories)
    assert handed == pytest.approx(expected)


@settings(max_examples=4, deadline=None)
@given(COMMUNES, OCCASIONS)
def test_permuting_the_rows_changes_nothing(communes, occasions):
    territories, rows = lay_drawn(communes, occasions)

    before = access_by_code(territories, rows)
    after = access_by_code(territories[::-1], rows[::-1])

    assert after == pytest.approx(before, rel=1e-12)
