"""Who says what, and when."""

import pytest

from recoudre.inventory.models import Occasion, OccasionChange
from recoudre.inventory.queries import list_history, list_witnesses
from recoudre.portal.witnessing import (
    list_changes,
    list_disagreements,
    list_doubts,
    list_spoken,
    write_value,
)
from tests.stock import LATER, make_incoming, make_located


@pytest.fixture
def told_twice(village, write, open_source):
    """The library, told again by a source that is trusted less and knows an e-mail."""
    write(
        open_source,
        make_located(
            "9", 44.5301, 5.0651, name="Bibliothèque des Halles", phone="0475464970",
            email="halles@exemple.fr",
        ),
        at=LATER,
    )  # fmt: skip
    return Occasion.objects.get(name="Bibliothèque des Halles")


def test_each_source_says_what_it_is_the_witness_of(told_twice):
    register, other = list_spoken(told_twice, list_witnesses(told_twice))

    assert "Téléphone" in register.fields
    assert other.fields == ["Courriel"]


def test_two_points_close_together_do_not_disagree(told_twice):
    assert list_disagreements(told_twice, list_witnesses(told_twice)) == []


def test_a_doubt_told_twice_is_said_once(told_twice):
    records = list_witnesses(told_twice)
    for record in records:
        record.doubts = ["date_unreadable", "no_such_doubt"]

    assert list_doubts(records) == ["la date est illisible"]


def test_the_history_names_the_source_of_an_import(told_twice):
    OccasionChange.objects.filter(occasion=told_twice).update(cause="import registre")

    changes = list_changes(list_history(told_twice), list_witnesses(told_twice))

    assert {change.cause for change in changes} == {"registre"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("phone", "0475464970", "04\xa075\xa046\xa049\xa070"),
        ("cost", "free", "gratuit"),
        ("audiences", ["children", "seniors"], "enfants, seniors"),
        ("bonds", [{"bond": "elective"}, {"bond": "elective"}], "participation élective"),
        ("domains", [{"domain": "food"}], "alimentation"),
        ("steward", {"name": "La mairie"}, "La mairie"),
        (
            "timings",
            [{"starts_at": "2026-11-27T18:30:00"}],
            "vendredi 27 novembre 2026, 18\xa0h\xa030",
        ),
    ],
)
def test_a_stored_value_is_written_in_french(field, value, words):
    assert write_value(field, value) == words


def test_a_long_value_is_cut_at_a_word():
    assert len(write_value("description", "mot " * 200)) <= 161


def test_a_witness_of_a_contact_says_why_it_may_be_shown(register, write):
    write(register, make_incoming("1", phone="04 75 00 00 00"))
    occasion = Occasion.objects.get()

    [said] = list_spoken(occasion, list_witnesses(occasion))

    assert said.contact_basis == "publié par un registre public qui l’ouvre à tous"
    assert said.contact_proof == "liste publique"


def test_a_witness_of_no_contact_gives_no_basis(register, write):
    write(register, make_incoming("1"))
    occasion = Occasion.objects.get()

    [said] = list_spoken(occasion, list_witnesses(occasion))

    assert (said.contact_basis, said.contact_proof) == ("", "")


def test_a_consent_is_a_proof_in_itself(register, write):
    write(register, make_incoming("1", email="a@exemple.fr", contact_consented=True))
    occasion = Occasion.objects.get()

    [said] = list_spoken(occasion, list_witnesses(occasion))

    assert (said.contact_basis, said.contact_proof) == (
        "la personne ou la structure y consent",
        "",
    )
