"""The catalogues of messages: `python -m recoudre.config.messages` writes and compiles them.

Messages are written in French in the code, with plain spaces, so that anybody can review them.
The French catalogue holds what plain writing cannot: plural forms (Django would print "0 lieux")
and the no-break spaces of French typography. The English one is translated by hand; what is not
translated yet is shown in French. Needs Babel, which comes with the requirements of the tests.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from recoudre import __version__
from recoudre.vocabulary.indicators import INDICATORS

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("fr", "en")
# The same text must give the same bytes: a catalogue does not carry the hour it was written.
WRITTEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
NO_BREAK, NARROW = "\u00a0", "\u202f"
KEYWORDS = {
    name: places
    for suffix in ("", "_lazy", "_noop")
    for name, places in {
        f"gettext{suffix}": None,
        f"ngettext{suffix}": (1, 2),
        f"pgettext{suffix}": ((1, "c"), 2),
        f"npgettext{suffix}": ((1, "c"), 2, 3),
    }.items()
} | {"_": None, "_lazy": None}

Message = tuple[str, str | tuple[str, ...], str | None]


def set_no_break_spaces(text: str) -> str:
    """Set the no-break spaces of French typography in a text written with plain ones.

    >>> set_no_break_spaces("« Où ? » : 5 %").encode("unicode_escape").decode()
    '\\\\xab\\\\xa0O\\\\xf9\\\\u202f?\\\\xa0\\\\xbb\\\\xa0: 5\\\\xa0%'
    """
    text = re.sub(r" (?=[;!?])", NARROW, text)
    text = re.sub(r" (?=[:»])| (?=%(?![(\w]))", NO_BREAK, text)
    return text.replace("« ", f"«{NO_BREAK}")


def extract_messages(package: Path = PACKAGE) -> list[Message]:
    """Extract (file, message or plural forms, context) from Python, templates and closed lists."""
    messages = []
    for path in sorted([*package.rglob("*.py"), *package.glob("*/templates/**/*.*")]):
        name = path.relative_to(package).as_posix()
        found = extract("python", io.BytesIO(_read_as_python(path)), keywords=KEYWORDS)
        messages += [(name, message, context) for _, message, _, context in found]
    return messages + [("vocabulary/lists.py", label, None) for label in _list_labels()]


def _read_as_python(path: Path) -> bytes:
    """Read a file as Python calls that Babel understands; a template's lines lose their margin."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    return text.encode()


def _list_labels() -> Iterator[str]:
    """List the words of closed lists and of indicators, which are shown through gettext."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "(Labelled):" in text:
            yield from _read_labels(ast.parse(text))
    for one in INDICATORS:
        yield from (one.name, one.question, one.definition, one.is_not, one.unit, one.denominator)


def _read_labels(tree: ast.Module) -> Iterator[str]:
    """Read the labels of closed lists where they are written, without loading any room."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and "Labelled" in map(ast.unparse, node.bases):
            for line in node.body:
                if isinstance(line, ast.Assign):
                    _slug, label = ast.literal_eval(line.value)
                    yield label


def build_catalog(language: str, messages: list[Message]) -> Catalog:
    """Build a language's catalogue: French by typography, English from what was translated."""
    catalog = Catalog(
        language,
        project="Recoudre",
        version=__version__,
        header_comment="# Written by `python -m recoudre.config.messages`.",
        msgid_bugs_address="",
        language_team="",
        creation_date=WRITTEN_AT,
        revision_date=WRITTEN_AT,
        last_translator="Recoudre contributors",
        fuzzy=False,
    )
    translated = read_catalog(language)
    for name, message, context in messages:
        string = _translate(translated, message, context) if language == "en" else _set(message)
        if language == "en" or isinstance(message, tuple) or string != message:
            catalog.add(message, string, locations=[(name, 0)], context=context)
    return catalog


def _set(message: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Set a message in French; plural forms always, for what Django would do without them."""
    if isinstance(message, str):
        return set_no_break_spaces(message)
    return tuple(set_no_break_spaces(form) for form in message)


def _translate(
    translated: Catalog, message: str | tuple[str, ...], context: str | None
) -> str | tuple[str, ...]:
    """Give what was translated by hand, or an empty translation to fill in."""
    known = translated.get(message, context)
    if known and known.string:
        return known.string if isinstance(known.string, str) else tuple(known.string)
    return "" if isinstance(message, str) else ("",) * len(message)


def read_catalog(language: str) -> Catalog:
    """Read a language's catalogue; an empty one when it does not exist yet."""
    path = find_catalog(language)
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def find_catalog(language: str) -> Path:
    """Find where a language's catalogue is kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def write_bytes(catalog: Catalog) -> tuple[bytes, bytes]:
    """Write a catalogue as the two files that git keeps: readable, and compiled."""
    readable, compiled = io.BytesIO(), io.BytesIO()
    write_po(readable, catalog, width=100, sort_output=True, no_location=True)
    write_mo(compiled, catalog)
    return readable.getvalue(), compiled.getvalue()


def list_untranslated(language: str) -> list[str]:
    """List the messages that are still shown in French."""
    return [
        str(message.id)
        for message in read_catalog(language)
        if message.id and not _is_done(message.string)
    ]


def _is_done(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def update_catalogs() -> None:
    """Write and compile the catalogue of every language."""
    messages = extract_messages()
    for language in LANGUAGES:
        path = find_catalog(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        readable, compiled = write_bytes(build_catalog(language, messages))
        path.write_bytes(readable)
        path.with_suffix(".mo").write_bytes(compiled)


if __name__ == "__main__":
    update_catalogs()
    for untranslated in list_untranslated("en"):
        sys.stdout.write(f"en: {untranslated}\n")
