"""Envelopes, crosswalks and names for rows: what several sources share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.crosswalks import cross, mend_first, mend_pivot
from recoudre.importers.envelopes import find_list, make_table, read_json, read_nested, read_table
from recoudre.importers.identity import name_by_digest
from recoudre.importers.inclusion import find_version, split_words
from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.repairs import CellReader

MARKS = {"v0": ("profils",), "v1": ("publics",)}


def test_the_first_key_that_leads_to_a_list_is_taken():
    assert find_list({"total": 1, "data": [1]}, "items", "data") == [1]
    assert find_list([2], "items") == [2]


@pytest.mark.parametrize("envelope", [{}, {"items": "x"}, "x", 3, None])
def test_an_envelope_without_the_list_is_refused_with_what_was_expected(envelope):
    with pytest.raises(UnreadableFileError, match="« items »"):
        find_list(envelope, "items")


def test_what_must_never_be_read_is_left_out_of_both_forms():
    as_csv = read_table(b"id,contact\n1,Jeanne\n2\n", never_read=("contact",))
    as_json = read_table(b'[{"id": 1, "contact": "Jeanne"}]', never_read=("contact",))

    assert "Jeanne" not in repr((as_csv, as_json))
    assert as_csv.columns == as_json.columns == ("id",)


def test_a_json_file_that_cannot_be_read_is_refused_in_french():
    with pytest.raises(UnreadableFileError, match="pas du JSON lisible"):
        read_json(b'{"a": ')


@given(st.text(max_size=30))
def test_any_cell_may_hold_nested_json_or_not(cell):
    assert read_nested(cell) is None or cell.startswith(("[", "{"))


def test_nested_objects_stay_as_json_in_their_cell():
    (row,) = make_table([{"id": 1, "geo": {"lat": 4}}]).rows

    assert row.cells == {"id": "1", "geo": '{"lat": 4}'}


def test_a_crosswalk_doubts_of_what_it_does_not_know_and_keeps_each_value_once():
    cells = CellReader({})
    found = cross(cells, "publics", ["a", "b", "z"], {"a": ("x",), "b": ("x", "y")})

    assert found == ("x", "y")
    assert [(doubt.column, doubt.value) for doubt in cells.doubts] == [("publics", "z")]


def test_a_value_that_has_no_word_here_is_known_all_the_same():
    cells = CellReader({})

    assert (cross(cells, "publics", ["femmes"], {"femmes": ()}), cells.doubts) == ((), ())


@pytest.mark.parametrize("cell", ["", "00000000000000", "12345678901234", "W12"])
def test_what_is_neither_a_siret_nor_an_rna_number_is_no_pivot(cell):
    assert mend_pivot(cell, "pivot").value == ("", "")


def test_one_value_alone_needs_no_repair():
    assert mend_first("https://a.example", "site").repairs == ()


def test_a_digest_forgets_case_and_accents_and_nothing_else():
    assert name_by_digest("x", "Café", "Die") == name_by_digest("x", "CAFE", "die")
    assert name_by_digest("x", "Café", "Die") != name_by_digest("x", "Café Die", "")


@pytest.mark.parametrize(("columns", "version"), [(["profils"], "v0"), (["id", "publics"], "v1")])
def test_a_version_is_known_by_the_columns_that_it_alone_has(columns, version):
    assert find_version(columns, MARKS) == version


@pytest.mark.parametrize("columns", [[], ["id"], ["profils", "publics"]])
def test_no_version_or_two_are_refused_by_name(columns):
    with pytest.raises(UnknownColumnsError, match="v0 et v1"):
        find_version(columns, MARKS)


@pytest.mark.parametrize("cell", ["['a', 'b']", '["a","b"]', "{a,b}", "a|b", "a, b"])
def test_a_list_of_slugs_is_read_however_it_is_written(cell):
    assert split_words(cell) == ["a", "b"]
