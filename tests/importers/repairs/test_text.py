"""Spaces, escapes and fillers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.repairs import mend_text
from recoudre.importers.repairs.text import is_filler
from recoudre.vocabulary.records import Repair, RepairName


def test_line_breaks_and_doubled_spaces_become_one_space():
    mended = mend_text(" Rue de la mairie \n\n\n bourg", "adresse")

    assert mended.value == "Rue de la mairie bourg"
    assert mended.repairs == (
        Repair(
            RepairName.WHITESPACE,
            "adresse",
            " Rue de la mairie \n\n\n bourg",
            "Rue de la mairie bourg",
        ),
    )


@pytest.mark.parametrize(
    "cell",
    ["#N/D", "#N/A", "#NOM?", "#REF!", "#DIV/0!", "NC", "n.c.", "N/A", "-", "- - -", "?", "néant",
     "Non renseigné", "inconnue", "xx", "NULL", "0null", "."],
)  # fmt: skip
def test_a_filler_reads_as_empty(cell):
    mended = mend_text(cell, "adresse")

    assert mended.value == ""
    assert [repair.name for repair in mended.repairs] == [RepairName.PLACEHOLDER]


@pytest.mark.parametrize("cell", ["Y", "Nom", "Valeur", "Ré", "0", "Nan-sous-Thil", "Nc3"])
def test_a_short_word_that_means_something_is_kept(cell):
    assert mend_text(cell, "commune").value == cell


def test_escaped_characters_are_written_out():
    mended = mend_text(r"Lundi\xA0\x3A\x20Quillan", "commentaire")

    assert mended.value == "Lundi\xa0: Quillan"
    assert [repair.name for repair in mended.repairs] == [RepairName.ESCAPES]


def test_an_empty_cell_needs_no_repair():
    assert mend_text("", "adresse").repairs == ()


@given(st.text(max_size=60))
def test_a_mended_text_has_nothing_left_to_mend(text):
    # An escape may hide another one: the text that no longer has any is at rest.
    once = mend_text(text.replace("\\", "/"), "nom").value

    assert mend_text(once, "nom").repairs == ()


@given(st.text(max_size=40))
def test_the_repairs_lead_from_the_cell_to_the_value(text):
    mended = mend_text(text, "nom")
    path = [text, *(repair.after for repair in mended.repairs)]

    assert [repair.before for repair in mended.repairs] == path[:-1]
    assert path[-1] == mended.value


@given(st.text(max_size=40))
def test_a_filler_is_never_long(text):
    assert not (is_filler(text) and len(text) > 30)
