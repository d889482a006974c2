"""The template filters of `templatetags/french.py`."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.template import Context, Template

from recoudre.design.french import NO_BREAK
from recoudre.vocabulary.lists import Bond, Cost


def render(text, **context):
    """Render a template that loads the filters."""
    return Template("{% load french %}" + text).render(Context(context)).replace(NO_BREAK, " ")


@time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC))
def test_an_instant_is_written_in_local_time():
    moment = datetime(2026, 7, 3, 16, 30, tzinfo=UTC)

    assert render("{{ moment|french_day }}", moment=moment) == "vendredi 3 juillet, 18 h 30"


@pytest.mark.parametrize("name", ["french_day", "french_date"])
def test_no_date_writes_nothing(name):
    assert render("{{ moment|" + name + " }}", moment=None) == ""


def test_a_late_instant_falls_on_the_local_day():
    moment = datetime(2026, 7, 3, 23, 30, tzinfo=UTC)

    assert render("{{ moment|french_date }}", moment=moment) == "4 juillet 2026"


def test_a_day_without_time_is_written_as_it_is():
    assert render("{{ day|french_date }}", day=date(2026, 7, 3)) == "3 juillet 2026"


@pytest.mark.parametrize(
    ("template", "value", "written"),
    [
        ('{{ value|label:"Cost" }}', "free", "gratuit"),
        ("{{ value|label }}", Cost.FREE, "gratuit"),
        ("{{ value|label }}", "free", "free"),
        ('{{ value|label:"Cost" }}', "", ""),
        ("{{ value|thin:1 }}", 2.5, "2,5"),
        ("{{ value|share }}", 0.5, "50 %"),
        ("{{ value|phone }}", "0475000000", "04 75 00 00 00"),
        ("{{ value|tel }}", "0475000000", "tel:+33475000000"),
        ("{{ value|kilometres }}", 2_300, "à 2,3 km"),
        ("{% for line in value|hours_table %}{{ line.days }}{% endfor %}", "Mo off", "lundi"),
    ],
)
def test_each_filter_writes_french(template, value, written):
    assert render(template, value=value) == written


@pytest.mark.parametrize("bond", list(Bond))
def test_a_bond_is_a_mark_and_a_word(bond):
    drawn = BeautifulSoup(render("{{ bonds|bond_marks }}", bonds=[bond.value]), "html.parser")

    assert (drawn.use["href"], drawn.li.get_text(strip=True)) == (f"#mark-{bond}", bond.label)


def test_the_marks_keep_their_order():
    drawn = render("{{ bonds|bond_marks }}", bonds=["organic", "filiation"])

    assert drawn.index("#mark-organic") < drawn.index("#mark-filiation")
