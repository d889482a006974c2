"""Whatever is merged and undone, in whatever order, nothing is lost."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoudre.inventory.merging import MergeRefusedError
from recoudre.inventory.models import Merge, Occasion, SearchEntry, SourceRecord
from recoudre.inventory.queries import find_head
from recoudre.inventory.services.merges import merge_occasions, undo_merge
from recoudre.vocabulary.lists import State
from tests.inventory.test_merges import read_all
from tests.stock import make_located

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)
PHONES = ("0475000001", "0475000002", "0475000003", "0475000004")
steps = st.lists(
    st.tuples(st.sampled_from(["merge", "undo"]), st.integers(0, 3), st.integers(0, 3)),
    max_size=8,
)


def play(ids, step):
    """Merge two occasions, or undo a merge; what cannot be is refused and changes nothing."""
    act, one, other = step
    if act == "merge":
        try:
            merge_occasions(kept_id=ids[one], absorbed_id=ids[other], at=AT)
        except MergeRefusedError:
            return
    else:
        waiting = list(Merge.objects.filter(undone_at=None).order_by("pk"))
        if waiting:
            undo_merge(merge_id=waiting[one % len(waiting)].pk, at=AT)


@pytest.fixture
def ids(register, write):
    """Four occasions, each with a phone of its own."""
    for number, phone in enumerate(PHONES):
        write(register, make_located(f"{number}", 44.7, 5.3 + number / 100,
                                     name=f"Café {number}", phone=phone))  # fmt: skip
    return list(Occasion.objects.order_by("pk").values_list("pk", flat=True))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(played=steps)
def test_undoing_everything_backwards_gives_back_every_byte(ids, played):
    before = read_all()

    for step in played:
        if step[0] == "merge":
            play(ids, step)
    for merge in Merge.objects.filter(undone_at=None).order_by("-pk"):
        undo_merge(merge_id=merge.pk, at=AT)

    assert read_all() == before


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(played=steps)
def test_in_any_order_each_record_is_told_by_the_head_of_its_occasion(ids, played):
    for step in played:
        play(ids, step)

    for merge in Merge.objects.filter(undone_at=None):
        assert find_head(merge.absorbed).pk == find_head(merge.kept).pk
    for record in SourceRecord.objects.select_related("occasion"):
        assert record.occasion.merged_into is None
        assert record.occasion.state == State.PUBLISHED
    shown = set(Occasion.objects.published().values_list("pk", flat=True))
    assert shown == set(SearchEntry.objects.values_list("pk", flat=True))
    assert shown == set(SourceRecord.objects.values_list("occasion_id", flat=True))

    for merge in Merge.objects.filter(undone_at=None):
        undo_merge(merge_id=merge.pk, at=AT)
    found = Occasion.objects.order_by("pk").values_list("name", "phone", "state")
    assert list(found) == [(f"Café {n}", phone, "published") for n, phone in enumerate(PHONES)]
