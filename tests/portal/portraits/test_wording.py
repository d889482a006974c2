"""Numbers and words that agree."""

import pytest

from recoudre.portal.portraits.wording import (
    capitalise,
    count_communes,
    count_occasions,
    count_residents,
    join_some,
    join_words,
    write_age,
)


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "une seule occasion"), (2, "2 occasions"), (12345, "12\u202f345 occasions")],
)
def test_a_number_of_occasions_agrees(count, words):
    assert count_occasions(count) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "aucune commune"), (1, "1 commune"), (2, "2 communes")]
)
def test_a_number_of_communes_agrees(count, words):
    assert count_communes(count) == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 habitant"), (2, "2 habitants")])
def test_a_number_of_residents_agrees(count, words):
    assert count_residents(count) == words


@pytest.mark.parametrize(
    ("words", "sentence"), [(["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_words_are_joined_as_a_sentence_does(words, sentence):
    assert join_words(words) == sentence


def test_one_name_too_many_is_written_rather_than_counted():
    assert join_some(["a", "b", "c"], 2) == "a, b et c"


def test_names_beyond_the_first_few_are_counted():
    assert join_some(["a", "b", "c", "d"], 2) == "a, b et 2 autres"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 jour"),
        (1, "1 jour"),
        (59, "59 jours"),
        (60, "2 mois"),
        (729, "24 mois"),
        (731, "2 ans"),
    ],
)
def test_an_age_is_told_in_round_words(days, words):
    assert write_age(days) == words


def test_a_word_of_a_day_to_come_is_not_told_as_negative():
    assert write_age(-3) == "0 jour"


def test_a_capital_leaves_the_rest_as_it_is():
    assert capitalise("école INSEE") == "École INSEE"
