"""A wider territory: its communes counted by verdict, listed by name, never ranked."""

import pytest

from recoudre.indicators.packing import Findings
from recoudre.portal.portraits.boards import Commune, read_board
from tests.portal.portraits.rows import lay_columns, make_standing, make_unsaid_standing, plain

PAIR = ("living_alone", "elective")
COMMUNES = [Commune("26113", "Die", "/die"), Commune("26114", "Dieulefit", "/dieulefit")]
ROWS = (make_standing("gap", "26114"), make_unsaid_standing("26113"))


def read(rows=ROWS, communes=COMMUNES, pair=PAIR):
    tables = {"standings": lay_columns(list(rows))} if rows else {}
    return read_board(Findings("26", tables), "1", communes, pair)


@pytest.fixture(autouse=True)
def _database(communes):
    """The outlines are read from the database."""


def test_communes_are_counted_by_verdict():
    counts = read().rows[0].pairs[0].counts

    assert [plain(words) for _verdict, words in counts] == [
        "1 fêlure",
        "1 sans données suffisantes",
    ]


def test_communes_are_listed_by_name_under_their_verdict():
    assert [(one.verdict, [c.name for c in one.communes]) for one in read().lists] == [
        ("gap", ["Dieulefit"]),
        ("insufficient_data", ["Die"]),
    ]


def test_two_cells_of_one_verdict_make_one_list_in_the_order_of_names():
    rows = [
        make_standing("no_gap", "26114", need_position="low"),
        make_standing("no_gap", "26113", access_position="high"),
    ]

    assert [[c.name for c in one.communes] for one in read(rows).lists] == [["Die", "Dieulefit"]]


def test_the_sentence_says_first_what_cannot_be_said_and_ends_in_a_question():
    sentence = plain(read().sentence)

    assert "on ne peut rien dire de 1 commune sur 2" in sentence
    assert sentence.endswith("?")


def test_a_territory_where_nothing_can_be_said_says_it_is_no_good_sign():
    sentence = read([make_unsaid_standing("26113 26114")]).sentence

    assert "cela ne dit pas que tout va bien" in sentence


def test_a_commune_without_data_is_in_no_cell_and_is_hatched():
    board = read()

    assert ("Données insuffisantes", "1", "", "") in board.cells.rows
    assert ("Die", "données insuffisantes") in board.map.rows


def test_the_title_of_the_map_counts_what_is_hatched():
    title = plain(read().map.title)

    assert title == "1 commune hachurée sur 2 : là, on ne peut rien dire"


def test_a_pair_that_was_not_analysed_gives_way_to_the_first_one():
    assert read(pair=("poverty", "all")).chosen.slug == "living_alone"


def test_nothing_analysed_gives_no_board():
    assert read(rows=()) is None


def test_a_region_is_counted_without_a_map_nor_a_list():
    board = read([make_standing("gap", "", communes=2, commune_codes=None)], communes=[])

    assert (board.map, board.lists) == (None, ())
    assert plain(board.rows[0].pairs[0].counts[0][1]) == "2 fêlures"


def test_the_second_reading_asks_the_database_for_nothing(django_assert_num_queries):
    read()

    with django_assert_num_queries(0):
        read()
