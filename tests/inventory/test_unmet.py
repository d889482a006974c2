"""Searches in vain are counted without who, and told only when several people made them."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.models import UnmetSearch
from recoudre.inventory.queries.searches import list_unmet
from recoudre.inventory.services.searches import count_unmet
from recoudre.inventory.unmet import note_unmet, read_notes

MONDAY, TUESDAY = "2026-03-09T12:00:00+01:00", "2026-03-10T12:00:00+01:00"
SINCE = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    """A home of one's own, where notes wait."""
    settings.HOME = tmp_path
    return tmp_path


def note(times, words="repas partagé", code="26114"):
    """Note the same search several times."""
    for _ in range(times):
        note_unmet(words, code)


def test_five_searches_on_two_days_are_told(db):
    with time_machine.travel(MONDAY, tick=False):
        note(3)
    with time_machine.travel(TUESDAY, tick=False):
        note(2)

    assert count_unmet() == 5
    assert list_unmet(since=SINCE) == [("repas partage", 5, 2)]


@time_machine.travel(MONDAY, tick=False)
def test_many_searches_of_one_day_may_be_one_person_and_are_not_told(db):
    note(50)
    count_unmet()

    assert list_unmet(since=SINCE) == []


@pytest.mark.parametrize(
    "typed",
    ["06 12 34 56 78", "marie@example.org", "12 rue des Lilas", "", "a b c d e f g", "x" * 81],
)
def test_what_may_name_somebody_is_not_noted(typed, home):
    assert not note_unmet(typed, "26114")
    assert not (home / "unmet").exists()


def test_counting_twice_counts_once(db):
    note(3)

    assert (count_unmet(), count_unmet()) == (3, 0)
    assert UnmetSearch.objects.get().count == 3


def test_a_count_that_was_killed_is_taken_up(db, home):
    note(3)
    [path] = (home / "unmet").iterdir()
    path.rename(path.with_suffix(".7.counting"))
    note(2)

    assert count_unmet() == 5


def test_a_line_cut_short_is_passed_over(tmp_path):
    path = tmp_path / "2026-03-09.jsonl"
    path.write_text('["26114", "fete"]\n["26114", "fe', encoding="utf-8")

    assert list(read_notes(path)) == [("26114", "fete")]


def test_only_the_territories_asked_are_told(db):
    for day in (MONDAY, TUESDAY):
        with time_machine.travel(day, tick=False):
            note(5, code="26113")
    count_unmet()

    assert list_unmet(since=SINCE, territory_codes=["26114"]) == []
    assert len(list_unmet(since=SINCE, territory_codes=["26113"])) == 1


def test_a_home_that_cannot_be_written_takes_no_search_away(settings):
    settings.HOME = "/proc/nowhere"

    assert not note_unmet("fête", "")


@given(st.text(max_size=100))
def test_nothing_noted_holds_a_digit(typed):
    assert not (note_unmet(typed, "") and any(sign.isdigit() for sign in typed))
