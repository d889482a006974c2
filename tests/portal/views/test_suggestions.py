"""The page of the suggestions: nothing when nothing was learnt, numbers before shares else."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from recoudre.inventory.models import Training

ADDRESS = "/methode/suggestions"


def make_measure(**changed):
    """Make the measure of ecology everywhere: eight right, two wrong, two missed."""
    return {
        "value": "ecology", "group_kind": "all", "group": "", "right": 8, "wrong": 2, "missed": 2,
    } | changed  # fmt: skip


@pytest.fixture
def trained(db):
    """A training on sixty records."""
    kept = {
        "examples": 60,
        "classes": ["ecology"],
        "measures": [make_measure(), make_measure(group_kind="audience", group="seniors")],
    }
    Training.objects.create(
        at=datetime(2026, 3, 9, 12, tzinfo=UTC), examples=60, measures={"domains": kept}
    )


def read_rows(response):
    """Read the rows of the tables."""
    page = BeautifulSoup(response.content, "html.parser")
    rows = page.select("tbody tr")
    return [
        [cell.get_text(strip=True).replace("\xa0", " ") for cell in row.find_all(["th", "td"])]
        for row in rows
    ]


def test_without_training_the_page_says_that_nothing_is_suggested(client, db):
    assert "rien n’est suggéré" in client.get(ADDRESS).content.decode()


def test_the_numbers_and_the_shares_are_told_everywhere_then_by_audience(client, trained):
    everywhere, seniors = read_rows(client.get(ADDRESS))

    assert everywhere[:5] == ["écologie", "partout", "8", "2", "2"]
    assert [cell.replace("\u202f", " ") for cell in everywhere[5:]] == ["80 %", "80 %"]
    assert seniors[1] == "seniors"


def test_a_value_never_suggested_has_no_share(client, db):
    kept = {"examples": 60, "classes": [], "measures": [make_measure(right=0, wrong=0)]}
    Training.objects.create(
        at=datetime(2026, 3, 9, 12, tzinfo=UTC), examples=60, measures={"domains": kept}
    )

    assert read_rows(client.get(ADDRESS))[0][5:] == ["rien de suggéré", "0 %"]


def test_the_page_asks_few_queries(client, trained, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(ADDRESS)
