"""French text folded to be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.vocabulary.text import fold, fold_commune_name, slugify_french


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Dieulefit", "dieulefit"),
        ("Œuilly", "oeuilly"),
        ("Bourg-lès-Valence", "bourg les valence"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("  La   Roche-d'Æbutia. ", "la roche d aebutia"),
        ("Ça & là", "ca la"),
        ("", ""),
        ("'’-", ""),
    ],
)
def test_a_text_is_folded_to_plain_words(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("ST PAUL TROIS CHATEAUX", "Saint-Paul-Trois-Châteaux"),
        ("Ste-Jalle", "Sainte-Jalle"),
        ("CHAPELLE EN VERCORS", "La Chapelle-en-Vercors"),
        ("Aouste s/ Sye", "Aouste-sur-Sye"),
        ("ABERGEMENT CLEMENCIAT (L')", "Abergement-Clémenciat (L')"),
    ],
)
def test_a_commune_is_recognised_as_files_write_it(written, official):
    assert fold_commune_name(written) == fold_commune_name(official)


def test_an_article_alone_is_the_beginning_of_a_name():
    assert fold_commune_name("La") == "la"
    assert fold_commune_name("St") == "st"


def test_a_slug_has_hyphens_between_words():
    assert slugify_french("L’Île-d’Yeu") == "l-ile-d-yeu"


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_holds_only_plain_words(text):
    assert all(word.isascii() and word.isalnum() for word in fold(text).split(" ") if word)


@given(st.lists(st.text(max_size=60), max_size=8))
def test_a_long_text_is_folded_as_its_parts_are(parts):
    folded = [fold(part) for part in parts]

    assert fold(" ".join([*parts, "x" * 101])).split() == " ".join([*folded, "x" * 101]).split()
    assert fold(" ".join([*parts, *["mot"] * 30])) == " ".join(
        filter(None, [*folded, *["mot"] * 30])
    )
