"""The catalogues: French typography and plurals, English translations, always fresh."""

import re

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation
from django.utils.translation import ngettext
from hypothesis import given
from hypothesis import strategies as st

from recoudre.config import messages

TEMPLATE = """{% load i18n %}
<p>{% translate "Où aller ?" %}</p>
    {% blocktranslate count n=n %}{{ n }} lieu{% plural %}{{ n }} lieux{% endblocktranslate %}
  {% translate "été" context "saison" %}
"""
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|</?\w+>")


def list_forms(text):
    return [text] if isinstance(text, str) else list(text)


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "portal" / "templates" / "portal"
    folder.mkdir(parents=True)
    (folder / "home.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "portal" / "views.py").write_text(
        'gettext_lazy("Accueil")\nprint("non")\n', encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Où aller ?", "Où aller\u202f?"),
        ("Oui ! Non ; si", "Oui\u202f! Non\u202f; si"),
        ("Coût : 5 %", "Coût\u00a0: 5\u00a0%"),
        ("« le lien »", "«\u00a0le lien\u00a0»"),
        ("%(label)s : 5 %% de %(total)s", "%(label)s\u00a0: 5\u00a0%% de %(total)s"),
        ("https://exemple.fr?a=1", "https://exemple.fr?a=1"),
    ],
)
def test_no_break_spaces_are_set_where_a_french_desk_sets_them(plain, set_):
    assert messages.set_no_break_spaces(plain) == set_


def test_messages_come_from_templates_python_and_closed_lists(package):
    found = messages.extract_messages(package)

    assert ("portal/templates/portal/home.html", "Où aller ?", None) in found
    assert ("portal/templates/portal/home.html", ("%(n)s lieu", "%(n)s lieux"), None) in found
    assert ("portal/templates/portal/home.html", "été", "saison") in found
    assert ("portal/views.py", "Accueil", None) in found
    assert ("vocabulary/lists.py", "lieu", None) in found
    assert "non" not in {message for _, message, _ in found}


def test_french_holds_only_what_plain_writing_cannot():
    catalog = messages.build_catalog(
        "fr",
        [("a", "Accueil", None), ("b", "Où ?", None), ("c", ("%(n)s lieu", "%(n)s lieux"), None)],
    )

    assert {message.id for message in catalog if message.id} == {
        "Où ?",
        ("%(n)s lieu", "%(n)s lieux"),
    }


def test_english_keeps_what_was_translated_and_drops_what_is_gone(monkeypatch):
    before = Catalog("en")
    before.add("Accueil", "Home")
    before.add("Disparu", "Gone")
    monkeypatch.setattr(messages, "read_catalog", lambda language: before)

    catalog = messages.build_catalog("en", [("a", "Accueil", None), ("b", "Nouveau", None)])

    assert {message.id: message.string for message in catalog if message.id} == {
        "Accueil": "Home",
        "Nouveau": "",
    }


@given(st.text(alphabet="aé :;!?«»%()'s\u00a0\u202f"))
def test_setting_no_break_spaces_twice_changes_nothing_more(text):
    once = messages.set_no_break_spaces(text)

    assert messages.set_no_break_spaces(once) == once
    assert len(once) == len(text)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogue_is_fresh(language):
    """Run `python -m recoudre.config.messages` when this fails."""
    readable, compiled = messages.write_bytes(
        messages.build_catalog(language, messages.extract_messages())
    )

    kept = messages.find_catalog(language).read_text(encoding="utf-8")
    assert set(readable.decode().splitlines()) ^ set(kept.splitlines()) == set()
    assert messages.find_catalog(language).with_suffix(".mo").read_bytes() == compiled


def test_every_message_is_translated_into_english():
    """Write what is listed here in `locale/en`, by hand, when this fails."""
    assert messages.list_untranslated("en") == []


def test_a_translation_keeps_the_blanks_to_fill_and_the_marks():
    pairs = [
        (french, english)
        for message in messages.read_catalog("en")
        if message.id
        for french, english in zip(list_forms(message.id), list_forms(message.string), strict=True)
    ]

    assert [
        pair for pair in pairs if len({frozenset(PLACEHOLDER.findall(text)) for text in pair}) > 1
    ] == []


def test_english_has_no_space_before_its_marks():
    spaced = re.compile(r"[ \u00a0\u202f][:;!?»]|«")

    assert [
        form
        for message in messages.read_catalog("en")
        if message.id
        for form in list_forms(message.string)
        if spaced.search(form)
        and "Ensemble & autrement" not in form  # a French title stays as it is
    ] == []


def test_zero_is_singular_in_french():
    singular, plural = next(
        message for _, message, _ in messages.extract_messages() if isinstance(message, tuple)
    )

    with translation.override("fr"):
        zero, two = ngettext(singular, plural, 0), ngettext(singular, plural, 2)

    assert zero == messages.set_no_break_spaces(singular)
    assert two == messages.set_no_break_spaces(plural)
