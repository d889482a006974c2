"""A wider territory: its communes counted by verdict, listed by name, never ranked."""

import pytest

from recoudre.portal.portraits.boards import Commune, read_board
from tests.portal.portraits.findings import keep_findings, keep_run
from tests.portal.portraits.rows import lay_columns, make_gap, make_unsaid_gap, plain

PAIR = ("living_alone", "elective")
COMMUNES = [Commune("26113", "Die", "/die"), Commune("26114", "Dieulefit", "/dieulefit")]
CODES = [commune.code for commune in COMMUNES]


@pytest.fixture
def run(communes):
    run = keep_run()
    keep_findings(run, "26113", gaps=lay_columns([make_unsaid_gap("need_hidden")]))
    keep_findings(run, "26114", gaps=lay_columns([make_gap("gap")]))
    return run


def test_communes_are_counted_by_verdict(run):
    board = read_board(run, CODES, COMMUNES, PAIR)

    counts = board.rows[0].pairs[0].counts

    assert [plain(words) for _verdict, words in counts] == [
        "1 fêlure",
        "1 sans données suffisantes",
    ]


def test_communes_are_listed_by_name_under_their_verdict(run):
    board = read_board(run, CODES, COMMUNES, PAIR)

    assert [(one.verdict, [c.name for c in one.communes]) for one in board.lists] == [
        ("gap", ["Dieulefit"]),
        ("insufficient_data", ["Die"]),
    ]


def test_the_sentence_says_first_what_cannot_be_said_and_ends_in_a_question(run):
    sentence = plain(read_board(run, CODES, COMMUNES, PAIR).sentence)

    assert "on ne peut rien dire de 1 commune sur 2" in sentence
    assert sentence.endswith("?")


def test_a_commune_without_data_is_in_no_cell_and_is_hatched(run):
    board = read_board(run, CODES, COMMUNES, PAIR)

    assert ("Données insuffisantes", "1", "", "") in board.cells.rows
    assert ("Die", "données insuffisantes") in board.map.rows


def test_a_pair_that_was_not_analysed_gives_way_to_the_first_one(run):
    assert read_board(run, CODES, COMMUNES, ("poverty", "all")).chosen.slug == "living_alone"


def test_nothing_analysed_gives_no_board(communes):
    assert read_board(keep_run(), CODES, COMMUNES, PAIR) is None


def test_without_communes_to_list_there_is_neither_map_nor_list(run):
    board = read_board(run, CODES, [], PAIR)

    assert (board.map, board.lists) == (None, ())


def test_the_second_reading_asks_the_database_for_nothing(run, django_assert_num_queries):
    read_board(run, CODES, COMMUNES, PAIR)

    with django_assert_num_queries(0):
        read_board(run, CODES, COMMUNES, PAIR)


def test_a_territory_where_nothing_can_be_said_says_it_is_no_good_sign(communes):
    run = keep_run()
    keep_findings(run, "26113", gaps=lay_columns([make_unsaid_gap("need_hidden")]))

    assert "cela ne dit pas que tout va bien" in read_board(run, CODES, COMMUNES, PAIR).sentence
