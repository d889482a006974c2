"""Functions and files stay small enough to be read at a glance."""

from pathlib import Path

from tests.house.sizes import (
    MAX_COMPLEXITY,
    MAX_FILE_LINES,
    MAX_FUNCTION_LINES,
    describe_sizes,
    find_percentile,
    measure_all,
    measure_functions,
)
from tests.house.tree import REPOSITORY


def test_docstrings_comments_and_blank_lines_do_not_count_as_code(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.house.sizes.name_of", Path.as_posix)
    file = tmp_path / "sample.py"
    file.write_text(
        'def add(a, b):\n    """Add.\n\n    Slowly.\n    """\n\n    # why\n    return a + b\n'
    )

    measured = list(measure_functions(file).values())

    assert measured == [2]


def test_the_percentile_is_a_value_that_was_seen():
    assert find_percentile([1, 2, 3, 4, 100], 0.95) == 100
    assert find_percentile(list(range(1, 101)), 0.95) == 95


def test_no_function_is_longer_than_forty_lines_of_code():
    sizes = measure_all()["code lines per function"]

    assert {name: size for name, size in sizes.items() if size > MAX_FUNCTION_LINES} == {}


def test_no_file_is_longer_than_four_hundred_lines():
    sizes = measure_all()["lines per file"]

    assert {name: size for name, size in sizes.items() if size > MAX_FILE_LINES} == {}


def test_no_function_has_more_than_ten_ways_through():
    sizes = measure_all()["complexity"]

    assert {name: size for name, size in sizes.items() if size > MAX_COMPLEXITY} == {}


def test_half_of_the_functions_hold_in_six_lines_or_so():
    sizes = sorted(measure_all()["code lines per function"].values())

    assert find_percentile(sizes, 0.5) <= 8
    assert find_percentile(sizes, 0.95) <= 25


def test_the_table_of_sizes_names_the_biggest():
    assert "biggest" in describe_sizes()
    assert str(REPOSITORY) not in describe_sizes()
