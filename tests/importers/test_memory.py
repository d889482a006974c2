"""The search for cycles: rare for a while, then as usual."""

import gc

import pytest

from recoudre.importers.memory import RARELY, search_cycles_rarely


def test_cycles_are_searched_rarely_for_a_while_only():
    usual = gc.get_threshold()

    with search_cycles_rarely():
        during = gc.get_threshold()

    assert (during, gc.get_threshold()) == (RARELY, usual)


def test_an_import_that_fails_leaves_the_search_as_usual():
    usual = gc.get_threshold()

    with pytest.raises(ValueError, match="perdu"), search_cycles_rarely():
        raise ValueError("perdu")

    assert gc.get_threshold() == usual


def test_two_imports_at_once_leave_the_search_as_usual():
    usual = gc.get_threshold()
    first, second = search_cycles_rarely(), search_cycles_rarely()

    for step in (first.__enter__, second.__enter__):
        step()
    for one in (first, second):
        one.__exit__(None, None, None)

    assert gc.get_threshold() == usual
