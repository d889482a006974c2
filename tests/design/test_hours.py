"""Opening hours are read into French lines, or given back untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.design.french import NO_BREAK
from recoudre.design.hours import HoursLine, read_hours


def read(text):
    """Read hours as somebody does: one text per line."""
    return [f"{line.days} : {line.hours}".replace(NO_BREAK, " ") for line in read_hours(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Mo-Fr 09:00-12:00,14:00-18:30; Sa 09:30-12:00; Su off",
            [
                "du lundi au vendredi : 9 h – 12 h, 14 h – 18 h 30",
                "samedi : 9 h 30 – 12 h",
                "dimanche : fermé",
            ],
        ),
        ("Mo,Tu 10:00-12:00", ["lundi et mardi : 10 h – 12 h"]),
        ("Mo,We 10:00-12:00", ["lundi : 10 h – 12 h", "mercredi : 10 h – 12 h"]),
        ("We 14:00-17:00; PH off", ["mercredi : 14 h – 17 h", "jours fériés : fermé"]),
        ("Sa-Mo 10:00-12:00", ["lundi : 10 h – 12 h", "samedi et dimanche : 10 h – 12 h"]),
        ("24/7", ["tous les jours : 24 heures sur 24"]),
        ("08:00-20:00", ["tous les jours : 8 h – 20 h"]),
        ("Fr 18:00-26:00", ["vendredi : 18 h – 2 h"]),
    ],
)
def test_the_common_syntax_is_written_in_french(text, lines):
    assert read(text) == lines


def test_a_later_rule_replaces_an_earlier_one():
    assert read("Mo-We 09:00-12:00; Tu off") == [
        "lundi : 9 h – 12 h",
        "mardi : fermé",
        "mercredi : 9 h – 12 h",
    ]


def test_a_day_that_nobody_speaks_of_is_not_said_to_be_closed():
    assert read("Mo 09:00-12:00") == ["lundi : 9 h – 12 h"]


@pytest.mark.parametrize(
    "text",
    [
        "We[1] 14:00-17:00",
        "week 1-53/2 Mo 09:00-12:00",
        "Jul-Aug Mo 09:00-12:00",
        "sur rendez-vous",
        "Mo 09:00-99:00",
        "Mo 09:00-12:75",
        "Mo sunrise-sunset",
        "Mo",
    ],
)
def test_what_is_not_understood_is_given_back_as_it_came(text):
    assert read_hours(text) == [HoursLine("", text)]


def test_no_text_is_no_line():
    assert read_hours("  ") == []


@given(st.text(max_size=60))
def test_any_text_is_read_or_given_back(text):
    lines = read_hours(text)

    assert all(line.hours for line in lines)
