"""The page on matches says how they are made and how often they are right."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from recoudre.analysis.matching.weights import AUTOMATIC
from recoudre.importers.matching.quality import IN_USE, Share, read_curve, read_regions


@pytest.fixture
def page(client, db):
    answer = client.get(reverse("matching"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_page_says_what_was_measured_with_its_numbers(page):
    text = page.get_text(" ")

    assert "France services, 2022 et 2024" in text
    assert all(f"{one.same}"[-3:] in text for one in read_curve())


def test_each_curve_has_its_words_and_its_table(page):
    figures = page.select("figure")

    assert len(figures) == 2
    assert all(figure.select_one("svg[aria-label]") for figure in figures)
    assert all(figure.select_one("table") for figure in figures)


def test_the_method_page_leads_there(client, db):
    assert reverse("matching") in client.get(reverse("method")).content.decode()


def test_the_page_asks_nothing_of_the_database(client, db, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(reverse("matching"))


def test_the_threshold_told_is_the_one_in_use():
    assert IN_USE == AUTOMATIC


def test_the_counts_shipped_keep_what_was_promised():
    promised = {"fs_pairs_2022_2024.csv": (0.99, 0.90),
                "bibliotheques_pairs_2020_2025.csv": (0.98, 0.85)}  # fmt: skip
    used = [one for one in read_curve() if float(one.where) == IN_USE]

    assert {one.file for one in used} == set(promised)
    for one in used:
        precision, recall = promised[one.file]
        assert one.precision.value >= precision
        assert one.recall.value >= recall


def test_no_region_rests_on_fewer_than_thirty_pairs():
    assert all(one.same >= 30 for one in read_regions() if one.where != "others")


def test_a_share_of_nothing_is_unknown():
    assert (Share(0, 0).value, Share(0, 0).low, Share(0, 0).high) == (None, 0.0, 1.0)
