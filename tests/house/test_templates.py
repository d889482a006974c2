"""Templates hold neither script nor style, are all used, and are written in good French."""

import re

import pytest

from tests.conftest import find_inline
from tests.house.tree import PACKAGE, list_sources, list_templates, name_of

# Django and the browser find these by their name.
FOUND_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
TRANSLATE = re.compile(r"""{%-?\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate\b[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
# No-break spaces are not asked here: the French catalogue sets them (recoudre.config.messages).
FAULTS = {
    "straight apostrophe": re.compile(r"\w'\w"),
    "straight quotes": re.compile(r'(?<![=\w])"\w'),
    "no space before ; ! ? or »": re.compile(r"\w[;!?»](?![\w/]|(?<=&\w;))"),
    "three dots": re.compile(r"\.\.\."),
}


def list_french(text):
    """List the French texts that a template shows through translate and blocktranslate."""
    texts = [first or second for first, second in TRANSLATE.findall(text)]
    texts += [re.sub(r"{[{%].*?[%}]}|<[^>]*>|&\w+;", "x", block) for block in BLOCK.findall(text)]
    return texts


def list_faults(text):
    """List the typographic faults of a French text."""
    return [name for name, pattern in FAULTS.items() if pattern.search(text)]


def test_inline_script_and_style_are_seen():
    page = (
        '<p style="x"><script>1</script><style></style><a onclick="x"><script src="a.js"></script>'
    )

    assert find_inline(page) == ["<p style>", "<script>", "<style>", "<a onclick>"]


def test_data_in_a_script_element_is_not_script():
    assert find_inline('<script type="application/json">{}</script>') == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("L’été", []),
        ("L'été", ["straight apostrophe"]),
        ("Où ?", []),
        ("Où?", ["no space before ; ! ? or »"]),
        ("« oui »", []),
        ("Chercher...", ["three dots"]),
        ("https://exemple.fr", []),
    ],
)
def test_french_typography_is_read_rightly(text, faults):
    assert list_faults(text) == faults


@pytest.mark.parametrize("path", list_templates(), ids=name_of)
def test_a_template_holds_neither_script_nor_style(path):
    assert find_inline(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", list_templates(), ids=name_of)
def test_a_template_speaks_typographic_french(path):
    texts = list_french(path.read_text(encoding="utf-8"))

    assert {text: list_faults(text) for text in texts if list_faults(text)} == {}


@pytest.mark.parametrize("path", list_templates(), ids=name_of)
def test_no_translated_text_is_empty(path):
    assert all(text.strip() for text in list_french(path.read_text(encoding="utf-8")))


def test_every_template_is_used():
    everything = "".join(
        path.read_text(encoding="utf-8") for path in (*list_sources(), *list_templates())
    )
    unused = [
        name_of(path)
        for path in list_templates()
        if path.name not in FOUND_BY_NAME
        and path.relative_to(PACKAGE / path.relative_to(PACKAGE).parts[0] / "templates").as_posix()
        not in everything
    ]

    assert unused == []
