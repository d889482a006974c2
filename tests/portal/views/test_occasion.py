"""The page of one occasion."""

from dataclasses import replace
from datetime import datetime

import pytest
import time_machine

from recoudre.inventory.models import Occasion
from recoudre.vocabulary.lists import Cost, Kind, Precision, Sector, State, TimingStatus
from recoudre.vocabulary.records import StewardValues
from tests.portal.conftest import open_page, read_page
from tests.stock import LATER, make_incoming, make_located, make_timings

SCRIPT = "<script>alert(1)</script>"


def address(occasion):
    return f"/occasion/{occasion.pk}-{occasion.slug}"


def set_state(occasion, state):
    Occasion.objects.filter(pk=occasion.pk).update(state=state)


def test_a_visitor_reads_the_phone_before_anything_else(client, library):
    page = open_page(client, address(library))
    head = page.select_one("header.page-head")

    assert head.h1.get_text() == "Bibliothèque des Halles"
    assert head.h1.find_next("a")["href"] == "tel:+33475464970"


def test_who_when_where_come_in_that_order(client, library):
    head = open_page(client, address(library)).select_one("header.page-head")

    assert [term.get_text() for term in head.select("dl.facts > dt")] == ["Qui", "Quand", "Où"]
    assert "Mairie de Dieulefit (commune)" in head.get_text()
    assert "du mardi au vendredi" in head.get_text()
    assert head.select_one('a[href="/territoire/26114-dieulefit"]')


def test_the_way_there_is_left_to_the_visitor(client, library):
    page = open_page(client, address(library))

    assert page.select_one("a.occasion-way")["href"] == (
        "geo:44.530000,5.065000?q=44.530000,5.065000"
    )


def test_a_point_known_to_the_commune_only_is_not_shown(client, library):
    Occasion.objects.filter(pk=library.pk).update(precision=Precision.COMMUNE)

    page = open_page(client, address(library))

    assert not page.select("a.occasion-way, .occasion-map svg")
    assert "La position exacte n’est pas connue" in page.get_text()


def test_bonds_are_said_in_a_sentence_with_their_mark(client, library):
    text = open_page(client, address(library)).get_text(" ", strip=True)

    assert "On y compte sur des droits égaux" in text
    assert "(déduit de la source)" in text


def test_the_only_source_is_the_witness_of_all_it_says(client, library):
    [witness] = open_page(client, address(library)).select(".occasion-witness")

    said = [value.get_text(strip=True) for value in witness.find_all("dd")]
    assert said[0] == "registre(Éditeur)"
    assert "Téléphone" in said[1]
    assert "Coût" in said[1]
    assert witness.find_all("a")[-1].get_text() == "Licence Ouverte 2.0"


def test_sources_that_disagree_are_listed(client, village, write, open_source):
    write(
        open_source,
        make_located(
            "9", 44.530, 5.065, name="Bibliothèque des Halles", phone="0475464970",
            cost=Cost.PAID, summary="Des livres.",
        ),
        at=LATER,
    )  # fmt: skip
    library = Occasion.objects.get(name="Bibliothèque des Halles")

    page = open_page(client, address(library))

    [line] = page.select(".disagreements li")
    assert line.get_text(" ", strip=True) == "Coût\xa0: «\xa0payant\xa0» ouverte"


def test_what_is_unknown_is_an_invitation(client, village, settings):
    settings.CONTACT = "bonjour@exemple.fr"
    garden = Occasion.objects.get(name="Jardin partagé")

    section = open_page(client, address(garden)).select_one("section[aria-labelledby=inconnu]")

    assert "les horaires, un téléphone" in section.get_text()
    links = [link["href"] for link in section.select("a")]
    assert links == [f"/proposer/{garden.pk}", "mailto:bonjour@exemple.fr"]


def test_what_is_near_is_listed_with_its_distance(client, library):
    [near] = open_page(client, address(library)).select("aside .rows li")

    assert near.a.get_text() == "Jardin partagé"
    assert "à 700\xa0m" in near.get_text()


@time_machine.travel("2026-11-23 08:00+00:00")
def test_a_gathering_shows_its_next_dates(client, communes, write, register):
    starts = tuple(datetime.fromisoformat(f"2026-{month}-27T18:30") for month in (10, 11, 12))
    dates = make_timings(*starts)
    write(register, make_incoming("1", name="Bal", kind=Kind.GATHERING, timings=dates))

    page = open_page(client, address(Occasion.objects.get()))

    assert [date.get_text() for date in page.select(".dates time")] == [
        "vendredi 27 novembre, 18\xa0h\xa030",
        "dimanche 27 décembre, 18\xa0h\xa030",
    ]


@time_machine.travel("2026-11-23 08:00+00:00")
def test_a_cancelled_date_stays_struck_and_says_so(client, communes, write, register):
    first, second = make_timings("2026-11-27T18:30", "2026-12-04T18:30")
    cancelled = replace(first, status=TimingStatus.CANCELLED)
    write(register, make_incoming("1", kind=Kind.GATHERING, timings=(cancelled, second)))

    page = open_page(client, address(Occasion.objects.get()))

    [struck, held] = page.select(".dates li")
    assert struck.s.get_text() == "vendredi 27 novembre, 18\xa0h\xa030"
    assert struck.strong.get_text() == "annulé"
    assert held.s is None


