"""The files of outlines."""

import json

import pytest
from shapely import box

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.geometry import read_geometry
from tests.territories.conftest import ROW_OF_OUTLINES, draw_square, write_outlines

MOVEMENTS = "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n32,2024-01-01,COM,26371,COM,26001\n"


def test_communes_departements_and_regions_are_told_apart(load):
    loaded = load(
        contours_geojson=write_outlines(
            ({"code": "26001"}, draw_square(5.0)),
            ({"code": "26", "region": "84"}, draw_square(5.0)),
            ({"code": "84"}, draw_square(4.0)),
            ({"code": "200000001"}, draw_square(5.1)),
        )
    )

    assert set(loaded.outlines) == {"26001", "26", "R84", "200000001"}


def test_a_commune_without_outline_is_legal_and_told(load):
    loaded = load(contours_geojson=write_outlines(({"code": "26001"}, None)))

    assert loaded.outlines == {}
    assert loaded.notes == ("contours.geojson, territoires sans contour : 1.",)


def test_the_outline_of_an_abolished_commune_joins_its_successor(load):
    outlines = write_outlines(
        ({"code": "26001"}, draw_square(5.0)), ({"code": "26371"}, draw_square(4.9))
    )

    loaded = load(contours_geojson=outlines, mouvements_csv=MOVEMENTS)

    assert set(loaded.outlines) == {"26001"}
    assert read_geometry(loaded.outlines["26001"]).equals(box(4.9, 44.0, 5.1, 44.1))
    assert loaded.notes == ()


def test_the_outline_of_an_abolished_commune_is_its_successor_s_without_another(load):
    outlines = write_outlines(({"code": "26371"}, draw_square(4.9)))

    loaded = load(contours_geojson=outlines, mouvements_csv=MOVEMENTS)

    assert read_geometry(loaded.outlines["26001"]).equals(box(4.9, 44.0, 5.0, 44.1))


def test_the_outline_of_a_commune_without_known_successor_is_told(load):
    loaded = load(contours_geojson=write_outlines(({"code": "26371"}, draw_square(4.9))))

    assert loaded.outlines == {}
    assert "1 (26371)" in loaded.notes[0]
    assert "mouvements de communes" in loaded.notes[0]


def test_a_delegated_commune_leads_to_its_commune_and_is_not_drawn(load):
    loaded = load(
        contours_geojson=write_outlines(
            ({"code": "26900", "commune": "26001"}, draw_square(4.9)),
            ({"code": "26001", "commune": None}, draw_square(5.0)),
        )
    )

    assert loaded.former["26900"].current_code == "26001"
    assert set(loaded.outlines) == {"26001"}


def test_swapped_axes_are_refused(load):
    swapped = {"type": "Polygon", "coordinates": [[[44, 5], [44.1, 5], [44.1, 5.1], [44, 5]]]}

    with pytest.raises(TerritoryFileError, match="26001 sont inversées"):
        load(is_fictional=False, contours_geojson=write_outlines(({"code": "26001"}, swapped)))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "le fichier est vide"),
        ("{", "JSON lisible"),
        ("[]", "pas un GeoJSON"),
        ('{"features": []}', "pas un GeoJSON"),
        (
            write_outlines(({"INSEE_COM": "26001", "NOM": "Aubrac"}, None)),
            "Propriétés trouvées : INSEE_COM, NOM",
        ),
        (
            write_outlines(({"code": "26001"}, {"type": "Point", "coordinates": [5, 44]})),
            "26001 n’est pas un polygone",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(load, content, problem):
    with pytest.raises(TerritoryFileError, match=problem):
        load(contours_geojson=content)


def test_every_outline_is_kept_as_published(load):
    loaded = load(contours_geojson=ROW_OF_OUTLINES)

    published = {
        feature["properties"]["code"]: feature["geometry"]
        for feature in json.loads(ROW_OF_OUTLINES)["features"]
    }
    assert loaded.outlines == published
