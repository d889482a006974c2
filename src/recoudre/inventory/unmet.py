"""Searches that found nothing: noted in a file of the home, counted at night. Never who asked.

A visitor's search writes nothing in the database, which an import may hold for minutes.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from recoudre.vocabulary.text import fold

MAX_LENGTH = 80
MAX_WORDS = 6
# A day's notes stop here: somebody who wears out the search cannot fill the disk.
MAX_BYTES = 2_000_000


def note_unmet(typed: str, territory_code: str) -> bool:
    """Note what was looked for in vain, when it can be nobody's secret; say whether it was.

    What holds a digit or an at sign (a phone, an e-mail, an address), or is long, is not noted.
    """
    words = fold(typed)
    is_plain = not any(sign.isdigit() or sign == "@" for sign in typed)
    if not words or not is_plain or len(words) > MAX_LENGTH or len(words.split()) > MAX_WORDS:
        return False
    path = find_folder() / f"{timezone.localdate().isoformat()}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MAX_BYTES:
            return False
        with path.open("a", encoding="utf-8") as notes:
            notes.write(json.dumps([territory_code, words]) + "\n")
    except OSError:
        # A full disk must not take the search away.
        return False
    return True


def find_folder() -> Path:
    """Find where notes wait to be counted."""
    return Path(settings.HOME) / "unmet"


def read_notes(path: Path) -> Iterator[tuple[str, str]]:
    """Read the notes of a day: code of the territory, words; a line cut short is passed over."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            code, words = json.loads(line)
        except ValueError:
            continue
        yield str(code)[:9], str(words)[:MAX_LENGTH]


def read_day(path: Path) -> date:
    """Read which day a file of notes is about."""
    return date.fromisoformat(path.name[:10])
