"""The sources by the name one types."""

import pytest

from recoudre.importers.errors import UnknownSourceError
from recoudre.importers.registry import SOURCES, find_source
from recoudre.importers.repairs.contacts import is_web_address


def test_the_sources_have_the_names_that_others_rely_on():
    assert list(SOURCES) == [
        "france-services",
        "bibliotheques",
        "conseillers-numeriques",
        "hinaura",
        "mediation-numerique",
        "data-inclusion-structures",
        "data-inclusion-services",
        "gogocarto",
        "hsds",
        "rna",
        "openagenda",
        "icalendar",
        "osm",
        "scdl-equipements",
        "scdl-subventions",
        "tiers-lieux",
        "sirene",
        "bpe",
        "csv",
        "atlas",
    ]


def test_an_unknown_source_is_answered_with_the_known_ones():
    with pytest.raises(UnknownSourceError, match=r"« gares » n’existe pas.*france-services, bibl"):
        find_source("gares")


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_a_source_says_who_publishes_it_and_how_often(source):
    assert source.info.publisher
    assert source.info.rhythm


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_the_addresses_of_a_source_are_web_addresses(source):
    given = [one for one in (source.info.homepage, source.info.download_url) if one]

    assert all(is_web_address(one) for one in given)
