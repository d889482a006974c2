"""Every page knows the site it belongs to."""

import pytest
from django.test import RequestFactory, override_settings

from recoudre.design.context import describe_site


def describe(path="/"):
    """Describe the site as seen from an address."""
    return describe_site(RequestFactory().get(path))["site"]


def list_current(path):
    """List the menu entries marked as current."""
    return [entry.path for entry in describe(path)["menu"] if entry.is_current]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", []),
        ("/chercher", ["/chercher"]),
        ("/territoires", ["/territoires"]),
        ("/territoire/26114-dieulefit", ["/territoires"]),
        ("/territorial", []),
        ("/atlas", ["/atlas"]),
    ],
)
def test_the_menu_marks_where_one_is(path, current):
    assert list_current(path) == current


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        ("bonjour@example.org", "mailto:bonjour@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
        ("04 75 00 00 00", "tel:+33475000000"),
        ("à la mairie", ""),
        ("", ""),
    ],
)
def test_a_contact_is_a_way_to_write_or_call(contact, href):
    with override_settings(CONTACT=contact):
        assert describe()["contact_href"] == href


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demonstration_is_declared_by_a_setting(is_demo):
    with override_settings(IS_DEMO=is_demo):
        assert describe()["is_demo"] is is_demo
