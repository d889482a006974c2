"""Suggestions come from words that people validated, and say which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.conventions import FEWEST_EXAMPLES
from recoudre.analysis.suggestions import (
    Example,
    compute_measures,
    compute_suggestions,
    learn_classes,
)
from recoudre.analysis.suggestions.learning import list_terms
from recoudre.vocabulary.text import fold


def make_examples(count=FEWEST_EXAMPLES):
    """Make as many gardens that are ecology as choirs that are culture."""
    gardens = [
        Example(f"Jardin partagé et compost n {n}", frozenset({"ecology"}), f"26{n:03}", "26")
        for n in range(count)
    ]
    choirs = [
        Example(
            f"Chorale et concert n {n}", frozenset({"culture"}), f"07{n:03}", "07", ("seniors",)
        )
        for n in range(count)
    ]
    return gardens + choirs


def test_a_garden_suggests_ecology_and_says_which_words_led_to_it():
    [[suggested]] = compute_suggestions(
        learn_classes(make_examples()), ["Un nouveau jardin partagé"]
    )

    assert suggested.value == "ecology"
    assert set(suggested.words) <= {"jardin", "partagé"}
    assert suggested.words


def test_nothing_is_learnt_one_example_short():
    assert learn_classes(make_examples(FEWEST_EXAMPLES - 1)).classes == []


def test_words_never_seen_suggest_nothing():
    assert compute_suggestions(learn_classes(make_examples()), ["Zzyx", ""]) == [[], []]


def test_without_a_model_each_text_has_an_empty_answer():
    assert compute_suggestions(learn_classes([]), ["Jardin"]) == [[]]


def test_measures_count_what_a_model_that_never_saw_the_example_says():
    examples = make_examples(50)

    everywhere = {one.value: one for one in compute_measures(examples) if one.group_kind == "all"}

    assert everywhere["ecology"].right + everywhere["ecology"].missed == 50
    assert everywhere["ecology"].share_right == 1.0


def test_measures_are_told_by_department_and_by_audience():
    groups = {(one.group_kind, one.group) for one in compute_measures(make_examples(50))}

    assert {("department", "26"), ("department", "07"), ("audience", "seniors")} <= groups


def test_a_group_too_small_to_tell_is_left_out():
    examples = [
        *make_examples(50),
        Example("Jardin partagé", frozenset({"ecology"}), "05001", "05"),
    ]

    assert "05" not in {one.group for one in compute_measures(examples)}


def test_the_terms_are_stems_and_their_pairs():
    assert list_terms("Les jardins partagés") == ["jardin", "partag", "jardin partag"]


@pytest.mark.parametrize("threshold", [0.0, 0.5, 1.0])
def test_no_suggestion_is_under_the_threshold(threshold):
    learned = learn_classes(make_examples())

    found = compute_suggestions(learned, ["Jardin et concert", "Chorale"], threshold=threshold)

    assert all(one.probability >= threshold for said in found for one in said)


LEARNED = learn_classes(make_examples())


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_whatever_the_text_words_come_from_it_and_probabilities_are_shares(texts):
    found = compute_suggestions(LEARNED, texts, threshold=0.0)

    assert len(found) == len(texts)
    for text, said in zip(texts, found, strict=True):
        for one in said:
            assert 0 <= one.probability <= 1
            assert all(fold(word) in fold(text) for word in one.words)


def test_a_class_that_is_suggested_is_always_measured():
    examples = make_examples(FEWEST_EXAMPLES)

    assert {one.value for one in compute_measures(examples)} == set(learn_classes(examples).classes)


def test_the_examples_of_a_single_commune_are_parted_by_their_text():
    examples = [
        Example(one.text, one.classes, "26114", one.department) for one in make_examples(40)
    ]

    assert {one.value for one in compute_measures(examples)} == {"culture", "ecology"}
