"""Rules that gather people again and again."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.vocabulary.holidays import make_calendar
from recoudre.vocabulary.lists import SchoolBreak, TimingStatus
from recoudre.vocabulary.schedules import (
    Schedule,
    ScheduleError,
    list_dates,
    read_schedule,
    write_schedule,
)
from recoudre.vocabulary.schedules_french import write_sentence

FIRST_FRIDAYS = "FREQ=MONTHLY;BYDAY=1FR;BYMONTH=9,10,11,12,1,2,3,4,5,6"
SEPTEMBER = datetime.fromisoformat("2026-09-01T19:00")
YEAR = {"since": date(2026, 9, 1), "until": date(2027, 8, 31)}
AUTUMN = (date(2026, 10, 17), date(2026, 11, 1))
SPRING = (date(2027, 4, 10), date(2027, 4, 25))


def make_schedule(rule=FIRST_FRIDAYS, **said):
    return Schedule(rule, **({"starts_at": SEPTEMBER, "school_break": SchoolBreak.OPEN} | said))


def list_starts(schedule, **asked):
    return [one.starts_at for one in list_dates(schedule, **(YEAR | asked))]


def test_the_first_friday_from_september_to_june_gives_ten_dates_at_the_same_hour():
    starts = list_starts(make_schedule())

    assert [f"{start:%d/%m}" for start in starts] == [
        "04/09", "02/10", "06/11", "04/12", "01/01", "05/02", "05/03", "02/04", "07/05", "04/06",
    ]  # fmt: skip
    assert {start.hour for start in starts} == {19}


def test_a_cancelled_date_is_the_only_one_and_stays_in_the_list():
    dates = list_dates(make_schedule(cancelled=(date(2026, 10, 2),)), **YEAR)

    assert [one.starts_at.day for one in dates if one.status == TimingStatus.CANCELLED] == [2]
    assert len(dates) == 10


def test_an_excepted_date_is_no_date_at_all():
    starts = list_starts(make_schedule(excepted=(date(2026, 10, 2),)))

    assert len(starts) == 9
    assert datetime.fromisoformat("2026-10-02T19:00") not in starts


def test_a_date_added_takes_its_place_and_its_own_hour():
    extra = datetime.fromisoformat("2026-09-18T15:00")

    assert list_starts(make_schedule(added=(extra,)))[1] == extra


def test_how_long_it_lasts_gives_the_end():
    [first, *_] = list_dates(make_schedule(minutes=90), **YEAR)

    assert first.ends_at == datetime.fromisoformat("2026-09-04T20:30")


def test_what_stops_for_the_school_holidays_skips_them():
    weekly = make_schedule("FREQ=WEEKLY;BYDAY=TU", school_break=SchoolBreak.CLOSED)

    starts = list_starts(weekly, calendar=make_calendar([AUTUMN, SPRING]))

    assert datetime.fromisoformat("2026-10-20T19:00") not in starts
    assert datetime.fromisoformat("2026-11-03T19:00") in starts


def test_no_date_is_invented_where_the_school_holidays_are_not_known():
    weekly = make_schedule("FREQ=WEEKLY;BYDAY=TU", school_break=SchoolBreak.CLOSED)
    known = make_calendar([AUTUMN, SPRING])

    assert list_starts(weekly) == []
    assert max(list_starts(weekly, calendar=known)) < datetime.fromisoformat("2027-04-26")


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"rrule": "FREQ=WEEKLY"},
        {"rrule": "FREQ=HOURLY", "from": "2026-09-01T19:00"},
        {"rrule": "FREQ=WEEKLY;BYEASTER=1", "from": "2026-09-01T19:00"},
        {"rrule": "FREQ=WEEKLY;BYDAY=XX", "from": "2026-09-01T19:00"},
        {"rrule": "FREQ=WEEKLY", "from": "mardi"},
        {"rrule": "FREQ=WEEKLY", "from": "2026-09-01T19:00+02:00"},
        {"rrule": "FREQ=WEEKLY", "from": "2026-09-01T19:00", "minutes": 0},
        {"rrule": "FREQ=WEEKLY", "from": "2026-09-01T19:00", "school_holidays": "parfois"},
    ],
)
def test_what_cannot_be_read_is_refused(kept):
    with pytest.raises(ScheduleError):
        read_schedule(kept)


def test_a_schedule_comes_back_as_it_was_kept():
    schedule = make_schedule(
        minutes=60,
        excepted=(date(2026, 10, 2),),
        cancelled=(date(2026, 11, 6),),
        added=(SEPTEMBER,),
        zone="A",
    )

    assert read_schedule(write_schedule(schedule)) == schedule


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (FIRST_FRIDAYS, "le premier vendredi du mois à 19 h, de septembre à juin"),
        ("FREQ=WEEKLY;BYDAY=TU", "le mardi à 19 h"),
        ("FREQ=WEEKLY;BYDAY=TU,FR", "le mardi et le vendredi à 19 h"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,FR", "le lundi, le mardi et le vendredi à 19 h"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "un mardi sur deux à 19 h"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", "le mardi, toutes les 3 semaines à 19 h"),
        ("FREQ=WEEKLY", "le mardi à 19 h"),
        ("FREQ=DAILY", "tous les jours à 19 h"),
        ("FREQ=DAILY;COUNT=5", "tous les jours à 19 h, 5 fois"),
        ("FREQ=MONTHLY;BYDAY=-1SU", "le dernier dimanche du mois à 19 h"),
        ("FREQ=MONTHLY;BYDAY=1FR,3FR",
         "le premier vendredi et le troisième vendredi du mois à 19 h"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=2", "le deuxième vendredi du mois à 19 h"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "le 15 du mois à 19 h"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;BYMONTH=3,6", "le 15 du mois à 19 h, en mars et juin"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1FR", "le premier vendredi tous les 2 mois à 19 h"),
        ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14", "le 14 juillet, chaque année à 19 h"),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601", "le mardi à 19 h, jusqu’au 1er juin 2027"),
        ("FREQ=MONTHLY;BYDAY=1FR;BYMONTH=4,5,6",
         "le premier vendredi du mois à 19 h, d’avril à juin"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_french(rule, said):
    assert write_sentence(make_schedule(rule)).replace("\xa0", " ") == said


def test_how_long_it_lasts_is_said():
    text = write_sentence(make_schedule("FREQ=WEEKLY;BYDAY=TU", minutes=90)).replace("\xa0", " ")

    assert text == "le mardi de 19 h à 20 h 30"


@pytest.mark.parametrize(
    ("school_break", "has_calendar", "ending"),
    [
        (SchoolBreak.CLOSED, True, "sauf pendant les vacances scolaires"),
        (SchoolBreak.CLOSED, False, "dont le calendrier n’est pas connu ici"),
        (SchoolBreak.UNKNOWN, True, "à vérifier pendant les vacances scolaires"),
    ],
)
def test_the_school_holidays_are_said(school_break, has_calendar, ending):
    schedule = make_schedule(school_break=school_break)

    assert write_sentence(schedule, has_calendar=has_calendar).endswith(ending)


DAYS = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, unique=True
)
RULES = st.one_of(
    st.builds(lambda days, n: f"FREQ=WEEKLY;INTERVAL={n};BYDAY={','.join(days)}", DAYS,
              st.integers(1, 4)),
    st.builds(lambda rank, day: f"FREQ=MONTHLY;BYDAY={rank}{day[0]}",
              st.sampled_from([1, 2, 3, 4, 5, -1]), DAYS),
    st.builds(lambda day: f"FREQ=MONTHLY;BYMONTHDAY={day}", st.integers(1, 31)),
)  # fmt: skip
STARTS = st.datetimes(
    min_value=datetime.fromisoformat("2020-01-01"), max_value=datetime.fromisoformat("2030-12-31")
).map(lambda moment: moment.replace(second=0, microsecond=0))


@given(RULES, STARTS)
def test_whatever_the_rule_dates_are_in_order_once_and_at_the_same_hour(rule, start):
    schedule = make_schedule(rule, starts_at=start)

    dates = list_dates(
        schedule, since=start.date(), until=start.date() + timedelta(days=365)
    )  # fmt: skip

    starts = [one.starts_at for one in dates]
    assert starts == sorted(set(starts))
    assert {one.time() for one in starts} <= {start.time()}
    assert all(one >= start for one in starts)


@given(RULES, STARTS, st.integers(1, 300))
def test_two_halves_of_a_period_give_the_dates_of_the_whole(rule, start, cut):
    schedule = make_schedule(rule, starts_at=start)
    first, last = start.date(), start.date() + timedelta(days=320)
    middle = first + timedelta(days=cut)

    whole = list_dates(schedule, since=first, until=last)

    early = list_dates(schedule, since=first, until=middle)
    late = list_dates(schedule, since=middle + timedelta(days=1), until=last)
    assert early + late == whole


@given(RULES)
def test_every_rule_that_is_read_can_be_said(rule):
    schedule = read_schedule({"rrule": rule, "from": "2026-09-01T19:00"})

    assert "à 19" in write_sentence(schedule)
