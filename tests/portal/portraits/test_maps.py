"""Where a territory lies."""

import pytest

from recoudre.portal.portraits.maps import draw_place
from recoudre.territories.models import Territory
from tests.portal.portraits.rows import plain

SQUARE = {"type": "Polygon", "coordinates": [[[5, 44], [6, 44], [6, 45], [5, 45], [5, 44]]]}


def make_territory(name, outline=SQUARE):
    return Territory(code=name, name=name, outline=outline)


def test_no_outline_draws_no_map():
    assert draw_place(make_territory("Die", None), [], []) is None


@pytest.mark.parametrize(
    ("around", "inside", "title"),
    [
        ([], [], "Die, seule : ses voisines ne sont pas connues"),
        (["Chamaloc"], [], "Die et la commune qui la touche"),
        (["Chamaloc", "Romeyer"], [], "Die et les 2 communes qui la touchent"),
        ([], ["Chamaloc"], "Die et le territoire qui en fait partie"),
        ([], ["Chamaloc", "Romeyer"], "Die et les 2 territoires qui en font partie"),
    ],
)
def test_the_map_says_what_it_shows(around, inside, title):
    figure = draw_place(
        make_territory("Die"),
        [make_territory(name) for name in around],
        [make_territory(name) for name in inside],
    )

    assert plain(figure.title) == title


def test_a_commune_is_outlined_among_its_neighbours():
    figure = draw_place(make_territory("Die"), [make_territory("Chamaloc")], [])

    assert figure.rows == (("Die", "ici"), ("Chamaloc", "voisine"))
    assert "is-mine" in figure.svg


def test_a_neighbour_without_outline_is_left_out():
    figure = draw_place(make_territory("Die"), [make_territory("Chamaloc", None)], [])

    assert [row[0] for row in figure.rows] == ["Die"]
