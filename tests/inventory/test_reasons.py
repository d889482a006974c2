"""Reasons of a match read as sentences."""

import pytest

from recoudre.inventory.reasons import write_reason
from recoudre.vocabulary.decisions import MatchReason

VALUES = {"first": "Est", "second": "Ouest", "distance_m": 40, "distance_km": 3}


def test_a_reason_says_its_values():
    reason = {"slug": "alike_names", "values": {"first": "Café", "second": "Le Café"}}

    assert write_reason(reason).replace("\xa0", " ") == "noms semblables : « Café » et « Le Café »"


@pytest.mark.parametrize("slug", list(MatchReason))
def test_every_reason_can_be_written(slug):
    assert "{" not in write_reason({"slug": slug, "values": VALUES})


def test_a_reason_without_its_values_still_says_what_it_knows():
    assert write_reason({"slug": "alike_names"}) == "noms semblables"


def test_a_slug_of_another_time_is_left_as_it_is():
    assert write_reason({"slug": "same_hat"}) == "same_hat"


def test_two_kinds_are_named_as_people_name_them():
    reason = {"slug": "other_kind", "values": {"first": "place", "second": "gathering"}}

    assert write_reason(reason).replace("\xa0", " ") == "l’une est « lieu », l’autre « moment »"
