"""The plan of an import."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.errors import EmptyAnswerError, TooManyLossesError
from recoudre.importers.planning import Held, Plan, plan_import, refuse_losses
from recoudre.inventory.services import Incoming


def make_incoming(source_id: str, content_hash: str = "a") -> Incoming:
    return Incoming(source_id, 2, {}, {}, content_hash, [])


def plan(coming: list[Incoming], held: dict[str, Held]) -> Plan:
    return plan_import(coming, held, {one.source_id for one in coming})


def test_what_we_do_not_hold_is_added():
    assert len(plan([make_incoming("1")], {}).additions) == 1


def test_what_is_the_same_is_left_alone():
    assert plan([make_incoming("1")], {"1": Held("a", False)}).is_empty


def test_what_differs_is_changed():
    assert len(plan([make_incoming("1", "b")], {"1": Held("a", False)}).changes) == 1


def test_what_comes_back_is_changed():
    assert len(plan([make_incoming("1")], {"1": Held("a", True)}).changes) == 1


def test_what_vanished_is_withdrawn():
    assert plan([], {"1": Held("a", False)}).withdrawals == ("1",)


def test_a_refused_row_has_not_vanished():
    assert plan_import([], {"1": Held("a", False)}, {"1"}).is_empty


def hold(count: int) -> dict[str, Held]:
    return {str(n): Held("a", False) for n in range(count)}


def lose(lost: int, total: int) -> None:
    held = hold(total)
    staying = [make_incoming(str(n)) for n in range(lost, total)]
    refuse_losses(plan(staying, held), held, source="essai", read=total)


def test_a_fifth_may_go():
    lose(20, 100)


def test_more_than_a_fifth_stops_and_says_how_many():
    with pytest.raises(TooManyLossesError, match=r"21 fiches sur 100 .* --accept-losses"):
        lose(21, 100)


def test_a_tiny_source_may_lose_two():
    lose(2, 3)


def test_an_empty_answer_stops():
    with pytest.raises(EmptyAnswerError, match="aucune ligne lue"):
        refuse_losses(plan([], {}), {}, source="essai", read=0)


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_every_known_and_coming_record_has_one_fate(coming, known):
    held = {one: Held("a", False) for one in known}

    made = plan([make_incoming(one) for one in sorted(coming)], held)

    fates = len(made.additions) + len(made.changes) + len(made.withdrawals) + made.unchanged
    assert fates == len(coming | known)
