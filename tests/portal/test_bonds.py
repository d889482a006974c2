"""The sentence on bonds."""

from hypothesis import given
from hypothesis import strategies as st

from recoudre.portal.bonds import tell_bonds
from recoudre.vocabulary.lists import Bond, Foundation, Mark

TAGS = st.fixed_dictionaries(
    {
        "bond": st.sampled_from([str(bond) for bond in Bond]),
        "foundation": st.sampled_from([None, *(str(one) for one in Foundation)]),
        "mark": st.sampled_from([str(mark) for mark in Mark]),
    }
)


def tag(bond, foundation=None, mark=Mark.SOURCED):
    return {"bond": bond, "foundation": foundation, "mark": mark}


def test_what_one_counts_on_comes_before_whom_one_counts_for():
    tags = [tag(Bond.ELECTIVE, Foundation.RECOGNITION), tag(Bond.ORGANIC, Foundation.PROTECTION)]

    [line] = tell_bonds(tags)

    assert line.text == (
        "On y compte sur un travail, et sur les droits qui vont avec. "
        "On y compte pour celles et ceux qui nous ont choisis."
    )
    assert line.mark == "déduit de la source"


def test_an_unknown_foundation_is_not_guessed():
    [line] = tell_bonds([tag(Bond.CITIZENSHIP)])

    assert line.text == "Ici se noue le lien de citoyenneté."


def test_each_kind_of_witness_has_its_line():
    lines = tell_bonds([tag(Bond.ELECTIVE), tag(Bond.ORGANIC, mark=Mark.STATED)])

    assert [line.mark for line in lines] == ["dit par le porteur", "déduit de la source"]


def test_no_bond_gives_no_line():
    assert tell_bonds([]) == []


@given(st.lists(TAGS, max_size=8))
def test_no_bond_is_left_out_nor_said_twice(tags):
    lines = tell_bonds(tags)

    told = {(one["bond"], one["foundation"], one["mark"]) for one in tags}
    assert sum(line.text.count(".") for line in lines) == len(told)
