"""Coordinates: commas, projections, swapped axes, nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from recoudre.importers.repairs import mend_point
from recoudre.importers.repairs.points import FRENCH_BOXES, is_in_france, read_number
from recoudre.vocabulary.records import Doubt, DoubtName, Repair, RepairName

TO_LAMBERT_93 = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)


def _mend(lat, lon):
    return mend_point(lat, lon, "latitude, longitude")


def _names(mended):
    return [repair.name for repair in mended.repairs]


def test_a_point_of_france_needs_no_repair():
    mended = _mend("44.5309", "5.0649")

    assert (mended.value, mended.repairs, mended.doubts) == ((44.5309, 5.0649), (), ())


def test_decimal_commas_are_read():
    mended = _mend("44,5309", "5,0649")

    assert mended.value == (44.5309, 5.0649)
    assert mended.repairs == (
        Repair(RepairName.DECIMAL_COMMA, "latitude, longitude", "44,5309 5,0649", "44.5309 5.0649"),
    )


def test_lambert_93_becomes_degrees():
    # The centre of the projection: 700,000 m east, 6,600,000 m north is 46.5° N, 3° E.
    mended = _mend("700000", "6600000")

    assert mended.value == (46.5, 3.0)
    assert _names(mended) == [RepairName.LAMBERT_93]


def test_lambert_93_is_read_in_either_order_and_with_commas():
    assert _mend("6600000,0", "700 000,0").value == (46.5, 3.0)


def test_swapped_axes_are_put_right_without_a_commune():
    mended = _mend("5.0649", "44.5309")

    assert mended.value == (44.5309, 5.0649)
    assert _names(mended) == [RepairName.SWAPPED_AXES]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(16.25, -61.5), (14.6, -61.0), (4.9, -52.3), (-20.9, 55.5), (-12.8, 45.2), (46.8, -56.2),
     (-22.1, 166.5), (-17.5, -149.6), (18.07, -63.08), (17.9, -62.85), (-13.3, -176.2)],
)  # fmt: skip
def test_overseas_france_is_france_in_either_order(lat, lon):
    assert _mend(str(lat), str(lon)).value == (lat, lon)
    assert _mend(str(lon), str(lat)).value == (lat, lon)


@pytest.mark.parametrize("zero", ["0", "0.0", "0,000", "0.001"])
def test_null_island_is_no_place(zero):
    mended = _mend(zero, zero)

    assert mended.value is None
    assert _names(mended)[-1] == RepairName.NULL_ISLAND


def test_a_point_outside_france_is_no_point_and_a_doubt():
    mended = _mend("48.20849", "16.37208")

    assert mended.value is None
    assert mended.doubts == (
        Doubt(DoubtName.POINT_OUTSIDE_FRANCE, "latitude, longitude", "48.20849 16.37208"),
    )


@pytest.mark.parametrize(("lat", "lon"), [("près du lavoir", ""), ("44.5", ""), ("44.5", "1e400")])
def test_half_a_point_or_words_are_unreadable(lat, lon):
    mended = _mend(lat, lon)

    assert mended.value is None
    assert [doubt.name for doubt in mended.doubts] == [DoubtName.POINT_UNREADABLE]


def test_no_point_at_all_is_a_legal_absence():
    assert _mend("", " ") == _mend("", "")
    assert _mend("", "").doubts == ()


def test_fillers_are_an_absence():
    mended = _mend("#N/D", "-")

    assert (mended.value, _names(mended), mended.doubts) == (None, [RepairName.PLACEHOLDER], ())


@given(st.floats(42.5, 50.5), st.floats(-4.5, 8.0))
def test_lambert_93_round_trips_within_a_metre(lat, lon):
    easting, northing = TO_LAMBERT_93.transform(lon, lat)

    found = _mend(f"{easting:.2f}", f"{northing:.2f}").value

    assert found == (pytest.approx(lat, abs=1e-5), pytest.approx(lon, abs=1e-5))


@given(st.sampled_from(sorted(FRENCH_BOXES)), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_comma_or_a_swap_never_moves_a_point_of_france(box, up, right):
    south, north, west, east = FRENCH_BOXES[box]
    lat, lon = round(south + up * (north - south), 5), round(west + right * (east - west), 5)

    assert _mend(f"{lat:.5f}".replace(".", ","), f"{lon:.5f}").value == (lat, lon)
    assert _mend(f"{lon:.5f}", f"{lat:.5f}").value == (lat, lon)


@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_a_point_is_in_france_or_absent(lat, lon):
    point = _mend(lat, lon).value

    assert point is None or is_in_france(*point)


@given(st.decimals(min_value=-(10**7), max_value=10**7, places=3))
def test_a_number_is_read_in_french_as_in_english(number):
    assert read_number(str(number).replace(".", ",")) == float(number)
