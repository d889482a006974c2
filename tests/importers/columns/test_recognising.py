"""Columns are recognised by their header, then by a part of it, then by what they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.columns.mapped import FIELDS
from recoudre.importers.columns.recognising import Why, read_headers, recognise_columns
from recoudre.importers.reading import read_csv


def recognise(*columns, cells=()):
    """Recognise the columns of a table with one row of cells, repeated."""
    line = ";".join(cells) or ";".join("x" for _ in columns)
    table = read_csv(f"{';'.join(columns)}\n{line}\n{line}\n".encode())
    return {one.column: (one.field, one.why) for one in recognise_columns(table)}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nom de l'établissement", "nom"),
        ("CP", "code_postal"),
        ("Ville", "commune"),
        ("TÉLÉPHONE", "telephone"),
        ("e-mail", "courriel"),
        ("insee_com", "code_insee"),
    ],
)
def test_a_known_header_is_recognised_however_typed(header, field):
    assert recognise(header, "autre")[header] == (field, Why.HEADER)


def test_a_part_of_the_header_is_enough():
    assert recognise("Adresse du siège social")["Adresse du siège social"] == (
        "adresse", Why.PART,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("contact@example.org", "courriel"),
        ("https://example.org", "site_web"),
        ("04 75 46 00 00", "telephone"),
        ("12345678900012", "siret"),
        ("44,5253", "latitude"),
        ("5,0633", "longitude"),
    ],
)
def test_values_are_recognised_when_the_header_says_nothing(cell, field):
    assert recognise("zz", "yy", cells=(cell, "bonjour"))["zz"] == (field, Why.VALUES)


def test_a_field_is_given_to_one_column_only():
    found = recognise("Nom", "Titre", "Name")

    assert [field for field, _ in found.values()] == ["nom", "", ""]


def test_a_column_always_empty_is_recognised_by_its_header_alone():
    assert recognise("zz", "nom", cells=("", "Fête"))["zz"] == ("", None)


def test_the_reviewable_list_names_only_our_fields():
    assert set(read_headers().values()) <= set(FIELDS)


@given(st.lists(st.text("abcdefgh é_'-1", min_size=1, max_size=20), min_size=1, max_size=8))
def test_whatever_the_headers_no_field_is_given_twice(headers):
    columns = [f"{header}{at}x" for at, header in enumerate(headers)]

    fields = [field for field, _ in recognise(*columns).values() if field]

    assert len(fields) == len(set(fields))
