"""What became of the rows of a file, counted as they come."""

from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers import tallying
from recoudre.importers.sifting import SiftedRow
from recoudre.importers.tallying import Tally
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import RejectReason


def refuse(reason: str, number: int = 2) -> SiftedRow:
    return SiftedRow(number, "1", "refused", (reason,), "Non.", raw="{}")


def count(*rows: SiftedRow) -> Tally:
    tally = Tally()
    for row in rows:
        tally.add(row)
    return tally


def test_rows_set_aside_are_counted_among_the_refused():
    tally = count(refuse("dissolved"), refuse("no_name"), refuse("not_a_bond"))

    assert (tally.count_outcomes()["refused"], tally.set_aside) == (3, 2)


def test_rows_of_elsewhere_are_counted_and_never_listed():
    tally = count(refuse("outside_territories"), refuse("no_name"))

    assert [row.reasons for row in tally.listed] == [("no_name",)]
    assert tally.unlisted == 0


def test_rows_that_were_not_read_are_counted_as_of_elsewhere():
    tally = count(refuse("no_name"))
    tally.add_outside(5)

    assert (tally.read, tally.set_aside, tally.reasons["outside_territories"]) == (6, 5, 5)


def test_some_rows_of_each_reason_to_set_aside_are_listed(monkeypatch):
    monkeypatch.setattr(tallying, "MAX_LISTED_ASIDE", 2)

    tally = count(*(refuse("ghost", n) for n in range(5)), refuse("dissolved"))

    assert ([row.row_number for row in tally.listed], tally.unlisted) == ([0, 1, 2], 3)


def test_the_rows_to_correct_keep_their_place_whatever_is_set_aside(monkeypatch):
    monkeypatch.setattr(tallying, "MAX_LISTED", 3)

    tally = count(*(refuse("ghost") for _ in range(200)), *(refuse("no_name") for _ in range(4)))

    assert sum(row.reasons == ("no_name",) for row in tally.listed) == 3


def test_what_is_listed_holds_no_raw_row():
    assert count(refuse("no_name")).listed[0].raw == ""


def test_an_accepted_row_with_nothing_to_say_is_not_listed():
    assert count(SiftedRow(2, "1", "accepted", ())).listed == []


REASONS = st.sampled_from([reason.value for reason in RejectReason])


@given(st.lists(REASONS), st.integers(0, 9))
def test_the_four_outcomes_add_up_to_the_rows_read(reasons, outside):
    tally = count(*map(refuse, reasons))
    tally.add_outside(outside)

    assert sum(tally.count_outcomes().values()) == tally.read == len(reasons) + outside
    assert set(tally.count_outcomes()) == {outcome.value for outcome in Outcome}
