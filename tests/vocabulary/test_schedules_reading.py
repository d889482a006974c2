"""A schedule said in French is read whole, or not at all."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.vocabulary.lists import SchoolBreak
from recoudre.vocabulary.schedules import LONG_AGO, Schedule, end_on, join_rule, list_dates
from recoudre.vocabulary.schedules_french import write_sentence, write_whole_sentence
from recoudre.vocabulary.schedules_reading import read_sentence

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("le premier vendredi du mois à 19 h, de septembre à juin",
         "FREQ=MONTHLY;BYDAY=1FR;BYMONTH=1,2,3,4,5,6,9,10,11,12"),
        ("Tous les premiers vendredis à 19 h", "FREQ=MONTHLY;BYDAY=1FR"),
        ("Le 1er vendredi de chaque mois, 19h.", "FREQ=MONTHLY;BYDAY=1FR"),
        ("le premier et le troisième samedi du mois à 19 h", "FREQ=MONTHLY;BYDAY=1SA,3SA"),
        ("le 2e jeudi du mois à 19 heures", "FREQ=MONTHLY;BYDAY=2TH"),
        ("le dernier dimanche du mois à 19:00", "FREQ=MONTHLY;BYDAY=-1SU"),
        ("le 1er et le 15 du mois à 19 h", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("chaque mardi à 19 h", "FREQ=WEEKLY;BYDAY=TU"),
        ("les mardis et vendredis, à 19 h", "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("du lundi au mercredi à 19h00", "FREQ=WEEKLY;BYDAY=MO,TU,WE"),
        ("chaque semaine, le mardi à 19 h", "FREQ=WEEKLY;BYDAY=TU"),
        ("tous les jours à 19 h sauf en août",
         "FREQ=DAILY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"),
        ("le mardi à 19 h, en juin et juillet", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=6,7"),
        ("le mardi à 19 h, d’avril à juin", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=4,5,6"),
        ("le 14 juillet, chaque année, à 19 h", "FREQ=YEARLY;BYMONTHDAY=14;BYMONTH=7"),
    ],
)  # fmt: skip
def test_what_people_write_is_read(said, rule):
    schedule = read_sentence(said)

    assert schedule is not None
    assert (schedule.rule, schedule.starts_at.hour) == (rule, 19)


def test_a_bare_hour_after_a_comma_is_read_as_the_beginning():
    assert read_sentence("le mardi, 19h").starts_at.hour == 19


def test_every_second_week_needs_a_first_day():
    said = "tous les quinze jours le samedi à 10 h"

    assert read_sentence(said) is None
    anchored = read_sentence(f"{said}, à partir du 5 septembre 2026")
    assert anchored == read_sentence(said, first_day=date(2026, 9, 5))
    assert anchored.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"
    dates = list_dates(anchored, since=date(2026, 9, 1), until=date(2026, 9, 30))
    assert [one.starts_at.day for one in dates] == [5, 19]


def test_so_many_times_needs_a_first_day():
    assert read_sentence("le mardi à 19 h, 5 fois") is None
    assert read_sentence("le mardi à 19 h, 5 fois, dès le 1er septembre 2026") is not None


def test_days_set_apart_and_the_holidays_are_read():
    schedule = read_sentence(
        "chaque vendredi de 14 h à 16 h 30, hors vacances scolaires, "
        "sauf le 25/12/2026 et le 1er janvier 2027, et aussi le 3 juin 2027"
    )

    assert schedule.minutes == 150
    assert schedule.school_break == SchoolBreak.CLOSED
    assert schedule.excepted == (date(2026, 12, 25), date(2027, 1, 1))
    assert schedule.added == (datetime.fromisoformat("2027-06-03T14:00"),)


def test_the_last_day_said_is_itself_held():
    schedule = read_sentence("le mardi à 19 h, du 08/09/2026 au 15/09/2026")

    dates = list_dates(schedule, since=date(2026, 9, 1), until=date(2026, 12, 31))
    assert [one.starts_at.day for one in dates] == [8, 15]


@pytest.mark.parametrize(
    "said",
    [
        "", "bientôt", "le mardi", "à 19 h", "le mardi à 25 h", "le mardi à 10 h et à 14 h",
        "peut-être le mardi à 19 h", "l’été, le mardi à 10 h", "2 fois par mois le mardi à 10 h",
        "le mardi à 19 h, sauf le 31/02/2027", "le mardi ou le jeudi à 19 h",
        "le 32 du mois à 19 h", "le mardi à 19 h" + " et" * 2_000,
    ],
)  # fmt: skip
def test_half_a_rule_is_no_rule(said):
    assert read_sentence(said) is None


@given(st.text("lemardi 0123456789hàdu,/’", max_size=80) | st.text(max_size=80))
def test_whatever_is_written_is_read_or_left(said):
    schedule = read_sentence(said)

    assert schedule is None or isinstance(schedule, Schedule)


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
INTERVALS = st.sampled_from(["", "2", "3"])
PARTS = st.one_of(
    st.builds(
        lambda days, n: {"FREQ": "WEEKLY", "INTERVAL": n, "BYDAY": ",".join(days)},
        st.lists(st.sampled_from(CODES), min_size=1, max_size=6, unique=True), INTERVALS,
    ),
    st.builds(
        lambda days, n: {"FREQ": "MONTHLY", "INTERVAL": n, "BYDAY": ",".join(days)},
        st.lists(
            st.builds("{}{}".format, st.sampled_from([1, 2, 3, 4, 5, -1, -2]),
                      st.sampled_from(CODES)),
            min_size=1, max_size=3, unique=True,
        ),
        INTERVALS,
    ),
    st.builds(
        lambda days, n: {"FREQ": "MONTHLY", "INTERVAL": n, "BYMONTHDAY": ",".join(days)},
        st.lists(st.integers(1, 31).map(str) | st.just("-1"), min_size=1, max_size=3, unique=True),
        INTERVALS,
    ),
    INTERVALS.map(lambda n: {"FREQ": "DAILY", "INTERVAL": n}),
)  # fmt: skip
MONTHS = st.sets(st.integers(1, 12), max_size=11).map(lambda kept: ",".join(map(str, sorted(kept))))
MINUTES = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@st.composite
def schedules(draw):
    """Draw a schedule that a person can say, with any first day, hour and day set apart."""
    parts = draw(PARTS) | {"BYMONTH": draw(MONTHS)}
    needs_first = bool(parts["INTERVAL"])
    ending = draw(st.sampled_from(["", "UNTIL", "COUNT"]))
    if ending == "UNTIL":
        parts["UNTIL"] = end_on(draw(DAYS))
    if ending == "COUNT":
        parts["COUNT"], needs_first = str(draw(st.integers(1, 90))), True
    first = draw(DAYS if needs_first else DAYS | st.just(LONG_AGO))
    return Schedule(
        rule=join_rule(parts),
        starts_at=datetime.combine(first, draw(MINUTES)),
        minutes=draw(st.none() | st.integers(1, 1_439)),
        excepted=tuple(draw(st.lists(DAYS, max_size=3))),
        cancelled=tuple(draw(st.lists(DAYS, max_size=3))),
        added=tuple(draw(st.lists(st.builds(datetime.combine, DAYS, MINUTES), max_size=3))),
        school_break=draw(st.sampled_from(list(SchoolBreak))),
    )


@given(schedules())
def test_what_is_written_is_read_back_the_same(schedule):
    assert read_sentence(write_whole_sentence(schedule)) == schedule


@given(schedules())
def test_the_short_sentence_gives_back_the_rule(schedule):
    read = read_sentence(write_sentence(schedule), first_day=schedule.starts_at.date())

    assert (read.rule, read.starts_at, read.minutes) == (
        schedule.rule, schedule.starts_at, schedule.minutes
    )  # fmt: skip
