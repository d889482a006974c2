"""The plan of an import."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.errors import EmptyAnswerError, TooManyLossesError
from recoudre.importers.planning import Held, Plan, Planner, refuse_losses
from recoudre.importers.sifting import SiftedRow
from recoudre.importers.spool import Spool

SAME, OTHER = "a" * 64, "b" * 64


def make_row(source_id: str, content_hash: str = SAME, refused: str = "") -> SiftedRow:
    outcome = "refused" if refused else "accepted"
    return SiftedRow(
        2, source_id, outcome, (refused,), content_hash=content_hash, raw="{}", values="{}"
    )


def hold(*live: str, withdrawn: tuple[str, ...] = ()) -> Held:
    held = Held()
    for source_id in live:
        held.add(source_id, SAME, is_withdrawn=False)
    for source_id in withdrawn:
        held.add(source_id, SAME, is_withdrawn=True)
    return held


def plan(coming: list[SiftedRow], held: Held) -> Plan:
    planner = Planner(held, lambda: Spool(Path(tempfile.gettempdir())))
    for row in coming:
        planner.add(row)
    return planner.finish()


def test_what_we_do_not_hold_is_added():
    assert len(plan([make_row("1")], hold()).additions) == 1


def test_what_is_the_same_is_left_alone():
    made = plan([make_row("1")], hold("1"))

    assert (made.is_empty, made.unchanged) == (True, 1)


def test_what_differs_is_changed():
    assert len(plan([make_row("1", OTHER)], hold("1")).changes) == 1


def test_what_comes_back_is_changed():
    assert len(plan([make_row("1")], hold(withdrawn=("1",))).changes) == 1


def test_what_vanished_is_withdrawn():
    assert plan([], hold("1")).withdrawals == ("1",)


def test_what_was_withdrawn_does_not_vanish_again():
    assert plan([], hold(withdrawn=("1",))).is_empty


def test_a_refused_row_has_not_vanished():
    assert plan([make_row("1", refused="no_name")], hold("1")).is_empty


@pytest.mark.parametrize("reason", ["dissolved", "ghost", "not_public", "not_a_bond"])
def test_what_its_source_says_is_over_is_withdrawn(reason):
    assert plan([make_row("1", refused=reason)], hold("1")).withdrawals == ("1",)


def test_a_row_of_elsewhere_withdraws_nothing():
    assert plan([make_row("1", refused="outside_territories")], hold("1")).is_empty


def test_an_id_refused_then_accepted_is_compared_all_the_same():
    made = plan([make_row("1", refused="no_name"), make_row("1")], hold("1"))

    assert (made.unchanged, len(made.additions)) == (1, 0)


def test_a_row_without_an_id_touches_nothing():
    assert plan([make_row("", refused="no_name")], hold()).is_empty


def test_followed_ids_become_changes_of_what_we_hold():
    planner = Planner(hold("old"), lambda: Spool(Path(tempfile.gettempdir())))
    planner.add(make_row("new"))

    made = planner.rename(planner.finish(), {"old": "new"})

    assert (len(made.additions), len(made.changes), made.withdrawals) == (0, 1, ())


def test_more_records_than_a_batch_wait_in_order():
    rows = [make_row(str(n)) for n in range(2_500)]

    additions = plan(rows, hold()).additions

    assert [one.source_id for one in additions] == [one.source_id for one in rows]
    assert [one.source_id for one in additions] == [one.source_id for one in rows]


def lose(lost: int, total: int) -> None:
    held = hold(*map(str, range(total)))
    staying = [make_row(str(n)) for n in range(lost, total)]
    refuse_losses(plan(staying, held), source="essai", read=total)


def test_a_fifth_may_go():
    lose(20, 100)


def test_more_than_a_fifth_stops_and_says_how_many():
    with pytest.raises(TooManyLossesError, match=r"21 fiches sur 100 .* --accept-losses"):
        lose(21, 100)


def test_a_tiny_source_may_lose_two():
    lose(2, 3)


def test_an_empty_answer_stops():
    with pytest.raises(EmptyAnswerError, match="aucune ligne lue"):
        refuse_losses(plan([], hold()), source="essai", read=0)


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_every_known_and_coming_record_has_one_fate(coming, known):
    made = plan([make_row(one) for one in sorted(coming)], hold(*known))

    fates = len(made.additions) + len(made.changes) + len(made.withdrawals) + made.unchanged
    assert fates == len(coming | known)
