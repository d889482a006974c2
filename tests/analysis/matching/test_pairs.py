"""The four relations between two descriptions, by hand, at the edges, and for any input."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recoudre.analysis.errors import MissingColumnsError, ParameterError
from recoudre.analysis.matching import compute_pairs

HALL = {
    "name": "Médiathèque Gaston Couté", "kind": "place", "commune_code": "26113",
    "commune_name": "Die", "address": "12 rue Camille Buffardel", "postcode": "26150",
    "lat": 44.753, "lon": 5.370, "precision": "number", "phone": "0475000001",
    "email": "a@example.org", "siret": None, "rna": None,
}  # fmt: skip


def compare(*descriptions, **options):
    """Compare descriptions, each from a source of its own unless it says which."""
    rows = [
        {"source": f"s{number}", "id": number} | HALL | one
        for number, one in enumerate(descriptions, 1)
    ]
    return compute_pairs(pa.Table.from_pylist(rows), **options).to_pylist()


def relate(one, other):
    """Give the relation of two descriptions, and whether they are merged without a person."""
    pairs = compare(one, other)
    return (pairs[0]["relation"], pairs[0]["is_automatic"]) if pairs else ("unrelated", False)


def tell(one, other):
    return [reason["slug"] for reason in compare(one, other)[0]["reasons"]]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"name": "MEDIATHEQUE GASTON COUTE DE DIE", "address": "12, r. Camille-Buffardel"},
        {"name": "Médiathèque", "phone": None, "email": None},
        {"address": None, "lat": None, "lon": None},
        {"lat": 44.7531, "address": None, "email": None},
    ],
    ids=["identical", "abbreviated", "plain name", "no place but a phone", "near"],
)
def test_these_are_the_same(other):
    assert relate({}, other) == ("same", True)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"name": "Bibliothèque Gaston Couté"}, {"name": "Ludothèque Le Chat perché"}, "colocated"),
        ({"name": "CCAS de Die", "siret": "26260010100011"},
         {"name": "Espace numérique", "siret": "26260010100011"}, "colocated"),
        ({"name": "Mairie"}, {"name": "Médiathèque", "phone": "0475000009"}, "colocated"),
        ({"name": "Pimms Médiation", "siret": "26260010100011"},
         {"name": "Pimms Médiation", "siret": "26260010100029"}, "branch"),
        ({}, {"name": "Bibliobus Gaston Couté"}, "branch"),
        ({"name": "Centre social Nord"}, {"name": "Centre social Sud"}, "branch"),
        ({}, {"commune_code": "26114", "address": "1 place d’Armes", "lat": 44.5, "lon": 5.0},
         "branch"),
        ({}, {"name": "Café des Halles", "phone": "0475000009", "email": "b@example.org",
              "address": "3 place du Marché", "lat": 44.76}, "unrelated"),
    ],
    ids=["same door, other names", "CCAS and digital space on one SIRET", "town hall and library",
         "two establishments", "bus and building", "north and south", "same name elsewhere",
         "nothing alike"],
)  # fmt: skip
def test_these_are_not_the_same(one, other, relation):
    assert relate(one, other) == (relation, False)


def test_two_libraries_at_one_address_are_not_one():
    names = ({"name": "Bibliothèque Louise Michel"}, {"name": "Bibliothèque Jules Verne"})

    assert relate(*names) == ("colocated", False)
    assert tell(*names)[-1] == "other_words"


def test_what_tells_a_town_hall_from_a_library_is_said_in_french():
    pair = compare({"name": "Mairie"}, {"name": "Médiathèque", "phone": "0475000009"})[0]

    told = next(one for one in pair["reasons"] if one["slug"] == "other_words")

    assert {told["first"], told["second"]} == {"mairie", "bibliothèque"}


def test_one_siret_alone_merges_nothing():
    siret = "21260113000017"
    alone = {"phone": None, "email": None, "lat": None, "lon": None, "address": None}
    names = ["École Chabestan", "Piscine", "Musée", "Marché couvert", "Cimetière paysager"]
    town = [{"name": name, "siret": siret, **alone} for name in names]

    assert not any(pair["is_automatic"] for pair in compare(*town))


def test_two_descriptions_without_point_are_never_near():
    nowhere = {"lat": None, "lon": None, "address": None, "phone": None, "email": None}
    pairs = compare(nowhere | {"name": "Bibliothèque"}, nowhere | {"name": "Bibliothèque"})

    assert not any(reason["slug"] == "near" for pair in pairs for reason in pair["reasons"])
    assert not any(pair["is_automatic"] for pair in pairs)


def test_a_point_of_the_commune_is_never_near():
    vague = {"precision": "commune", "address": None}

    assert "near" not in tell(vague, vague)


def test_reasons_say_what_differs():
    reasons = compare({"name": "Médiathèque Est"}, {"name": "Médiathèque Ouest", "lat": 44.7533})[
        0
    ]["reasons"]
    said = {reason["slug"]: (reason["first"], reason["second"]) for reason in reasons}

    assert said["other_branch"] == ("est", "ouest")
    assert {reason["distance_m"] for reason in reasons if reason["slug"] == "near"} == {30}


def test_a_pair_of_one_source_is_compared_only_when_asked():
    one = {"source": "s"}

    assert compare(one, one) == []
    assert [pair["relation"] for pair in compare(one, one, within_source=True)] == ["same"]


def test_two_that_are_as_alike_as_each_other_wait_for_a_person():
    pairs = compare({}, {"source": "b"}, {"source": "b"})

    assert [(pair["relation"], pair["is_automatic"]) for pair in pairs] == [("same", False)] * 2


def test_gatherings_of_two_days_are_not_one():
    ball = {"name": "Bal folk", "kind": "gathering"}

    assert relate(ball | {"day": "2026-05-01"}, ball | {"day": "2026-06-01"})[1] is False


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnsError, match="commune_code"):
        compute_pairs(pa.table({"id": [1], "source": ["a"], "name": ["b"]}))


def test_thresholds_are_in_order():
    with pytest.raises(ParameterError, match="review"):
        compare({}, {}, automatic=0.1, review=0.2)


def test_nothing_compared_gives_nothing():
    assert compare({}) == []


NAMES = ["Bibliothèque", "Médiathèque Couté", "Bibliothèque Couté Nord", "Mairie", "Le Fil", ""]
descriptions = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "source": st.sampled_from("abc"),
        "address": st.sampled_from(["1 rue Haute", "2 rue Haute", "Le bourg", None]),
        "phone": st.sampled_from(["0475000001", "0475000002", None]),
        "lat": st.sampled_from([44.753, 44.754, 44.9]),
        "siret": st.sampled_from(["26260010100011", "26260010100029", None]),
    }
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(descriptions, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_pairs_do_not_depend_on_the_order_of_the_rows(rows, shuffle):
    numbered = [one | {"id": number} for number, one in enumerate(rows)]
    shuffled = shuffle.sample(numbered, len(numbered))

    assert compare(*numbered) == compare(*shuffled)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(descriptions, min_size=2, max_size=7))
def test_what_is_merged_has_nothing_against_it_and_one_description_a_source(rows):
    pairs = [pair for pair in compare(*rows) if pair["is_automatic"]]
    sources = {number: one["source"] for number, one in enumerate(rows, 1)}

    for pair in pairs:
        assert sources[pair["first_id"]] != sources[pair["second_id"]]
        assert not [one for one in pair["reasons"] if one["slug"].startswith("other_")]
    towards = [(pair["first_id"], sources[pair["second_id"]]) for pair in pairs]
    assert len(towards) == len(set(towards))


@settings(max_examples=6, deadline=None)
@given(descriptions, descriptions)
def test_a_relation_is_symmetric(one, other):
    there = [(p["relation"], p["probability"], p["is_automatic"]) for p in compare(one, other)]
    back = [(p["relation"], p["probability"], p["is_automatic"]) for p in compare(other, one)]

    assert there == back
