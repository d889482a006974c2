"""The table of what makes no bond: a case by hand, its edges, and what holds for every rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers import relevance
from recoudre.importers.relevance import (
    RelevanceTableError,
    judge_relevance,
    list_rules,
    read_rules,
    read_table,
)
from recoudre.vocabulary.text import fold

HEADER = "source,field,words,codes,decision,why\n"


@pytest.fixture
def table(monkeypatch):
    """Give a table by hand instead of the one that ships."""

    def put(*lines):
        rules = read_rules(HEADER + "\n".join(lines))
        relevance._prepare_rules.cache_clear()
        monkeypatch.setattr(relevance, "read_table", lambda: rules)

    yield put
    relevance._prepare_rules.cache_clear()


def test_a_row_is_set_aside_with_the_sentence_of_its_rule(table):
    table("essai,title,job dating,,set_aside,Un recrutement.")

    rule = judge_relevance("essai", {"title": "Grand JOB-DATING de l’été"})

    assert rule.why == "Un recrutement."


def test_a_rule_that_keeps_wins_whatever_the_order(table):
    table("essai,title,emploi,,set_aside,Non.", "essai,body,fête,,keep,Une fête.")

    assert judge_relevance("essai", {"title": "Emploi", "body": "La fête du quartier"}) is None


def test_only_whole_words_count(table):
    table("essai,title,bal,,set_aside,Non.")

    assert judge_relevance("essai", {"title": "Balade en forêt"}) is None
    assert judge_relevance("essai", {"title": "Le grand bal"}) is not None


def test_a_star_takes_every_ending(table):
    table("essai,title,recrut*,,set_aside,Non.")

    assert judge_relevance("essai", {"title": "Recrutements d’hiver"}) is not None


def test_codes_are_compared_as_written_and_several_may_share_a_cell(table):
    table("essai,code,,F1*|007,set_aside,Non.")

    found = [judge_relevance("essai", {"code": code}) for code in ("F113", "007", "X;F1", "0070")]

    assert [rule is not None for rule in found] == [True, True, True, False]


def test_every_code_is_taken_by_a_lone_star_and_an_empty_cell_by_none(table):
    table("essai,code,,*,set_aside,Non.")

    assert judge_relevance("essai", {"code": "A1"}) is not None
    assert judge_relevance("essai", {"code": ""}) is None


def test_a_rule_of_every_source_applies_to_each(table):
    table("*,title,vide grenier,,set_aside,Non.")

    assert judge_relevance("autre", {"title": "Vide-grenier"}) is not None


def test_a_rule_of_one_source_leaves_the_others(table):
    table("essai,title,bal,,set_aside,Non.")

    assert judge_relevance("autre", {"title": "Bal"}) is None


@pytest.mark.parametrize(
    "line",
    [
        "essai,title,,,set_aside,Ni mots ni codes.",
        "essai,title,bal,A1,set_aside,Les deux.",
        "essai,title,bal,,peut-être,Une autre décision.",
        "essai,title,bal,,keep,",
    ],
)
def test_a_rule_that_says_nothing_is_named_with_its_row(line):
    with pytest.raises(RelevanceTableError, match="ligne 2"):
        read_rules(HEADER + line)


def test_each_rule_of_the_table_is_explained_by_a_whole_sentence():
    wrong = [rule for rule in read_table() if not rule.why.endswith(".")]

    assert wrong == []


def test_the_rules_of_a_source_are_listed_in_their_order():
    rules = list_rules("openagenda")

    assert rules == [rule for rule in read_table() if rule.source in ("*", "openagenda")]


@given(st.text(max_size=80))
def test_case_accents_and_punctuation_change_nothing(text):
    assert judge_relevance("openagenda", {"title": text}) == judge_relevance(
        "openagenda", {"title": fold(text)}
    )
