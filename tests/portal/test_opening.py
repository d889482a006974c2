"""Is the door open now, in words."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from recoudre.portal.opening import describe_opening, write_opening
from recoudre.territories.models import SchoolHoliday

WEEK = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"


def say(text, hours=WEEK, department="26"):
    instant = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return write_opening(hours, department, instant).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ("2026-11-23T09:00", "Ouvert maintenant, jusqu’à 12 h"),
        ("2026-11-23T11:30", "Fermé maintenant, ouvre à 14 h"),
        ("2026-11-23T18:00", "Fermé maintenant, ouvre demain à 9 h"),
        ("2026-11-27T18:00", "Fermé maintenant, ouvre lundi à 9 h"),
        ("2026-12-25T10:00", "Fermé maintenant, ouvre lundi à 9 h"),
    ],
)
def test_a_door_is_said_open_or_closed(instant, said):
    assert say(instant) == said


def test_what_never_closes_needs_no_hour():
    assert say("2026-11-23T09:00", hours="24/7") == "Ouvert maintenant"


def test_a_door_that_opens_in_a_long_time_is_told_with_its_day():
    hours = "Dec 5 10:00-12:00; PH off"

    assert say("2026-11-23T09:00", hours=hours).endswith("ouvre le samedi 5 décembre à 10 h")


def test_a_season_that_is_over_tells_no_day():
    assert say("2026-11-23T09:00", hours="Jul 1-31 10:00-12:00; PH off") == "Fermé maintenant"


def test_the_hour_is_the_one_of_the_place():
    # 11:00 in Paris is 6:00 in Martinique.
    assert say("2026-11-23T10:00") == "Ouvert maintenant, jusqu’à 12 h"
    assert say("2026-11-23T10:00", department="972") == "Fermé maintenant, ouvre à 9 h"


def test_on_a_public_holiday_that_the_hours_do_not_know_one_has_to_ask(db):
    christmas = datetime(2026, 12, 25, 10, tzinfo=UTC)

    assert write_opening("Mo-Fr 09:00-12:00", "26", christmas) == ""
    assert "à vérifier" in describe_opening("Mo-Fr 09:00-12:00", "26", christmas)


def test_the_school_holidays_of_the_zone_are_read_when_hours_speak_of_them(db):
    hours = "Mo-Fr 09:00-18:00; PH,SH off"
    monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    before = describe_opening(hours, "26", monday)
    SchoolHoliday.objects.create(
        zone="A", name="Essai", first_on=date(2026, 11, 21), last_on=date(2026, 11, 29)
    )

    assert "à vérifier" in before
    assert describe_opening(hours, "26", monday).startswith("Fermé maintenant")
    assert "à vérifier" in describe_opening(hours, "75", monday)


@pytest.mark.parametrize("hours", ["", "sur rendez-vous"])
def test_hours_that_are_not_read_say_nothing_of_now(hours):
    assert describe_opening(hours, "26", datetime(2026, 11, 23, 10, tzinfo=UTC)) == ""


def test_a_door_is_told_in_english():
    with translation.override("en"):
        assert write_opening(WEEK, "26", datetime(2026, 11, 23, 9, tzinfo=UTC))
