"""Merging two occasions loses nothing, and is undone byte for byte."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from recoudre.inventory.merging import MergeRefusedError, copy_columns
from recoudre.inventory.models import (
    LogLine,
    Match,
    Merge,
    Occasion,
    OccasionChange,
    Proposal,
    SearchEntry,
    Source,
    SourceRecord,
    Timing,
)
from recoudre.inventory.queries import find_head, list_aliases, list_merges
from recoudre.inventory.search import Question, list_answers
from recoudre.inventory.services.merges import (
    choose_kept,
    keep_apart,
    merge_occasions,
    undo_merge,
)
from recoudre.inventory.services.testimonies import write_testimony
from recoudre.vocabulary.decisions import MatchState, ModerationAct, Relation
from recoudre.vocabulary.lists import Kind, State, Trust
from recoudre.vocabulary.records import TimingValues
from tests.stock import LATER, NOON, make_incoming, make_located

LATEST = datetime(2026, 3, 12, 9, 30, 15, 123456, tzinfo=UTC)


def read_all() -> dict[str, list[dict[str, Any]]]:
    """Read every row of what a merge touches, but history, matches and merges."""
    tables = (Occasion, SourceRecord, Timing, SearchEntry, Proposal)
    return {
        model.__name__: [copy_columns(row) for row in model.objects.order_by("pk")]
        for model in tables
    } | {"words": read_words()}


def read_words() -> list[Any]:
    """Read the index of words of the database in use."""
    table, columns = (
        ("inventory_searchwords", "rowid, stems, places")
        if connection.vendor == "sqlite"
        else ("inventory_searchentry", "occasion_id, document::text")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")  # noqa: S608
        return cursor.fetchall()


@pytest.fixture
def pair(register: Source, open_source: Source, write: Any) -> tuple[Occasion, Occasion]:
    """Two occasions of two sources: the first has dates, the second a phone and a point."""
    write(
        register,
        make_incoming(
            "1",
            name="Café de Die",
            kind=Kind.GATHERING,
            timings=(TimingValues(datetime(2026, 4, 1, 10)),),  # noqa: DTZ001
        ),
    )
    write(open_source, make_located("a", 44.7, 5.3, name="Le Café", phone="0475000001"), at=LATER)
    first, second = Occasion.objects.order_by("pk")
    return first, second


def merge(first: Occasion, second: Occasion, **options: Any) -> Merge:
    return merge_occasions(kept_id=first.pk, absorbed_id=second.pk, at=LATEST, **options)


def test_the_kept_occasion_says_what_both_sources_say(pair):
    first, second = pair

    merge(first, second)

    first.refresh_from_db()
    assert (first.name, first.phone, first.lat) == ("Café de Die", "0475000001", 44.7)
    assert first.records.count() == 2


def test_the_absorbed_one_is_an_alias_that_no_search_finds(pair):
    first, second = pair

    merge(first, second)

    second.refresh_from_db()
    assert (second.state, second.merged_into) == (State.WITHDRAWN, first)
    assert list_answers(Question(words="café"), limit=9) == [first.pk]
    assert list_aliases(first) == [second]


def test_its_address_leads_to_the_kept_one_through_any_chain(client, pair, register, write):
    first, second = pair
    write(register, make_incoming("2", name="Bar"))
    third = Occasion.objects.get(name="Bar")
    merge(second, third)
    merge(first, second)

    answer = client.get(reverse("occasion", args=[third.pk, third.slug]))

    assert (answer.status_code, answer["Location"]) == (301, f"/occasion/{first.pk}-cafe-de-die")
    third.refresh_from_db()
    assert find_head(third) == first


def test_an_import_goes_on_changing_the_kept_one(pair, open_source, write):
    first, second = pair
    merge(first, second)

    write(open_source, changes=[make_incoming("a", name="Le Café", phone="0475000002")], at=LATEST)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.phone, second.state) == ("0475000002", State.WITHDRAWN)
    assert Occasion.objects.count() == 2


def test_undoing_gives_back_every_byte(pair):
    first, second = pair
    Occasion.objects.filter(pk=first.pk).update(pins={"name": first.records.get().pk})
    before = read_all()
    done = merge(first, second)

    undo_merge(merge_id=done.pk, at=LATEST)

    assert read_all() == before


def test_history_gets_a_line_for_the_merge_and_one_for_its_undoing(pair):
    first, second = pair
    done = merge(first, second)

    undo_merge(merge_id=done.pk, at=LATEST)

    for one in pair:
        lines = OccasionChange.objects.filter(occasion=one).order_by("pk")
        assert [line.cause for line in lines] == ["essai", "fusion", "fusion défaite"]


def test_values_follow_the_records_when_an_import_changed_one_meanwhile(pair, open_source, write):
    first, second = pair
    done = merge(first, second)
    write(open_source, changes=[make_incoming("a", name="Le Café", phone="0475000002")], at=LATEST)

    undo_merge(merge_id=done.pk, at=LATEST)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.phone, first.name) == ("", "Café de Die")
    assert (second.phone, second.state, second.lat) == ("0475000002", State.PUBLISHED, None)


def test_what_a_person_said_of_the_kept_one_meanwhile_stays_with_it(pair):
    first, second = pair
    done = merge(first, second)
    first.refresh_from_db()
    write_testimony(
        occasion=first, trust=Trust.MODERATOR, values={"summary": "Un café."}, at=LATEST,
        cause="modération",
    )  # fmt: skip
    Occasion.objects.filter(pk=first.pk).update(confirmed_on="2026-03-12", confirmed_by="steward")

    undo_merge(merge_id=done.pk, at=LATEST)

    first.refresh_from_db()
    assert (first.summary, first.confirmed_by, first.phone) == ("Un café.", "steward", "")


def test_two_records_of_one_voice_are_both_kept(pair):
    for one, summary in zip(pair, ("Un café.", "Un autre."), strict=True):
        write_testimony(
            occasion=one, trust=Trust.STEWARD, values={"summary": summary}, at=LATER, cause="essai"
        )
    before = read_all()

    done = merge(*pair)

    assert SourceRecord.objects.filter(occasion=pair[0], source__slug="porteurs").count() == 2
    undo_merge(merge_id=done.pk, at=LATEST)
    assert read_all() == before


def test_a_voice_unsays_a_field_in_both_of_its_records(pair):
    for one in pair:
        write_testimony(
            occasion=one, trust=Trust.STEWARD, values={"summary": "Un café."}, at=LATER,
            cause="essai",
        )  # fmt: skip
    merge(*pair)
    first = Occasion.objects.get(pk=pair[0].pk)

    write_testimony(
        occasion=first, trust=Trust.STEWARD, values={}, removed={"summary"}, at=LATEST,
        cause="essai",
    )  # fmt: skip

    first.refresh_from_db()
    assert first.summary == ""


def test_a_proposal_follows_and_comes_back(pair):
    first, second = pair
    proposal = Proposal.objects.create(
        occasion=second, territory=second.territory, state="waiting", channel="web", values={},
        return_digest="x", created_at=NOON,
    )  # fmt: skip
    done = merge(first, second)
    proposal.refresh_from_db()
    assert proposal.occasion == first

    undo_merge(merge_id=done.pk, at=LATEST)

    proposal.refresh_from_db()
    assert proposal.occasion == second


def test_the_last_confirmation_and_the_pins_of_both_are_kept(pair):
    first, second = pair
    pins = {"phone": second.records.get().pk}
    Occasion.objects.filter(pk=second.pk).update(confirmed_on="2026-03-01", pins=pins)

    merge(first, second)

    first.refresh_from_db()
    assert (str(first.confirmed_on), first.pins) == ("2026-03-01", pins)


def test_a_chain_is_undone_from_any_of_its_merges(pair, register, write):
    first, second = pair
    write(register, make_incoming("2", name="Bar", email="bar@example.org"))
    third = Occasion.objects.get(name="Bar")
    inner = merge(second, third)
    outer = merge(first, second)

    undo_merge(merge_id=inner.pk, at=LATEST)
    undo_merge(merge_id=outer.pk, at=LATEST)

    names = list(Occasion.objects.published().order_by("pk").values_list("name", "email"))
    assert names == [("Café de Die", ""), ("Le Café", ""), ("Bar", "bar@example.org")]
    assert [one.records.count() for one in (first, second, third)] == [1, 1, 1]


def test_what_was_decided_is_in_the_public_log_and_the_pair_never_comes_again(pair):
    done = merge(*pair, is_automatic=True)
    assert Match.objects.get().state == MatchState.MERGED
    assert list_merges(pair[0]) == [done]

    undo_merge(merge_id=done.pk, at=LATEST)

    assert Match.objects.get().state == MatchState.APART
    acts = LogLine.objects.order_by("pk").values_list("act", "is_automatic", "territory_code")
    assert list(acts) == [
        (ModerationAct.MERGED, True, "26114"),
        (ModerationAct.UNMERGED, False, "26114"),
    ]


def test_the_oldest_address_is_kept():
    assert choose_kept(7, 3) == choose_kept(3, 7) == (3, 7)


def test_what_cannot_be_merged_is_refused(pair):
    first, second = pair
    with pytest.raises(MergeRefusedError, match="elle-même"):
        merge(first, first)
    done = merge(first, second)
    with pytest.raises(MergeRefusedError, match="déjà été fusionnée"):
        merge(first, second)
    undo_merge(merge_id=done.pk, at=LATEST)
    with pytest.raises(MergeRefusedError, match="déjà été défaite"):
        undo_merge(merge_id=done.pk, at=LATEST)


def test_a_pair_kept_apart_remembers_what_the_two_are(pair):
    match = Match.objects.create(
        first=pair[0], second=pair[1], relation=Relation.SAME, proposed_at=NOON
    )

    keep_apart(match_id=match.pk, relation=Relation.COLOCATED, at=LATER)

    match.refresh_from_db()
    assert (match.state, match.relation) == (MatchState.APART, Relation.COLOCATED)
    with pytest.raises(MergeRefusedError, match="se fusionnent"):
        keep_apart(match_id=match.pk, relation=Relation.SAME, at=LATER)


def test_the_page_of_a_merged_occasion_says_what_each_source_says(client, pair):
    first, second = pair
    merge(first, second)
    first.refresh_from_db()

    text = " ".join(client.get(first.get_absolute_url()).content.decode().split())

    assert "Cette fiche réunit 2 descriptions." in text.replace("\u00a0", " ")
    assert "Le Café" in text
    assert reverse("propose-change", args=[first.pk]) in text
