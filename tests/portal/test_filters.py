"""The boxes of the filters."""

from bs4 import BeautifulSoup
from django.utils import translation

from recoudre.inventory.facets import FACETS
from recoudre.portal.filters import draw_facets

NONE = {facet.parameter: dict.fromkeys(map(str, facet.values), 0) for facet in FACETS}


def draw(chosen=None, **counts):
    merged = {name: NONE[name] | counts.get(name, {}) for name in NONE}
    return {group.parameter: group for group in draw_facets(merged, chosen or {})}


def list_boxes(group):
    return BeautifulSoup(group.options, "html.parser").find_all("input")


def test_a_box_says_its_value_its_words_and_its_count():
    label = BeautifulSoup(
        draw(lien={"elective": 1200})["lien"].options, "html.parser"
    ).label.find_next(id="f-lien-elective")

    assert label["value"] == "elective"
    assert label.parent.get_text("|") == "Participation élective|1\u202f200"


def test_a_box_is_drawn_in_the_language_of_the_reader():
    french = draw(lien={"elective": 1})["lien"]
    with translation.override("en"):
        english = draw(lien={"elective": 1})["lien"]

    assert (french.title, english.title) == ("Liens", "Bonds")
    assert "Participation élective" in french.options
    assert "Elective bond" in english.options


def test_what_is_chosen_is_ticked_even_when_it_gives_nothing():
    group = draw({"domaine": ("food",)})["domaine"]

    assert [box["value"] for box in list_boxes(group) if box.has_attr("checked")] == ["food"]
    assert group.ticked == 1


def test_a_long_list_shows_only_what_gives_an_answer():
    assert [box["value"] for box in list_boxes(draw(public={"seniors": 2})["public"])] == [
        "seniors"
    ]


def test_a_short_list_shows_its_zeros():
    assert len(list_boxes(draw()["jour"])) == 7


def test_a_group_without_box_is_left_out():
    assert set(draw()) == {"nature", "lien", "cout", "jour"}


def test_a_box_belongs_to_the_search_form():
    assert list_boxes(draw()["nature"])[0]["form"] == "recherche"
