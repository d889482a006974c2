"""A week written in French."""

import pytest

from recoudre.importers.hours_french import mend_hours, read_french_days
from recoudre.vocabulary.records import DoubtName


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("du lundi au vendredi 9h-12h / 14h-17h ; samedi 10h-12h",
         "Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00"),
        ("Mardi et jeudi : 14h à 18h", "Tu 14:00-18:00; Th 14:00-18:00"),
        ("lun. - mer. 9h30-12h", "Mo-We 09:30-12:00"),
        ("tous les jours 8h-20h", "Mo-Su 08:00-20:00"),
        ("Lundi fermé\nmardi 9h-12h", "Tu 09:00-12:00"),
        ("les samedis 10h-12h", "Sa 10:00-12:00"),
        ("Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
    ],
)  # fmt: skip
def test_a_week_is_read_in_french_or_in_openstreetmap_syntax(text, hours):
    mended = mend_hours(text, "horaires")

    assert (mended.value, mended.doubts) == (hours, ())


@pytest.mark.parametrize(
    "text",
    ["le mercredi après l’école", "quand le volet est ouvert", "9h-12h", "lundi", "lundi 9h",
     "lundi et férié 9h-12h", "lundi 9h-12h ; sauf en août"],
)  # fmt: skip
def test_what_is_not_understood_is_doubtful(text):
    mended = mend_hours(text, "horaires")

    assert mended.value == ""
    assert [doubt.name for doubt in mended.doubts] == [DoubtName.HOURS_UNREADABLE]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("du lundi au mercredi et sam.", [0, 1, 2, 5]),
        ("samedi, dimanche", [5, 6]),
        ("marché", None),
    ],
)
def test_days_are_read_as_numbers(text, days):
    assert read_french_days(text) == days


def test_an_empty_cell_is_unknown():
    assert mend_hours("", "horaires").value == ""
