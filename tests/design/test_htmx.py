"""A view answers with its page, or with the very section that htmx will swap."""

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory, override_settings

from recoudre.design.htmx import VARY_ON, render_section

PAGE = """{% load partials %}<!doctype html><html lang="fr"><body><h1>Chercher</h1>
{% partialdef results inline %}<section id="results">{{ words }}</section>{% endpartialdef %}
</body></html>"""
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.locmem.Loader", {"page.html": PAGE})],
                )
            ]
        },
    }
]
AS_HTMX = {"HX-Request": "true"}


@pytest.fixture
def answer():
    """Answer a request made with the given headers."""

    def _answer(**headers):
        request = RequestFactory().get("/chercher", headers=headers)
        with override_settings(TEMPLATES=TEMPLATES):
            return render_section(request, "page.html", "results", {"words": "jardin"})

    return _answer


def find_results(response):
    """Find the section of the results in an answer."""
    return BeautifulSoup(response.content, "html.parser").find(id="results")


def test_a_visit_gets_the_whole_page(answer):
    assert b"<html" in answer().content


def test_htmx_gets_the_section_alone(answer):
    assert b"<html" not in answer(**AS_HTMX).content


def test_htmx_gets_the_very_section_of_the_full_page(answer):
    assert find_results(answer(**AS_HTMX)).prettify() == find_results(answer()).prettify()


@pytest.mark.parametrize("case", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_boosted_link_or_a_history_restore_gets_the_whole_page(answer, case):
    response = answer(**AS_HTMX, **{case: "true"})

    assert b"<html" in response.content


def test_caches_are_told_that_the_two_answers_differ(answer):
    assert answer(**AS_HTMX)["Vary"] == ", ".join(VARY_ON)
