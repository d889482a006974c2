"""The portrait in words: exact, agreeing, never a judgement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.portal.portraits.sentences import (
    tell_bonds,
    tell_cost,
    tell_kinds,
    tell_sectors,
    tell_steps,
    tell_week,
    tell_whole,
    write_sentences,
)
from recoudre.vocabulary.lists import Bond
from tests.portal.portraits.rows import make_row, plain


def test_nothing_listed_has_no_sentence():
    assert write_sentences([]) == []


def test_the_first_sentence_gives_the_limits_and_the_denominator():
    sentence = tell_whole(make_row("all", "all", 4))

    assert plain(sentence) == (
        "On recense ici 4 occasions de lien pour 1 000 habitants, "
        "soit entre 2,00 et 8,00 pour 1 000."
    )


def test_one_occasion_is_told_in_the_singular():
    assert "une seule occasion de lien" in tell_whole(make_row("all", "all", 1))


def test_unknown_residents_give_no_rate():
    row = make_row("all", "all", 4, residents=None, per_1000=None, per_1000_low=None)

    assert (
        plain(tell_whole(row))
        == "On recense ici 4 occasions de lien ; la population n’est pas connue."
    )


@pytest.mark.parametrize(
    ("counts", "total", "sentence"),
    [
        ({"place": 1}, 1, "C’est un lieu ; aucun moment ni aucun projet n’est recensé."),
        ({"place": 3}, 3, "Ce ne sont que des lieux ; aucun moment ni aucun projet n’est recensé."),
        (
            {"place": 3, "project": 1},
            4,
            "Ce sont 3 lieux et un projet ; aucun moment n’est recensé.",
        ),
        (
            {"place": 3, "gathering": 2, "project": 1},
            6,
            "Ce sont 3 lieux, 2 moments et un projet.",
        ),
        ({}, 2, ""),
    ],
)
def test_kinds_are_told_with_those_of_which_none_is_listed(counts, total, sentence):
    assert plain(tell_kinds(counts, total)) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {"elective": 4},
            "Un seul lien y est nommé : participation élective (4 sur 9) ; "
            "rien n’est recensé pour filiation, participation organique et citoyenneté.",
        ),
        ({}, "De quels liens il s’agit, aucune source ne le dit."),
    ],
)
def test_bonds_are_told_with_those_nobody_lists(counts, sentence):
    assert plain(tell_bonds(counts, 9)) == sentence


def test_all_four_bonds_leave_nothing_unlisted():
    assert "rien n’est recensé" not in tell_bonds(dict.fromkeys(Bond, 1), 4)


@pytest.mark.parametrize(
    ("counts", "end"),
    [
        (
            {"live": 2, "achieve": 1},
            "on ne sait rien de « naître » et « fertiliser son territoire ».",
        ),
        ({"born": 1, "live": 4, "achieve": 2, "nourish": 2}, "à « naître » (1 sur 5)."),
    ],
)
def test_steps_of_a_life_are_told(counts, end):
    assert plain(tell_steps(counts, 5)).endswith(end)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "Qui en répond n’est pas dit."),
        ({"commune": 1}, "Là où on le sait (1 sur 5), c’est une commune qui en répond."),
        ({"state": 2}, "Là où on le sait (2 sur 5), c’est toujours l’État qui en répond."),
        (
            {"association": 3, "commune": 1},
            "Là où l’on sait qui en répond (4 sur 5), c’est le plus souvent une association (3).",
        ),
    ],
)
def test_stewards_are_told_where_they_are_known(counts, sentence):
    assert plain(tell_sectors(counts, 5)) == sentence


@pytest.mark.parametrize(
    ("counts", "known", "sentence"),
    [
        ({}, 0, "Les horaires ne sont connus pour aucune."),
        (
            {"week_daytime": 2, "saturday": 1},
            2,
            "Quand on connaît les horaires (2 sur 5), on peut y aller la journée en semaine (2) "
            "et le samedi (1) ; on ne sait rien pour le soir en semaine et le dimanche.",
        ),
    ],
)
def test_the_week_is_told_with_what_nobody_knows(counts, known, sentence):
    assert plain(tell_week(counts, known, 5)) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "Le coût n’est dit pour aucune."),
        ({"free": 1}, "Le coût n’est connu que pour 1 sur 5 : elle est gratuite."),
        ({"free": 3}, "Le coût est connu pour 3 sur 5 : toutes sont gratuites."),
        ({"paid": 2}, "Le coût est connu pour 2 sur 5, et aucune n’est dite gratuite."),
        ({"free": 1, "paid": 1}, "Le coût est connu pour 2 sur 5 : une est gratuite."),
        ({"free": 2, "paid": 1}, "Le coût est connu pour 3 sur 5 : 2 sont gratuites."),
    ],
)
def test_the_cost_is_told_where_it_is_known(counts, sentence):
    assert plain(tell_cost(counts, 5)) == sentence


@given(
    st.dictionaries(st.sampled_from([bond.value for bond in Bond]), st.integers(1, 50)),
    st.integers(50, 99),
)
def test_every_bond_is_named_once_listed_or_not(counts, total):
    sentence = tell_bonds(counts, total)

    assert all(sentence.count(bond.label) == 1 for bond in Bond) or not counts
