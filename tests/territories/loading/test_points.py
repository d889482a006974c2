"""Where France is."""

import pytest

from recoudre.territories.loading.points import is_in_france, is_swapped


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(44.54, 5.06), (48.86, 2.35), (16.25, -61.5), (4.9, -52.3), (-21.1, 55.5), (-12.8, 45.2)],
)
def test_a_french_point_is_in_france_and_only_one_way_round(lat, lon):
    assert is_in_france(lat, lon)
    assert not is_swapped(lat, lon)
    assert is_swapped(lon, lat)


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (6_400_000.0, 850_000.0), (40.7, -74.0)])
def test_elsewhere_is_not_taken_for_swapped(lat, lon):
    assert not is_in_france(lat, lon)
    assert not is_swapped(lat, lon)