@time_machine.travel("2026-11-23 08:00+00:00")
def test_dates_beyond_the_first_ones_are_folded(client, communes, write, register):
    dates = make_timings(*(f"2026-12-{day:02d}T18:30" for day in range(1, 13)))
    write(register, make_incoming("1", kind=Kind.GATHERING, timings=dates))

    page = open_page(client, address(Occasion.objects.get()))

    assert page.select_one("details.more-dates summary").get_text() == "et 6 autres dates"
    assert len(page.select(".dates li")) == 12


@time_machine.travel("2026-11-23 08:00+00:00")
@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ((), "Dates non connues."),
        (("2026-07-03T18:30",), "La dernière connue\xa0: vendredi 3 juillet, 18\xa0h\xa030."),
    ],
)
def test_a_gathering_without_a_next_date_says_so(client, communes, write, register, dates, said):
    write(register, make_incoming("1", kind=Kind.GATHERING, timings=make_timings(*dates)))

    assert said in open_page(client, address(Occasion.objects.get())).get_text()


@time_machine.travel("2026-11-23 08:00+00:00")
def test_a_regular_gathering_is_said_in_a_sentence(client, communes, write, register):
    schedule = {
        "rrule": "FREQ=MONTHLY;BYDAY=1FR",
        "from": "2026-09-01T19:00",
        "school_holidays": "closed",
    }
    write(register, make_incoming("1", kind=Kind.GATHERING, schedule=schedule))

    text = open_page(client, address(Occasion.objects.get())).get_text()

    assert "Le premier vendredi du mois à 19\xa0h, sauf pendant les vacances scolaires" in text
    assert "le calendrier n’est pas connu ici" in text


@time_machine.travel("2026-11-24 14:00+00:00")
def test_a_place_says_whether_it_is_open_now(client, library):
    page = open_page(client, address(library))

    assert "Ouvert maintenant, jusqu’à 18\xa0h." in page.select_one(".facts").get_text()


@pytest.mark.parametrize("ending", ["", "-", "-autre-chose", "-BIBLIOTHÈQUE", "-a_b.c"])
def test_another_ending_leads_to_the_only_address(client, library, ending):
    response = client.get(f"/occasion/{library.pk}{ending}")

    assert (response.status_code, response["Location"]) == (301, address(library))


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_an_unknown_number_is_not_found(client, village, number):
    assert client.get(f"/occasion/{number}-x").status_code == 404


def test_a_withdrawn_occasion_says_nothing_of_itself(client, library):
    set_state(library, State.WITHDRAWN)

    for path in (address(library), f"/occasion/{library.pk}"):
        response = client.get(path)

        assert response.status_code == 410
        assert "Halles" not in response.content.decode()
        assert "75" not in read_page(response).main.get_text()


def test_a_withdrawn_occasion_suggests_what_is_near(client, library):
    set_state(library, State.WITHDRAWN)

    page = read_page(client.get(address(library)))

    assert [link.get_text() for link in page.select(".rows a")] == ["Jardin partagé"]


def test_a_stranger_does_not_know_that_an_occasion_was_refused(client, library):
    set_state(library, State.REFUSED)

    assert client.get(address(library)).status_code == 404
    assert client.get(f"/occasion/{library.pk}").status_code == 404


def test_a_proposed_occasion_says_that_it_is_not_confirmed(client, library):
    set_state(library, State.PROPOSED)

    notice = open_page(client, address(library)).select_one(".notice")

    assert "proposée" in notice.get_text()


def test_doubts_and_reserves_are_said(client, communes, write, register):
    record = make_incoming("1", caveat="Fermé en août.")
    record.doubts.append("hours_unreadable")
    write(register, record)

    text = open_page(client, address(Occasion.objects.get())).get_text(" ", strip=True)

    assert "Fermé en août." in text
    assert "les horaires sont illisibles" in text


def test_an_invented_occasion_says_so(client, library):
    Occasion.objects.filter(pk=library.pk).update(is_fictional=True)

    assert "inventé" in open_page(client, address(library)).select_one(".overline").get_text()


def test_script_in_every_field_is_escaped(client, communes, write, register):
    write(
        register,
        make_located(
            "1", 44.5, 5.0, name=SCRIPT, summary=SCRIPT, description=SCRIPT, address=SCRIPT,
            postcode="<b>", phone=SCRIPT, email=SCRIPT, website="https://x/" + SCRIPT,
            opening_hours=SCRIPT, hours_note=SCRIPT, cost_note=SCRIPT, conditions=SCRIPT,
            since=SCRIPT, caveat=SCRIPT, source_url="https://x/" + SCRIPT,
            steward=StewardValues(SCRIPT, Sector.COMMUNE),
        ),
    )  # fmt: skip

    response = client.get(address(Occasion.objects.get()))

    assert b"<script>alert" not in response.content
    assert b"<b>" not in response.content


def test_raw_rows_never_reach_the_page(client, communes, write, register):
    record = make_incoming("1")
    record.raw["courriel"] = "canari@exemple.fr"
    write(register, record)

    assert b"canari" not in client.get(address(Occasion.objects.get())).content


def test_a_page_asks_little_of_the_database(client, library, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(address(library))


def test_only_reading_is_allowed(client, library):
    assert client.post(address(library)).status_code == 405
