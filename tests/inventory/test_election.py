"""The election of visible values."""

from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.election import GROUPS, Witness, elect
from recoudre.vocabulary.lists import State, Trust


def hear(record_id: int, trust: Trust, said_on: str = "", **values: object) -> Witness:
    return Witness(record_id, trust, said_on, values)


def test_the_more_trusted_witness_wins():
    elected = elect([hear(1, Trust.OPEN, name="A"), hear(2, Trust.STEWARD, name="B")])

    assert (elected.values["name"], elected.witnesses["name"]) == ("B", 2)


def test_between_equals_the_most_recent_wins():
    elected = elect(
        [
            hear(1, Trust.OPEN, "2025-01-01", name="A"),
            hear(2, Trust.OPEN, "2026-01-01", name="B"),
        ]
    )

    assert elected.values["name"] == "B"


def test_between_equals_of_the_same_day_the_oldest_record_wins():
    elected = elect([hear(2, Trust.OPEN, name="B"), hear(1, Trust.OPEN, name="A")])

    assert elected.values["name"] == "A"


def test_an_unknown_value_is_taken_from_whoever_knows_it():
    elected = elect([hear(1, Trust.STEWARD, name="A"), hear(2, Trust.OPEN, name="B", phone="1")])

    assert elected.witnesses == {"name": 1, "phone": 2}


def test_a_point_comes_whole_from_one_witness():
    elected = elect(
        [
            hear(1, Trust.STEWARD, lat=44.5, lon=5.0),
            hear(2, Trust.OPEN, lat=1.0, lon=2.0, precision="number"),
        ]
    )

    assert "precision" not in elected.values


def test_a_note_on_hours_is_kept_when_nobody_knows_the_hours():
    elected = elect([hear(1, Trust.OPEN, hours_note="l’été seulement")])

    assert elected.values == {"hours_note": "l’été seulement"}


def test_without_a_live_record_the_occasion_is_withdrawn():
    assert elect([]).state == State.WITHDRAWN


def test_one_record_that_publishes_is_enough():
    elected = elect(
        [hear(1, Trust.REGISTER, state="proposed"), hear(2, Trust.OPEN, state="published")]
    )

    assert elected.state == State.PUBLISHED


testimonies = st.lists(
    st.builds(
        Witness,
        record_id=st.integers(1, 10**6),
        trust=st.sampled_from(list(Trust)),
        said_on=st.sampled_from(["", "2025-01-01", "2026-01-01"]),
        values=st.dictionaries(st.sampled_from(["name", "phone", "cost"]), st.text(min_size=1)),
    ),
    unique_by=lambda one: one.record_id,
)


@given(testimonies, st.randoms())
def test_the_order_in_which_witnesses_come_changes_nothing(said, chance):
    shuffled = list(said)
    chance.shuffle(shuffled)

    assert elect(shuffled) == elect(said)


@given(testimonies)
def test_every_visible_value_is_what_its_witness_said(said):
    elected = elect(said)

    by_id = {one.record_id: one.values for one in said}
    assert all(
        by_id[elected.witnesses[name]][name] == value for name, value in elected.values.items()
    )


@given(
    st.dictionaries(
        st.sampled_from([*sum(GROUPS, ()), "state", "elsewhere"]), st.sampled_from(["un", "deux"])
    ),
    st.sampled_from(list(Trust)),
)
def test_a_lone_witness_is_believed_as_if_a_silent_one_stood_by(values, trust):
    alone = Witness(7, trust, "", values)
    silent = Witness(8, list(Trust)[-1], "", {"state": values.get("state", State.PUBLISHED)})

    assert elect([alone]) == elect([alone, silent])
