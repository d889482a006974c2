"""Values of closed lists."""

import pytest

from recoudre.importers.repairs import find_choice, mend_choice, mend_choices
from recoudre.vocabulary.lists import Audience, Cost, Domain, Kind
from recoudre.vocabulary.records import Doubt, DoubtName


@pytest.mark.parametrize(
    "words", ["santé mentale", "Sante Mentale", "SANTÉ MENTALE", "mental_health"]
)
def test_a_word_or_a_slug_is_read_without_its_accents(words):
    assert find_choice(words, Domain) == Domain.MENTAL_HEALTH


@pytest.mark.parametrize("choices", [Kind, Cost, Audience, Domain])
def test_every_label_and_slug_names_its_value(choices):
    named = [(find_choice(one.label, choices), find_choice(one.value, choices)) for one in choices]

    assert named == [(one, one) for one in choices]


def test_an_unknown_value_is_a_doubt_that_names_the_known_ones():
    mended = mend_choice("pas cher", "cout", Cost)

    accepted = "gratuit, prix libre, tarif réduit possible, payant"
    assert mended.value is None
    assert mended.doubts == (
        Doubt(DoubtName.VALUE_UNKNOWN, "cout", f"pas cher (valeurs acceptées : {accepted})"),
    )


def test_a_list_keeps_what_it_knows_each_once():
    mended = mend_choices("familles | copains |seniors|Familles|", "publics", Audience)

    assert mended.value == (Audience.FAMILIES, Audience.SENIORS)
    assert len(mended.doubts) == 1
