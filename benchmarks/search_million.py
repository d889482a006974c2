"""A million occasions on SQLite: search, words while typing, likeness, beside datasette."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

from benchmarks.clients import ask_warm
from benchmarks.home import WORDS, find_territory, list_communes
from benchmarks.measuring import RECOUDRE, Measure, read_peak_mb
from benchmarks.million import find_million
from benchmarks.search_pages import PORT, measure_peer, serve, tell, write_search

ASKED = 400


def run() -> Iterator[Measure]:
    """Serve the same rows both ways; each measure's seconds are the 95th percentile."""
    home = find_million()
    chance = random.Random(11)  # noqa: S311 - the same questions every time.
    communes = list_communes(find_territory(home)[0])
    asked = [(chance.choice(WORDS), chance.choice(communes)) for _ in range(ASKED)]
    theirs = measure_peer(home, asked)
    with serve([*RECOUDRE, "serve", "--port", str(PORT)], PORT, home) as pid:
        near = ask_warm(PORT, [write_search(*one) for one in asked])
        everywhere = ask_warm(PORT, [f"/chercher?{urlencode({'q': word})}" for word in WORDS])
        typing = ask_warm(PORT, _list_beginnings(chance))
        memory = read_peak_mb(pid)
    peer_page, _, peer_mb = theirs or (None, None, None)
    yield tell("million_search_near", near, memory, "datasette, page", peer_page, peer_mb)
    yield tell("million_search_everywhere (kept)", everywhere, memory, None, None, None)
    yield tell("million_words_while_typing", typing, memory, None, None, None)


def _list_beginnings(chance: random.Random) -> list[str]:
    """List what somebody has typed after three letters, four, five."""
    return [
        f"/chercher/mots?{urlencode({'q': chance.choice(WORDS)[:length]})}"
        for length in (3, 4, 5)
        for _ in range(ASKED // 3)
    ]
