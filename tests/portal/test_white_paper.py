"""The initiatives of the white paper: what is not confirmed says so."""

import pytest

from recoudre.inventory.models import Occasion, SourceRecord
from recoudre.portal.white_paper import (
    NOT_FOUND,
    count_statuses,
    group_named_occasions,
    read_named_occasions,
)
from recoudre.vocabulary.text import fold


@pytest.fixture(scope="module")
def named():
    return [one for theme in group_named_occasions([]) for one in theme.occasions]


def test_every_shipped_initiative_is_shown_once(named):
    assert sorted(one.id for one in named) == sorted(
        record.source_id for record in read_named_occasions()
    )


def test_what_was_not_found_has_no_invented_description(named):
    lost = [one for one in named if one.status == NOT_FOUND]

    assert lost
    assert [one.summary for one in lost] == [""] * len(lost)


def test_only_a_confirmed_initiative_is_sure(named):
    assert {one.status for one in named if one.certainty == "sure"} == {"confirmée"}


def test_initiatives_follow_their_names_in_each_step():
    themes = group_named_occasions([])

    names = [[fold(one.name) for one in theme.occasions] for theme in themes]

    assert names == [sorted(inside) for inside in names]


def test_an_initiative_with_an_occasion_leads_to_its_page():
    first = read_named_occasions()[0].source_id
    record = SourceRecord(remote_id=first, occasion=Occasion(pk=7, slug="elle"), occasion_id=7)

    urls = {one.id: one.url for theme in group_named_occasions([record]) for one in theme.occasions}

    assert urls.pop(first) == "/occasion/7-elle"
    assert set(urls.values()) == {""}


def test_statuses_are_counted_in_words(named):
    told = count_statuses(group_named_occasions([]))

    assert "confirmées" in told
    assert told.endswith("trouvées.")
