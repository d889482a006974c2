"""Facets as bits."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.facets import FACETS, count_facets, encode_facets
from recoudre.vocabulary.lists import Bond, Kind

CAFE = encode_facets(
    kind="place", bonds=["elective"], cost="free", weekdays=[], audiences=[], domains=["food"]
)
CHOIR = encode_facets(
    kind="gathering", bonds=["elective"], cost="", weekdays=[], audiences=[], domains=["culture"]
)


def test_counts_are_those_of_what_one_more_choice_would_show():
    total, counts = count_facets({CAFE: 2, CHOIR: 1}, {})

    assert (total, counts["nature"]["place"], counts["lien"]["elective"]) == (3, 2, 3)


def test_a_facet_counts_without_its_own_choices():
    total, counts = count_facets({CAFE: 2, CHOIR: 1}, {"nature": ("place",)})

    assert (total, counts["nature"]["gathering"], counts["lien"]["elective"]) == (2, 1, 2)


def test_two_choices_of_one_facet_add_up():
    total, _ = count_facets({CAFE: 2, CHOIR: 1}, {"nature": ("place", "gathering")})

    assert total == 3


def test_choices_of_two_facets_must_both_hold():
    total, _ = count_facets({CAFE: 2, CHOIR: 1}, {"nature": ("place",), "domaine": ("culture",)})

    assert total == 0


def test_what_is_unknown_sets_no_bit():
    assert encode_facets(
        kind="place", bonds=[], cost="", weekdays=[], audiences=[], domains=[]
    ) == encode_facets(kind="place", bonds=(), cost="", weekdays=(), audiences=(), domains=())


def test_every_value_has_a_bit_of_its_own_below_the_sign():
    bits = [facet.bit(value) for facet in FACETS for value in facet.values]

    assert len(set(bits)) == len(bits)
    assert max(bits) < 2**63


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.sets(st.sampled_from(list(Bond))))))
def test_without_a_choice_each_count_is_the_number_that_have_the_value(pairs):
    encoded = Counter(
        encode_facets(kind=kind, bonds=bonds, cost="", weekdays=(), audiences=(), domains=())
        for kind, bonds in pairs
    )

    total, counts = count_facets(encoded, {})

    assert total == len(pairs)
    assert counts["lien"] == {bond: sum(bond in bonds for _, bonds in pairs) for bond in Bond}
