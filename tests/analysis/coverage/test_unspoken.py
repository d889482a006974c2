"""What nobody mentions is listed, and said not to be a zero."""

import ibis

from recoudre.analysis.coverage import list_unspoken
from recoudre.vocabulary import tables
from recoudre.vocabulary.lists import Audience, Bond, Domain
from tests.analysis.observation import lay, lay_territories, list_rows

TERRITORIES = lay_territories({"code": "A"}, {"code": "B"})
FACETS = ibis.memtable(
    {
        "occasion_id": [1, 1, 2],
        "commune_code": ["A", "A", "B"],
        "facet": ["domain", "audience", "domain"],
        "value": ["reading", "unknown", "sport"],
    }
)
SOURCES = lay(
    tables.SOURCES,
    {"source": "libraries", "covers": "reading culture"},
    {"source": "clubs", "covers": "sport mental_health"},
)


def unspoken_in(code):
    table = list_unspoken(FACETS, TERRITORIES, SOURCES)
    return {
        (row["facet"], row["value"]): row
        for row in list_rows(table.filter(table.code == code), "facet", "value")
    }


def test_every_value_but_those_mentioned_is_listed():
    assert len(unspoken_in("A")) == len(Bond) + len(Domain) + len(Audience) - 1
    assert ("domain", "reading") not in unspoken_in("A")


def test_what_is_mentioned_elsewhere_says_so():
    row = unspoken_in("A")["domain", "sport"]

    assert (row["occasions_elsewhere"], row["sources_covering"]) == (1, 1)


def test_what_is_mentioned_nowhere_is_our_own_silence():
    row = unspoken_in("A")["domain", "food"]

    assert (row["occasions_elsewhere"], row["sources_covering"]) == (0, 0)


def test_a_domain_is_declared_by_whole_words():
    # "mental_health" is not "health".
    assert unspoken_in("A")["domain", "mental_health"]["sources_covering"] == 1
    assert unspoken_in("A")["domain", "health"]["sources_covering"] == 0


def test_sources_declare_no_audience():
    assert unspoken_in("A")["audience", "seniors"]["sources_covering"] is None


def test_unknown_is_not_a_value_that_could_be_missing():
    assert not any(value == "unknown" for _facet, value in unspoken_in("B"))
