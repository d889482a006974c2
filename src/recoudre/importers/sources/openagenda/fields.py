"""OpenAgenda: the words of an event, whatever the shape of its cells."""

import html
import re
from collections.abc import Mapping, Sequence

from recoudre.importers.envelopes import read_nested
from recoudre.importers.sources.openagenda import tables

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<(?:br|/p|/li|/h\d|/div)[^>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]+")
_AGENDA = re.compile(r"openagenda\.com/(?:[a-z]{2}/)?(?:agendas/)?([^/?#]+)/")
_LANGUAGE = "fr"


def find_agenda(cells: Mapping[str, str]) -> str:
    """Find the agenda where an event was born: the same one, whichever agenda shows it."""
    agenda = read_nested(cells.get("originAgenda", ""))
    if isinstance(agenda, dict) and agenda.get("uid"):
        return str(agenda["uid"])
    return find_cell(cells, tables.AGENDA_IDS) or find_agenda_name(cells) or "agenda"


def find_agenda_name(cells: Mapping[str, str]) -> str:
    """Find the name of an agenda in the address of an event; "" when it has none.

    Example
        >>> find_agenda_name({"url": "https://openagenda.com/fr/francetravail/events/x"})
        'francetravail'
    """
    agenda = read_nested(cells.get("originAgenda", ""))
    if isinstance(agenda, dict) and agenda.get("slug"):
        return str(agenda["slug"])
    found = _AGENDA.search(find_cell(cells, tables.URLS))
    return found[1] if found else ""


def list_keywords(cells: Mapping[str, str]) -> list[str]:
    """List the keywords of an event, as written."""
    cell = find_cell(cells, tables.KEYWORDS)
    nested = read_nested(cell)
    if isinstance(nested, dict):
        nested = nested.get(_LANGUAGE) or []
    found = nested if isinstance(nested, list) else re.split(r"[,;]", cell)
    return [str(one).strip() for one in found if str(one).strip()]


def find_cell(cells: Mapping[str, str], names: Sequence[str]) -> str:
    """Find the first filled cell among several names of one field."""
    return next((cells[name] for name in names if cells.get(name, "").strip()), "")


def say_french(cells: Mapping[str, str], names: Sequence[str]) -> str:
    """Say a text in French, else in the only language it has."""
    cell = find_cell(cells, names)
    nested = read_nested(cell)
    if isinstance(nested, dict):
        told = [nested.get(_LANGUAGE), *nested.values()]
        return next((one for one in told if isinstance(one, str)), "")
    return cell


def strip_html(text: str) -> str:
    """Take the tags of a text away, and keep its lines."""
    if "<" not in text:
        return html.unescape(text)
    lines = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", text))).split("\n")
    return "\n".join(filter(None, (_BLANKS.sub(" ", line).strip() for line in lines)))
