"""Near pairs are all the near pairs, and no other."""

import math

import ibis
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.access.nearness import EARTH_RADIUS_M, pair_near
from tests.analysis.observation import list_rows


def lay_points(name, points):
    return ibis.memtable(
        {
            name: list(range(len(points))),
            "lat": [float(lat) for lat, _lon in points],
            "lon": [float(lon) for _lat, lon in points],
        }
    )


def measure(here, there):
    lat_1, lon_1, lat_2, lon_2 = np.radians([*here, *there])
    square = (
        math.sin((lat_2 - lat_1) / 2) ** 2
        + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(square))


def pairs_of(left, right, reach_m):
    pairs = pair_near(lay_points("a", left), lay_points("b", right), reach_m=reach_m)
    return {(row["a"], row["b"]): row["distance_m"] for row in list_rows(pairs, "a", "b")}


def test_a_hundredth_of_a_degree_of_latitude_is_eleven_hundred_metres():
    found = pairs_of([(44.5, 5.0)], [(44.51, 5.0)], reach_m=2_000)

    # 0.01 x pi / 180 x 6,371,008.8 m
    assert found[0, 0] == pytest.approx(1111.95, abs=0.01)


def test_a_pair_at_the_reach_itself_is_kept():
    limit = measure((44.5, 5.0), (44.6, 5.0))

    assert len(pairs_of([(44.5, 5.0)], [(44.6, 5.0)], reach_m=limit * (1 + 1e-12))) == 1


def test_a_pair_beyond_the_reach_is_left():
    assert pairs_of([(44.5, 5.0)], [(44.6, 5.0)], reach_m=11_000) == {}


def test_nothing_beside_nothing_is_nothing():
    assert pairs_of([(44.5, 5.0)], [(48.8, 2.3)], reach_m=10_000) == {}


POINTS = st.lists(
    st.tuples(
        st.floats(min_value=-21.5, max_value=51.2), st.floats(min_value=-63.0, max_value=56.0)
    ),
    min_size=1,
    max_size=12,
)
STEPS = st.lists(
    st.tuples(st.floats(min_value=-0.2, max_value=0.2), st.floats(min_value=-0.2, max_value=0.2)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(POINTS, STEPS, st.sampled_from([500.0, 5_000.0, 20_000.0]))
def test_the_grid_finds_what_comparing_every_pair_finds(left, steps, reach_m):
    right = [
        (lat + up, lon + across) for (lat, lon), (up, across) in zip(left, steps, strict=False)
    ]

    expected = {
        (i, j)
        for i, here in enumerate(left)
        for j, there in enumerate(right)
        if measure(here, there) <= reach_m * (1 - 1e-9)
    }
    found = pairs_of(left, right, reach_m)

    assert expected <= set(found)
    assert all(distance <= reach_m for distance in found.values())
