"""One run of the matching over the inventory: certain pairs merged, likely ones waiting."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from recoudre.importers.matching.running import PairCounts, match_occasions
from recoudre.inventory.models import LogLine, Match, Merge, Occasion, Source
from recoudre.inventory.services.merges import keep_apart, undo_merge
from recoudre.vocabulary.decisions import MatchState, Relation
from recoudre.vocabulary.lists import State
from tests.stock import LATER, NOON, make_located

PLACE = {"name": "Médiathèque Gaston Couté", "address": "12 rue Haute", "phone": "0475000001"}


@pytest.fixture
def write_both(register: Source, open_source: Source, write: Callable[..., Any]) -> Any:
    """Write one record of each source, without the match that an import makes."""

    def write_two(one: dict[str, Any], other: dict[str, Any]) -> None:
        for source, said in ((register, one), (open_source, other)):
            record = make_located(said.get("id", "1"), 44.7, 5.3, **{
                name: value for name, value in (PLACE | said).items() if name != "id"
            })  # fmt: skip
            write(source, record, looks_for_matches=False)

    return write_two


def count_shown() -> int:
    return Occasion.objects.filter(state=State.PUBLISHED).count()


def test_what_is_certain_is_merged_and_said_in_the_public_log(write_both):
    write_both({}, {"name": "MEDIATHEQUE GASTON COUTE"})

    report = match_occasions(at=LATER)

    assert report.by_sources == {("ouverte", "registre"): PairCounts(merged=1)}
    assert (count_shown(), Match.objects.get().state) == (1, MatchState.MERGED)
    assert LogLine.objects.get().is_automatic


def test_a_second_run_does_nothing_more(write_both):
    write_both({}, {"name": "MEDIATHEQUE GASTON COUTE"})
    write_both({"id": "2", "name": "École Zola"}, {"id": "2", "name": "Musée du Vin"})
    match_occasions(at=LATER)
    before = list(Match.objects.order_by("pk").values())

    report = match_occasions(at=LATER)

    assert report.fresh == 0
    assert list(Match.objects.order_by("pk").values()) == before
    assert Merge.objects.count() == 1


def test_a_pair_kept_apart_is_never_touched_again(write_both):
    write_both({}, {})
    match_occasions(at=LATER)
    undo_merge(merge_id=Merge.objects.get().pk, at=LATER)

    match_occasions(at=LATER)

    assert (count_shown(), Match.objects.get().state) == (2, MatchState.APART)


def test_what_was_kept_apart_from_an_alias_is_kept_apart_from_its_head(write_both, register, write):
    write_both({}, {})
    first, second = Occasion.objects.order_by("pk")
    third_source = Source.objects.create(
        slug="autre", name="Autre", publisher="x", licence="etalab-2.0", trust="open"
    )
    write(third_source, make_located("z", 44.7, 5.3, **PLACE), looks_for_matches=False)
    third = Occasion.objects.get(records__source=third_source)
    for one in (first, second):
        match = Match.objects.create(first=one, second=third, relation="same", proposed_at=NOON)
        keep_apart(match_id=match.pk, relation=Relation.COLOCATED, at=NOON)

    match_occasions(at=LATER)

    third.refresh_from_db()
    assert (count_shown(), third.merged_into) == (2, None)


def test_what_is_opposed_is_never_merged(write_both):
    write_both({}, {"name": "Ludothèque du Chat"})

    report = match_occasions(at=LATER)

    assert report.by_sources == {("ouverte", "registre"): PairCounts(colocated=1)}
    assert count_shown() == 2


def test_a_dry_run_counts_and_writes_nothing(write_both):
    write_both({}, {})

    report = match_occasions(at=LATER, is_dry=True)

    assert report.by_sources == {("ouverte", "registre"): PairCounts(merged=1)}
    assert (count_shown(), Match.objects.exists()) == (2, False)


def test_what_one_source_says_twice_waits_and_only_when_asked(register, write):
    for key in ("1", "2"):
        write(register, make_located(key, 44.7, 5.3, **PLACE), looks_for_matches=False)

    assert match_occasions(at=LATER).by_sources == {}
    assert match_occasions(at=LATER, within_source=True).by_sources == {
        ("registre", "registre"): PairCounts(to_review=1)
    }
    assert count_shown() == 2


def test_only_the_territory_that_was_asked_is_matched(write_both):
    write_both({}, {})

    assert match_occasions(at=LATER, territory_code="26113").read == 0
    assert match_occasions(at=LATER, territory_code="R84").read == 2


def test_an_import_after_a_merge_never_splits(write_both, open_source, write):
    write_both({}, {})
    match_occasions(at=LATER)

    write(open_source, changes=[make_located("1", 44.7, 5.3, **(PLACE | {"name": "Autre"}))])

    assert count_shown() == 1


def test_reasons_are_kept_with_the_match(write_both):
    write_both({}, {})
    match_occasions(at=LATER)

    slugs = [reason["slug"] for reason in Match.objects.get().reasons]

    assert slugs[:2] == ["same_phone", "same_name"]
    assert json.dumps(Merge.objects.get().reasons)
