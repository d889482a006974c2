"""The official calendar of school holidays."""

import json
from datetime import date

import pytest

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.school_calendar import SchoolBreakRow, read_school_calendar
from recoudre.territories.models import SchoolHoliday
from recoudre.territories.queries import load_school_calendars
from recoudre.territories.services import write_school_holidays

# Rows in the shape of « fr-en-calendrier-scolaire »: midnight in Paris, told in universal time.
AUTUMN = {
    "description": "Vacances de la Toussaint", "population": "-", "location": "Grenoble",
    "start_date": "2026-10-16T22:00:00+00:00", "end_date": "2026-11-01T23:00:00+00:00",
    "zones": "Zone A", "annee_scolaire": "2026-2027",
}  # fmt: skip
BREAK = SchoolBreakRow("A", "Vacances de la Toussaint", date(2026, 10, 17), date(2026, 11, 1))


@pytest.fixture
def write_file(tmp_path):
    def write(content, name="calendrier.json"):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_days_are_local_and_the_day_of_return_is_no_holiday(write_file):
    assert read_school_calendar(write_file([AUTUMN])) == [BREAK]


def test_a_zone_repeated_for_each_academie_comes_once(write_file):
    rows = [AUTUMN, AUTUMN | {"location": "Lyon"}]

    assert read_school_calendar(write_file({"results": rows})) == [BREAK]


def test_the_csv_of_the_same_data_set_reads_alike(write_file):
    text = (
        "Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire\n"
        "Vacances de la Toussaint;-;2026-10-16T22:00:00+00:00;2026-11-01T23:00:00+00:00;"
        "Grenoble;Zone A;2026-2027\n"
    )

    assert read_school_calendar(write_file(text, "calendrier.csv")) == [BREAK]


def test_what_is_for_teachers_only_is_left(write_file):
    rows = [AUTUMN, AUTUMN | {"population": "Enseignants", "zones": "Zone B"}]

    assert {row.zone for row in read_school_calendar(write_file(rows))} == {"A"}


def test_a_summer_of_which_only_the_beginning_is_told_lasts_until_september(write_file):
    summer = AUTUMN | {
        "description": "Début des Vacances d'Été",
        "start_date": "2026-07-03T22:00:00+00:00",
        "end_date": "2026-07-03T22:00:00+00:00",
    }

    [row] = read_school_calendar(write_file([summer]))

    assert (row.first_on, row.last_on) == (date(2026, 7, 4), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("{", "a.json"),
        ([{"nom": "x"}], "a.json"),
        ([AUTUMN | {"start_date": "lundi"}], "a.json"),
        ([], "a.json"),
        ("a;b\n1;2\n", "a.csv"),
    ],
)
def test_another_file_is_refused(write_file, content, name):
    with pytest.raises(TerritoryFileError):
        read_school_calendar(write_file(content, name))


def test_a_calendar_is_kept_once_and_corrected(db):
    longer = SchoolBreakRow("A", "Vacances de la Toussaint", BREAK.first_on, date(2026, 11, 3))

    written = [write_school_holidays(rows=rows) for rows in ([BREAK], [BREAK], [longer])]

    assert written == [1, 0, 1]
    assert SchoolHoliday.objects.get().last_on == date(2026, 11, 3)


def test_a_calendar_answers_for_the_days_it_covers_only(db):
    spring = SchoolBreakRow("A", "Vacances de printemps", date(2027, 4, 10), date(2027, 4, 25))
    write_school_holidays(rows=[spring, BREAK])

    calendar = load_school_calendars()["A"]

    days = (date(2026, 10, 20), date(2026, 12, 1), date(2026, 10, 1), date(2027, 5, 1))
    assert [calendar.is_break(day) for day in days] == [True, False, None, None]
