"""Cards: every field ready to be shown."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation

from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import NextTiming, list_listed
from recoudre.portal.cards import draw_cards, make_cards, shorten, write_hours_line
from recoudre.portal.places import KnownPlace
from recoudre.vocabulary.lists import Kind, Precision
from tests.stock import make_incoming

HALL = KnownPlace("26114", "Dieulefit", "dieulefit", 44.5257, 5.0664)


def make_card(occasion, **options):
    return make_cards(list_listed([occasion.pk]), **({"timings": {}} | options))[0]


def test_a_card_says_what_one_needs_to_go(library):
    card = make_card(library, near=HALL)

    assert card.url == f"/occasion/{library.pk}-bibliotheque-des-halles"
    assert card.where == "Dieulefit · à 500\xa0m"
    assert card.when == "du mardi au vendredi, 14\xa0h\xa0–\xa018\xa0h"
    assert card.phone == "04\xa075\xa046\xa049\xa070"
    assert card.phone_href == "tel:+33475464970"
    assert (card.kind_label, card.cost_label, card.bonds) == ("lieu", "gratuit", ("citizenship",))


def test_a_card_drawn_in_one_language_is_not_shown_in_the_other(library):
    card = make_card(library)

    french = draw_cards([card])[0]
    with translation.override("en"):
        english = draw_cards([card])[0]

    assert "citoyenneté" in french
    assert "citizenship" in english
    assert draw_cards([card])[0] == french


def test_a_card_speaks_english_around_facts_that_stay_french(library):
    with translation.override("en"):
        card = make_card(library, near=HALL)
        drawn = draw_cards([card])[0]

    assert card.where == "Dieulefit · 500\xa0m away"
    assert card.when == "Tuesday to Friday, 14:00\xa0–\xa018:00"
    assert (card.kind_label, card.cost_label) == ("place", "free")
    assert '<h3 class="card-name" lang="fr">' in drawn


def test_without_a_place_asked_no_distance_is_said(library):
    assert make_card(library).where == "Dieulefit"


@pytest.mark.parametrize("precision", [Precision.COMMUNE, Precision.UNKNOWN])
def test_a_point_known_to_the_commune_only_is_never_near(library, precision):
    Occasion.objects.filter(pk=library.pk).update(precision=precision)

    assert make_card(library, near=HALL).where == "Dieulefit"


@time_machine.travel("2026-11-23 08:00+00:00")
def test_a_date_comes_before_the_hours(library):
    start = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)

    card = make_card(library, timings={library.pk: [NextTiming(start, None, "scheduled", "")]})

    assert card.when == "vendredi 27 novembre, 18\xa0h\xa030"


def test_what_is_unknown_is_empty(village):
    card = make_card(Occasion.objects.get(name="Fête de la Clairette"))

    assert (card.opening, card.phone, card.cost_label, card.bonds) == ("", "", "", ())


def test_a_gathering_without_a_date_says_that_it_is_not_known(write, register):
    write(register, make_incoming("1", kind=Kind.GATHERING))

    card = make_card(Occasion.objects.get())

    assert card.when == "prochaine date non connue"


@pytest.mark.parametrize(
    ("hour", "opening"),
    [(14, "Ouvert maintenant, jusqu’à 18\xa0h"), (8, "Fermé maintenant, ouvre à 14\xa0h")],
)
def test_a_door_is_open_or_closed_at_the_instant_asked(library, hour, opening):
    tuesday = datetime(2026, 11, 24, hour, tzinfo=UTC)

    assert make_card(library, at=tuesday).opening == opening
    assert make_card(library).opening == ""


def test_the_card_kept_of_an_open_door_is_not_shown_once_closed(library):
    drawn = [
        draw_cards([make_card(library, at=datetime(2026, 11, 24, hour, tzinfo=UTC))])[0]
        for hour in (14, 18)
    ]

    assert "Ouvert maintenant" in drawn[0]
    assert "Ouvert maintenant" not in drawn[1]


def test_long_hours_are_cut_and_say_so():
    assert write_hours_line("Mo 9:00-10:00; We 9:00-11:00; Fr 9:00-12:00").endswith("…")


def test_hours_that_are_not_understood_stay_as_written():
    assert write_hours_line("sur rendez-vous") == "sur rendez-vous"


def test_a_text_is_cut_at_a_word():
    assert shorten("un deux, trois", longest=9) == "un deux…"
    assert shorten("un deux", longest=7) == "un deux"
