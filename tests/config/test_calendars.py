"""Calendars from the command line: school holidays, and two agendas kept apart."""

import json

from recoudre.config.cli import main
from recoudre.inventory.models import Occasion, Source
from recoudre.territories.models import SchoolHoliday

HOLIDAYS = [
    {
        "description": "Vacances de la Toussaint",
        "population": "-",
        "start_date": "2026-10-16T22:00:00+00:00",
        "end_date": "2026-11-01T23:00:00+00:00",
        "zones": "Zone A",
    }
]
AGENDA = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bal\r\n"
    "DTSTART:20361024T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_the_calendar_of_the_ministry_is_kept(db, tmp_path, capsys):
    path = tmp_path / "calendrier.json"
    path.write_text(json.dumps(HOLIDAYS), "utf-8")

    assert main(["territory", "calendar", str(path)]) == 0

    assert "connu jusqu’au 01/11/2026" in capsys.readouterr().out
    assert SchoolHoliday.objects.get().zone == "A"


def test_two_agendas_never_make_each_other_leave(two_communes, tmp_path, capsys):
    path = tmp_path / "agenda.ics"
    path.write_text(AGENDA, "utf-8")

    for name in ("mjc", "foyer"):
        assert main(["import", "icalendar", str(path), "--as", name, "--commune", "26113"]) == 0

    assert set(Source.objects.values_list("slug", flat=True)) == {
        "icalendar-mjc",
        "icalendar-foyer",
    }
    assert {one.territory.code for one in Occasion.objects.all()} == {"26113"}
    assert not Occasion.objects.exclude(state="published").exists()
