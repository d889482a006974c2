"""The pages written from the code are complete and fresh."""

import pytest

from recoudre.config import documentation
from recoudre.config.environment import VARIABLES
from recoudre.vocabulary.indicators import INDICATORS
from recoudre.vocabulary.tables import TABLES


def test_a_table_keeps_its_columns_when_a_cell_holds_a_bar():
    table = documentation.write_table(("a", "b"), [("x|y", "z")])

    assert table == "| a | b |\n| --- | --- |\n| x\\|y | z |\n"


def test_every_setting_is_described():
    page = documentation.describe_settings()

    assert [variable.name for variable in VARIABLES if f"`{variable.name}`" not in page] == []


def test_every_indicator_says_what_it_is_not():
    page = documentation.describe_indicators()

    assert [indicator.slug for indicator in INDICATORS if indicator.is_not not in page] == []


def test_every_column_of_an_observation_is_described():
    page = documentation.describe_observation()
    columns = [column for table in TABLES for column in table.columns]

    assert [column.name for column in columns if column.meaning not in page] == []


def test_only_pages_that_change_are_written(tmp_path):
    first = documentation.write_pages(tmp_path)
    second = documentation.write_pages(tmp_path)

    assert len(first) == len(documentation.PAGES)
    assert second == []


@pytest.mark.parametrize("name", documentation.PAGES)
def test_the_page_is_fresh(name):
    """Run `python -m recoudre.config.documentation` when this fails."""
    assert (documentation.DOCS / name).read_text(encoding="utf-8") == documentation.PAGES[name]()
