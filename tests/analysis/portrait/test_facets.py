"""Every occasion has every facet, unknown being a value of its own."""

from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.analysis.portrait import UNKNOWN, Facet, list_facets
from recoudre.vocabulary import tables
from recoudre.vocabulary.lists import Bond, Cost
from tests.analysis.observation import lay, lay_bonds, lay_occasions, list_rows


def facets_of(occasion, bonds=(), domains=(), audiences=(), bands=()):
    return list_facets(
        lay_occasions({"id": 1, "commune_code": "26114"} | occasion),
        lay_bonds(*((1, bond) for bond in bonds)),
        lay(tables.DOMAINS, *({"occasion_id": 1, "domain": domain} for domain in domains)),
        lay(tables.AUDIENCES, *({"occasion_id": 1, "audience": item} for item in audiences)),
        lay(tables.OPENINGS, *({"occasion_id": 1, "band": band} for band in bands)),
    )


def values_of(facets, facet):
    return [row["value"] for row in list_rows(facets.filter(facets.facet == facet), "value")]


def test_a_library_reads_on_every_facet():
    facets = facets_of(
        {"sector": "commune", "cost": "free"},
        bonds=["elective", "citizenship"],
        domains=["reading", "culture"],
        audiences=["everyone"],
        bands=["saturday"],
    )

    assert values_of(facets, Facet.KIND) == ["place"]
    assert values_of(facets, Facet.SECTOR) == ["commune"]
    assert values_of(facets, Facet.COST) == ["free"]
    assert values_of(facets, Facet.BOND) == ["citizenship", "elective"]
    assert values_of(facets, Facet.DOMAIN) == ["culture", "reading"]
    assert values_of(facets, Facet.AUDIENCE) == ["everyone"]
    assert values_of(facets, Facet.BAND) == ["saturday"]


def test_two_domains_of_one_life_step_give_that_step_once():
    assert values_of(facets_of({}, domains=["reading", "culture"]), Facet.LIFE_STEP) == ["achieve"]


def test_a_bond_on_its_two_foundations_is_one_bond():
    assert values_of(facets_of({}, bonds=["elective", "elective"]), Facet.BOND) == ["elective"]


def test_what_nobody_said_is_unknown():
    facets = facets_of({})
    silent = [facet for facet in Facet if facet not in (Facet.ALL, Facet.KIND)]

    assert {facet: values_of(facets, facet) for facet in silent} == {
        facet: [UNKNOWN] for facet in silent
    }


def test_nothing_listed_gives_no_row():
    empty = list_facets(
        lay_occasions(),
        lay_bonds(),
        lay(tables.DOMAINS),
        lay(tables.AUDIENCES),
        lay(tables.OPENINGS),
    )

    assert empty.count().to_pyarrow().as_py() == 0


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([None, *Cost]), st.lists(st.sampled_from(list(Bond)))),
        min_size=1,
        max_size=12,
    )
)
def test_no_occasion_is_lost_from_any_facet(drawn):
    facets = list_facets(
        lay_occasions(
            *(
                {"id": i, "commune_code": "A", "cost": cost}
                for i, (cost, _bonds) in enumerate(drawn)
            )
        ),
        lay_bonds(*((i, bond) for i, (_cost, bonds) in enumerate(drawn) for bond in bonds)),
        lay(tables.DOMAINS),
        lay(tables.AUDIENCES),
        lay(tables.OPENINGS),
    )

    seen = facets.group_by("facet").agg(n=facets.occasion_id.nunique())

    assert {row["facet"]: row["n"] for row in list_rows(seen, "facet")} == dict.fromkeys(
        list(Facet), len(drawn)
    )
