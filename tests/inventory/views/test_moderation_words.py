"""Delays, places and values in words, for who moderates."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.queries.moderation import Waiting
from recoudre.inventory.views.moderation.queue import PLACES_SHOWN, choose_places
from recoudre.inventory.views.moderation.telling import write_age, write_due_day
from recoudre.inventory.wording import FIELDS, write_values

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
COMMUNES = {"26114": "Dieulefit"}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "reçue aujourd’hui"),
        (1, "reçue hier"),
        (2, "attend depuis 2 jours"),
        (59, "attend depuis 59 jours"),
        (60, "attend depuis 2 mois"),
        (-1, "reçue aujourd’hui"),
    ],
)
def test_the_age_of_a_proposal_is_told_in_words(days, told):
    assert write_age(NOW - timedelta(days=days), NOW).replace("\xa0", " ") == told


def test_yesterday_is_a_day_of_here_not_twenty_four_hours():
    late_evening = datetime(2026, 3, 19, 22, 30, tzinfo=UTC)

    assert write_age(late_evening, datetime(2026, 3, 20, 6, tzinfo=UTC)) == "reçue hier"


def test_a_promise_says_its_day_and_whether_it_is_late():
    soon = write_due_day(NOW + timedelta(days=1), NOW).replace("\xa0", " ")
    late = write_due_day(NOW - timedelta(days=1), NOW).replace("\xa0", " ")

    assert soon == "réponse promise avant le samedi 21 mars"
    assert late == "en retard : réponse promise avant le jeudi 19 mars"


def test_without_a_promise_nothing_is_said():
    assert write_due_day(None, NOW) == ""


@pytest.mark.parametrize(
    ("field", "values", "told"),
    [
        ("commune_code", {"commune_code": "26114"}, "Dieulefit"),
        ("commune_code", {"commune_code": "99999"}, "99999"),
        ("address", {"address": "1 rue du Bourg", "postcode": "26220"}, "1 rue du Bourg 26220"),
        ("lat", {"lat": 44.5, "lon": 5.1, "precision": "street"}, "44.50000, 5.10000 (à la rue)"),
        ("kind", {"kind": "place"}, "lieu"),
        ("kind", {"kind": "castle"}, "castle"),
        ("audiences", {"audiences": ["families", "seniors"]}, "familles, seniors"),
        (
            "bonds",
            {"bonds": [{"bond": "elective", "foundation": "protection", "mark": "stated"}]},
            "participation élective (compter sur)",
        ),
        ("domains", {"domains": [{"domain": "food", "mark": "stated"}]}, "alimentation"),
        ("steward", {"steward": {"name": "Foyer"}}, "Foyer"),
        ("phone", {}, ""),
    ],
)
def test_a_stored_value_is_written_in_words(field, values, told):
    assert write_values(field, values, COMMUNES) == told


@given(st.sampled_from([name for name in FIELDS if name not in {"lat", "timings"}]))
def test_an_unknown_value_is_never_written(field):
    assert {write_values(field, {field: one}, {}) for one in ("", None, [])} == {""}


def make_waiting(code, epci="", *, is_commune=True):
    """Make a territory where one proposal waits."""
    return Waiting(code, code, is_commune=is_commune, epci_code=epci or code, count=1)


def test_few_places_are_all_shown():
    places = [make_waiting("A", is_commune=False), make_waiting("1", "A")]

    assert choose_places(places, "") == places


def test_many_places_are_folded_into_their_intercommunality():
    epcis = [make_waiting("A", is_commune=False), make_waiting("B", is_commune=False)]
    inside = [make_waiting(str(n), "A") for n in range(PLACES_SHOWN)]
    other = make_waiting("x", "B")

    assert choose_places([*epcis, *inside, other], "") == epcis
    assert choose_places([*epcis, *inside, other], "B") == [*epcis, other]
