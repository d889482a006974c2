"""Search: words, places, facets, and the marks of the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.indexing import reindex_occasions
from recoudre.inventory.search import Box, Question, list_marks, search_occasions
from recoudre.inventory.search.question import Circle
from recoudre.inventory.search.words import cover_box, list_query_words, name_cells
from recoudre.vocabulary.lists import Bond, Cost
from recoudre.vocabulary.records import BondTag
from tests.stock import make_incoming, make_located


def find(**question: object) -> list[str]:
    return [one.name for one in search_occasions(Question(**question), limit=50).occasions]


@pytest.fixture
def village(write, register):
    """Three occasions: two in Dieulefit, one in Die; one without a point."""
    write(
        register,
        make_located("1", 44.530, 5.065, name="Bibliothèque de Dieulefit", cost=Cost.FREE),
        make_located("2", 44.535, 5.070, name="Jardin partagé", bonds=(BondTag(Bond.ELECTIVE),)),
        make_incoming(
            "3", name="Fête de la Clairette", commune_code="26113", summary="Marché et jardins"
        ),
    )


def test_accents_and_case_do_not_matter(village):
    assert find(words="BIBLIOTHEQUE") == ["Bibliothèque de Dieulefit"]


def test_an_inflected_word_is_found(village):
    assert find(words="bibliothèques") == ["Bibliothèque de Dieulefit"]


def test_every_word_must_be_there(village):
    assert find(words="jardin bibliothèque") == []


def test_small_words_do_not_narrow(village):
    assert find(words="une fête de la clairette") == ["Fête de la Clairette"]


def test_a_name_comes_before_a_mention(village):
    assert find(words="jardin") == ["Jardin partagé", "Fête de la Clairette"]


def test_around_a_point_the_nearest_comes_first(village):
    near = Circle(44.536, 5.071, 5)

    assert find(circle=near) == ["Jardin partagé", "Bibliothèque de Dieulefit"]


def test_the_limit_of_the_circle_holds(village):
    assert find(circle=Circle(44.530, 5.065, 0.1)) == ["Bibliothèque de Dieulefit"]


def test_a_territory_keeps_what_has_no_point(village):
    assert find(territory_code="26113") == ["Fête de la Clairette"]


def test_a_territory_holds_its_communes(village):
    assert len(find(territory_code="26")) == 3


def test_without_words_the_order_is_that_of_names(village):
    assert find() == ["Bibliothèque de Dieulefit", "Fête de la Clairette", "Jardin partagé"]


def test_a_facet_narrows_and_the_total_is_true(village):
    answer = search_occasions(Question(chosen={"cout": ("free",)}), limit=1)

    assert (answer.total, answer.counts["lien"]["elective"]) == (1, 0)


def test_pages_follow_one_another_without_a_double(village):
    pages = [search_occasions(Question(), limit=2, offset=start).occasions for start in (0, 2)]

    assert len({one.pk for page in pages for one in page}) == 3


@pytest.mark.parametrize("words", ['"', "AND OR NOT", "a*b:(", "';--", "café\x00", "-jardin", "🙂"])
def test_no_typed_character_breaks_a_search(village, words):
    assert isinstance(find(words=words), list)


def test_few_answers_are_one_mark_each(village):
    marks = list_marks(Question(territory_code="26114"))

    assert sorted(mark.name for mark in marks) == ["Bibliothèque de Dieulefit", "Jardin partagé"]


def test_many_answers_are_gathered_and_none_is_lost(village):
    marks = list_marks(Question(territory_code="26114"), most=1, rows=1)

    assert sum(mark.count for mark in marks) == 2


def test_the_map_shows_what_the_list_has_with_a_point(village):
    marks = list_marks(Question())

    assert sum(mark.count for mark in marks) == 2


def test_reindexing_changes_no_answer(village):
    before = find(words="jardin")

    reindex_occasions()

    assert find(words="jardin") == before


def test_words_are_few_folded_and_without_repeats():
    assert list_query_words("Le Café, le CAFÉ du coin") == ["cafe", "coin"]


def test_small_words_alone_are_kept():
    assert list_query_words("le la") == ["le", "la"]


boxes = st.tuples(
    st.floats(41, 51),
    st.floats(-5, 9),
    st.floats(0, 3),
    st.floats(0, 3),
    st.floats(0, 1),
    st.floats(0, 1),
)


@given(boxes)
def test_a_point_of_a_box_is_in_a_cell_that_covers_it(given_box):
    south, west, high, wide, up, right = given_box
    box = Box(south, west, south + high, west + wide)

    cells = cover_box(box.south, box.west, box.north, box.east)

    inside = name_cells(south + up * high, west + right * wide)
    assert not cells or set(cells) & set(inside)


@pytest.fixture
def crowd(write, register, monkeypatch):
    """Thirty gardens around Dieulefit, where eleven answers are already very many."""
    monkeypatch.setattr("recoudre.inventory.search.queries.BROAD", 10)
    write(
        register,
        *(
            make_located(
                str(n),
                44.53 + n / 1000,
                5.06,
                name=f"{'Le' if n % 2 else 'Jardin'} n{n:02}",
                summary="Jardin partagé",
                cost=Cost.FREE if n < 3 else None,
            )
            for n in range(30)
        ),
    )


def test_very_many_answers_are_counted_truly_and_their_choices_are_not(crowd):
    answer = search_occasions(Question(words="jardin"), limit=20)

    assert (answer.total, answer.placed, answer.counts) == (30, 30, {})


def test_among_very_many_answers_names_that_begin_with_the_words_come_first(crowd):
    names = [one.name for one in search_occasions(Question(words="jardin"), limit=20).occasions]

    assert names == sorted(names[:15]) + sorted(names[15:])
    assert {name.split()[0] for name in names[:15]} == {"Jardin"}


def test_the_pages_of_very_many_answers_hold_each_once(crowd):
    pages = [
        search_occasions(Question(words="jardin"), limit=7, offset=at).ids for at in range(0, 35, 7)
    ]

    assert sorted(pk for page in pages for pk in page) == sorted(
        search_occasions(Question(words="jardin"), limit=50).ids
    )
    assert sum(map(len, pages)) == 30


def test_around_a_point_very_many_answers_come_nearest_first(crowd):
    around = Question(circle=Circle(44.53, 5.06, 50))

    names = [one.name for one in search_occasions(around, limit=3).occasions]

    assert names == ["Jardin n00", "Le n01", "Jardin n02"]


def test_a_choice_narrows_very_many_answers(crowd):
    answer = search_occasions(Question(words="jardin", chosen={"cout": ("free",)}), limit=20)

    assert (answer.total, len(answer.ids)) == (3, 3)


def test_a_territory_with_very_many_answers_lists_them_by_name(crowd):
    names = [
        one.name for one in search_occasions(Question(territory_code="26"), limit=30).occasions
    ]

    assert names == sorted(names)
