"""Gatherings of one series folded in a list."""

from datetime import UTC, datetime

import pytest
import time_machine

from recoudre.inventory.models import Occasion
from recoudre.inventory.queries import list_listed, map_next_timings
from recoudre.portal.series import fold_series
from recoudre.vocabulary.lists import Kind
from tests.portal.conftest import open_page
from tests.stock import make_incoming, make_located, make_timings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def workshops(write, register):
    """Three sittings told one by one, the same elsewhere, and a place of the same name."""
    write(
        register,
        *(
            make_located(str(day), 44.5, 5.0, name="Atelier vélo", kind=Kind.GATHERING,
                         timings=make_timings(f"2026-11-{day}T18:00"))
            for day in (24, 26, 28)
        ),
        make_located("9", 44.6, 5.0, name="Atelier vélo", kind=Kind.GATHERING,
                     timings=make_timings("2026-11-25T18:00")),
        make_incoming("10", name="Atelier vélo"),
    )  # fmt: skip


def fold_all():
    listed = list_listed(list(Occasion.objects.order_by("pk").values_list("pk", flat=True)))
    return fold_series(listed, map_next_timings(listed, since=NOW))


def test_a_series_is_one_with_all_its_dates(workshops):
    heads, dates = fold_all()

    assert [len(dates.get(head.pk, ())) for head in heads] == [3, 1, 0]
    assert [one.starts_at.day for one in dates[heads[0].pk]] == [24, 26, 28]


def test_the_same_name_elsewhere_or_of_another_kind_is_another(workshops):
    heads, _ = fold_all()

    assert [(head.kind, head.lat) for head in heads] == [
        ("gathering", 44.5), ("gathering", 44.6), ("place", None),
    ]  # fmt: skip


@time_machine.travel(NOW)
def test_the_home_page_shows_one_card_and_every_page_stays(client, workshops):
    page = open_page(client, "/")

    cards = page.select("section[aria-labelledby=bientot] .card")
    assert len(cards) == 2
    assert "et 2 autres dates" in cards[0].get_text()
    for occasion in Occasion.objects.all():
        assert client.get(occasion.get_absolute_url()).status_code == 200


def test_nothing_folds_into_nothing(db):
    assert fold_series([], {}) == ([], {})
