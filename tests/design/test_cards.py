"""The card of an occasion says what it knows, and leaves out what it does not."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from recoudre.design.samples import SampleCard

CARD = SampleCard(
    url="/occasion/1-cafe",
    name="Café & <thé>",
    kind_label="lieu",
    summary="On y boit.",
    where="Dieulefit",
    when="le mardi",
    bonds=("elective",),
    cost_label="gratuit",
    phone="04 75 00 00 00",
)


def draw(card):
    """Draw a card."""
    text = render_to_string("design/components/occasion_card.html", {"occasion": card})
    return BeautifulSoup(text, "html.parser")


def test_a_card_says_what_where_when_and_how_much():
    text = draw(CARD).get_text(" ", strip=True)

    assert [
        part
        for part in ("lieu", "On y boit.", "Dieulefit", "le mardi", "gratuit")
        if part not in text
    ] == []


def test_the_name_leads_to_the_occasion_and_is_escaped():
    link = draw(CARD).h3.a

    assert (link["href"], link.get_text()) == ("/occasion/1-cafe", "Café & <thé>")


def test_the_phone_comes_before_anything_but_the_name():
    card = draw(CARD)

    assert [link["href"] for link in card.find_all("a")] == ["/occasion/1-cafe", "tel:+33475000000"]
    assert card.find("a", class_="phone").find_next("p").get_text() == "Dieulefit"


@pytest.mark.parametrize(
    ("field", "empty", "sign"),
    [
        ("phone", "", "tel:"),
        ("when", "", "le mardi"),
        ("cost_label", "", "gratuit"),
        ("summary", "", "card-summary"),
        ("bonds", (), "bonds"),
    ],
)
def test_what_is_not_known_is_not_on_the_card(field, empty, sign):
    assert sign not in str(draw(replace(CARD, **{field: empty})))


@pytest.mark.parametrize("is_doubtful", [True, False])
def test_a_doubtful_occasion_asks_to_be_checked(is_doubtful):
    drawn = draw(replace(CARD, is_doubtful=is_doubtful))

    assert ("À vérifier" in drawn.get_text()) is is_doubtful
