"""« C’est régulier »: what is typed becomes a rule, and the rule is shown again as it was typed."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.inventory.forms.regular import NO_LONGER, RegularForm
from recoudre.inventory.forms.schedule_values import make_rule, tell_regular, tell_rule
from recoudre.inventory.forms.sheets import SheetForm
from recoudre.inventory.wording import write_value
from recoudre.vocabulary.lists import SchoolBreak
from recoudre.vocabulary.schedules import LONG_AGO, Schedule, read_schedule, write_schedule

TODAY = date(2026, 11, 23)
FRIDAYS = {
    "rrule": "FREQ=MONTHLY;BYDAY=1FR;BYMONTH=1,2,3,4,5,6,9,10,11,12",
    "from": "2020-01-06T19:00:00",
    "school_holidays": "open",
    "minutes": 150,
}
TYPED_FRIDAYS = {
    "rule_rank": "1", "rule_day": "FR", "rule_every": "month", "rule_start": "19:00",
    "rule_end": "21:30", "rule_from_month": "9", "rule_to_month": "6", "rule_break": "open",
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _one_day():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        yield


def fill(kept=None, **typed):
    """Fill the block as its page shows it, but for what is typed."""
    initial = tell_regular(kept or {}, "26114", TODAY)
    shown = RegularForm(initial=initial)
    data = QueryDict(mutable=True)
    for name in shown.fields:
        value = typed.get(name, shown[name].value())
        several = list(value or []) if name == "rule_cancelled" else [str(value or "")]
        data.setlist(name, several)
    return RegularForm(data, initial=initial)


def read(kept=None, **typed):
    """Read the schedule of what is typed."""
    form = fill(kept, **typed)
    assert form.is_valid(), form.errors
    return form.cleaned_data["schedule"]


def test_the_first_friday_from_september_to_june_is_typed_and_said():
    kept = read(**TYPED_FRIDAYS)

    assert kept == FRIDAYS
    assert write_value("schedule", kept).replace("\xa0", " ") == (
        "le premier vendredi du mois de 19 h à 21 h 30, de septembre à juin, "
        "aussi pendant les vacances scolaires"
    )


def test_a_rule_that_cannot_be_read_is_shown_as_it_is_kept():
    assert write_value("schedule", {"rrule": "?"}) == "{'rrule': '?'}"


def test_every_week_needs_only_a_day_and_an_hour():
    assert read(rule_day="TU", rule_start="14:00")["rrule"] == "FREQ=WEEKLY;BYDAY=TU"


def test_every_second_week_asks_for_a_day_on_which_it_is_held():
    typed = {"rule_day": "SA", "rule_every": "two_weeks", "rule_start": "10:00"}

    assert list(fill(**typed).errors) == ["rule_first"]
    kept = read(**typed, rule_first="2026-12-05", rule_last="2027-06-30")
    assert kept["from"] == "2026-12-05T10:00:00"
    assert kept["rrule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;UNTIL=20270630T235959"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"rule_start": "19:00"}, "rule_day"),
        ({"rule_rank": "1"}, "rule_day"),
        ({"rule_except": "25/12/2026"}, "rule_day"),
        ({"rule_day": "TU"}, "rule_start"),
        ({"rule_day": "TU", "rule_start": "29:00"}, "rule_start"),
        ({"rule_day": "XX", "rule_start": "19:00"}, "rule_day"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_every": "month"}, "rule_rank"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_rank": "1", "rule_every": "week"},
         "rule_every"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_from_month": "9"}, "rule_to_month"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_to_month": "9"}, "rule_from_month"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_first": "2027-01-02",
          "rule_last": "2027-01-01"}, "rule_last"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_first": "0001-01-02"}, "rule_first"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_except": "Noël"}, "rule_except"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_add": "31/02/2027"}, "rule_add"),
        ({"rule_day": "TU", "rule_start": "19:00", "rule_except": "25/12/2026," * 90},
         "rule_except"),
        ({"rule_cancelled": ["demain"]}, "rule_cancelled"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_next_to_its_field(typed, field):
    form = fill(**typed)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert form.is_regular_told or field == "rule_cancelled"


def test_nothing_typed_is_no_rule():
    assert read() == {}
    assert not fill().is_regular_told


def test_days_set_apart_are_read_with_their_hour():
    kept = read(
        **TYPED_FRIDAYS, rule_except="25/12/2026; 01/01/2027",
        rule_add="12/06/2027, 19/06/2027 à 15h30",
    )  # fmt: skip

    assert kept["except"] == ["2026-12-25", "2027-01-01"]
    assert kept["add"] == ["2027-06-12T19:00:00", "2027-06-19T15:30:00"]


def test_one_next_date_is_cancelled_by_a_tick_and_held_again_without_it():
    cancelled = read(FRIDAYS, rule_cancelled=["2026-12-04"])

    assert cancelled == FRIDAYS | {"cancelled": ["2026-12-04"]}
    assert fill(cancelled)["rule_cancelled"].value() == ["2026-12-04"]
    assert read(cancelled, rule_cancelled=[]) == FRIDAYS


def test_six_dates_are_offered_the_soonest_first():
    choices = fill(FRIDAYS).fields["rule_cancelled"].choices

    assert [value for value, _ in choices] == [
        "2026-12-04", "2027-01-01", "2027-02-05", "2027-03-05", "2027-04-02", "2027-05-07",
    ]  # fmt: skip


def test_a_change_keeps_what_the_page_does_not_show():
    held = FRIDAYS | {"except": ["2020-05-01"], "cancelled": ["2020-06-05"], "zone": "A"}

    changed = read(held, rule_start="20:00", rule_end="")

    del held["minutes"]
    assert changed == held | {"from": "2020-01-06T20:00:00"}


def test_what_is_no_longer_regular_has_no_rule():
    assert read(FRIDAYS, rule_day=NO_LONGER) == {}


def test_a_rule_without_words_here_stays_and_its_dates_may_be_cancelled():
    held = {"rrule": "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=90", "from": "2026-11-02T10:00:00",
            "school_holidays": "unknown"}  # fmt: skip
    form = fill(held)

    assert "rule_day" not in form.fields
    assert list(form.rule_rows) == []
    assert "le lundi et le jeudi" in form.rule_said
    assert read(held, rule_cancelled=["2026-11-26"]) == held | {"cancelled": ["2026-11-26"]}


def test_a_page_that_does_not_show_the_block_changes_nothing():
    form = RegularForm(QueryDict("name=x"), initial=tell_regular(FRIDAYS, "26114", TODAY))

    assert form.is_valid()
    assert form.cleaned_data["schedule"] == FRIDAYS


def test_a_kept_rule_that_cannot_be_read_is_left_alone():
    assert tell_regular({"rrule": "?"}, "26114", TODAY) == {}


def test_a_sheet_that_is_no_longer_regular_says_so():
    form = SheetForm({})
    form.cleaned_data = dict.fromkeys(form.fields, "") | {"schedule": {}}
    form.cleaned_data["commune"] = type("Commune", (), {"code": "26114"})

    assert form.read_changes({"schedule": FRIDAYS, "commune_code": "26114"}) == {"schedule": {}}


DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))
SAID = st.fixed_dictionaries(
    {
        "rule_rank": st.sampled_from(["", "1", "2", "3", "4", "-1"]),
        "rule_day": st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
        "months": st.none() | st.tuples(st.integers(1, 12), st.integers(1, 12)),
        "is_fortnightly": st.booleans(),
        "first": DAYS,
        "rule_last": st.none() | DAYS,
    }
)


@st.composite
def schedules(draw):
    """Draw a schedule that the form has words for."""
    said = draw(SAID)
    months = said["months"] or ("", "")
    every = "two_weeks" if said["is_fortnightly"] and not said["rule_rank"] else ""
    rule = make_rule(
        said | {"rule_every": every, "rule_from_month": months[0], "rule_to_month": months[1]}
    )
    hour = draw(st.times()).replace(second=0, microsecond=0)
    last = said["rule_last"]
    first = min(said["first"], last) if last else said["first"]
    return Schedule(
        rule=rule,
        starts_at=datetime.combine(first if every else LONG_AGO, hour),
        minutes=draw(st.none() | st.integers(1, 1_439)),
        excepted=tuple(draw(st.lists(DAYS, max_size=3, unique=True))),
        school_break=draw(st.sampled_from([SchoolBreak.OPEN, SchoolBreak.UNKNOWN])),
    )


@settings(max_examples=60)
@given(schedules())
def test_whatever_rule_the_form_says_is_shown_again_and_left_alone_unchanged(schedule):
    kept = write_schedule(schedule)

    assert tell_rule(schedule) is not None
    assert read(kept) == kept


@settings(max_examples=60)
@given(schedules(), st.times())
def test_whatever_rule_is_shown_another_hour_changes_only_the_hour(schedule, hour):
    hour = hour.replace(second=0, microsecond=0)
    start = datetime.combine(date(2026, 1, 1), hour)
    end = (start + timedelta(minutes=schedule.minutes or 0)).time() if schedule.minutes else ""
    changed = read_schedule(
        read(write_schedule(schedule), rule_start=f"{hour:%H:%M}",
             rule_end=f"{end:%H:%M}" if isinstance(end, time) else "")
    )  # fmt: skip

    assert (changed.rule, changed.minutes, changed.school_break, changed.starts_at.time()) == (
        schedule.rule, schedule.minutes, schedule.school_break, hour,
    )  # fmt: skip
    assert set(changed.excepted) == set(schedule.excepted)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(sorted(RegularForm.base_fields)), st.text(max_size=30)))
def test_whatever_is_typed_is_read_or_refused(typed):
    form = RegularForm(typed)

    assert form.is_valid() or all(errors[0] for errors in form.errors.values())
