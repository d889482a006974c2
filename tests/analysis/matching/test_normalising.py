"""Names, streets and points made comparable."""

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.analysis.matching.normalising import make_functions, normalise
from recoudre.analysis.matching.words import FAMILIES, FAMILY_NAMES
from recoudre.vocabulary.text import fold

CON = duckdb.connect()
make_functions(CON)


def read(name="Mairie", commune="Die", address=""):
    con = duckdb.connect()
    row = {"id": 1, "source": "a", "name": name, "commune_code": "26113"}
    con.register("described", pa.Table.from_pylist([row | {"commune_name": commune,
                                                           "address": address}]))  # fmt: skip
    normalise(con, ["id", "source", "name", "commune_code", "commune_name", "address"])
    return con.execute("SELECT words, families, branch, number, suffix, street FROM compared"
                       ).fetchone()  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words", "families"),
    [
        ("Bibliothèque municipale de Die", [], ["library"]),
        ("Médiathèque St-Exupéry", ["exupery", "saint"], ["library"]),
        ("France Services – La Poste de Die", [], ["france_services", "post"]),
        ("Le Café des Halles", ["halles"], ["cafe"]),
    ],
)
def test_a_name_keeps_the_words_that_say_something(name, words, families):
    assert read(name)[:2] == (words, families)


@pytest.mark.parametrize(
    ("address", "number", "suffix", "street"),
    [
        ("12 bis, av. du Gal. de Gaulle", "12", "bis", "general gaulle"),
        ("Le Quadri - 47 avenue des Pays-Bas", "47", None, "pays bas"),
        ("Place de la République 26150 DIE", None, None, "republique"),
        ("Le Bourg", None, None, "bourg"),
        ("", None, None, None),
    ],
)
def test_an_address_gives_its_number_and_its_street(address, number, suffix, street):
    assert read(address=address)[3:] == (number, suffix, street)


def test_branch_words_and_numbers_are_kept_apart():
    assert read("Relais 2 Nord")[2] == ["2", "nord"]


FRENCH = st.text("abcdefgABCXYZ 0123456789éèêëàâùûüîïôçœŒæÉÀÇ'’-.,()ß\t", max_size=40)


@given(FRENCH)
def test_texts_fold_here_as_everywhere(text):
    assert CON.execute("SELECT fold($said)", {"said": text}).fetchone() == (fold(text),)


def test_every_family_of_words_has_a_french_name():
    assert FAMILY_NAMES.keys() == FAMILIES.keys()
