"""100,000 occasions on SQLite: search, occasion and portrait, beside datasette on the same rows."""

import contextlib
import random
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.clients import Answers, ask_warm
from benchmarks.home import WORDS, find_home, find_territory, list_communes
from benchmarks.measuring import RECOUDRE, Measure, find_peer, read_peak_mb

PORT, PEER_PORT = 8931, 8932
ASKED = 400


def run() -> Iterator[Measure]:
    """Serve the same rows both ways; each measure's seconds are the 95th percentile."""
    home = find_home()
    chance = random.Random(11)  # noqa: S311 - the same questions every time.
    communes = list_communes(find_territory(home)[0])
    asked = [(chance.choice(WORDS), chance.choice(communes)) for _ in range(ASKED)]
    theirs = measure_peer(home, asked)
    with serve([*RECOUDRE, "serve", "--port", str(PORT)], PORT, home) as pid:
        searches = ask_warm(PORT, [write_search(*one) for one in asked])
        marks = ask_warm(PORT, [write_search(*one, path="/chercher/carte.json") for one in asked])
        pages = ask_warm(PORT, [f"/occasion/{n}" + _find_slug(home, n) for n in range(1, ASKED)])
        portraits = ask_warm(PORT, _list_portraits(home))
        memory = read_peak_mb(pid)
    peer_page, peer_json, peer_mb = theirs or (None, None, None)
    yield tell("search_page", searches, memory, "datasette, page", peer_page, peer_mb)
    yield tell("search_map_json", marks, memory, "datasette, JSON", peer_json, peer_mb)
    yield tell("occasion_page", pages, memory, None, None, None)
    yield tell("portrait_page", portraits, memory, None, None, None)


def tell(
    name: str,
    ours: Answers,
    memory: float,
    peer: str | None,
    theirs: Answers | None,
    peer_mb: float | None,
) -> Measure:
    """Tell the 95th percentiles; the answers a second stand in the name."""
    peer_name = f"{peer}, {theirs.per_second:.0f}/s" if theirs and peer else None
    return Measure(
        f"{name}, {ours.per_second:.0f}/s, p95"
        + (f", {ours.failures} échecs" if ours.failures else ""),
        round(ours.p95_s, 4),
        round(memory),
        peer_name,
        round(theirs.p95_s, 4) if theirs else None,
        round(peer_mb) if peer_mb else None,
    )


@contextlib.contextmanager
def serve(command: Sequence[str], port: int, home: Path) -> Iterator[int]:
    """Serve a home until the block ends, and give the process's number."""
    import os

    environment = os.environ | {"RECOUDRE_HOME": str(home)}
    with subprocess.Popen(
        list(command), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(port)
            yield process.pid
        finally:
            process.terminate()
            process.wait()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def write_search(word: str, commune: dict[str, str], path: str = "/chercher") -> str:
    """Write the address of a search for a word around a commune."""
    return f"{path}?{urlencode({'q': word, 'pres': commune['code_insee'], 'rayon': 20})}"


def _find_slug(home: Path, number: int) -> str:
    with contextlib.closing(sqlite3.connect(home / "recoudre.sqlite3")) as base:
        slug = base.execute(
            "SELECT slug FROM inventory_occasion WHERE id = ?", (number,)
        ).fetchone()
    return f"-{slug[0]}"


def _list_portraits(home: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(home / "recoudre.sqlite3")) as base:
        rows = base.execute(
            "SELECT code, slug FROM territories_territory "
            "WHERE level IN ('commune', 'departement') ORDER BY residents DESC LIMIT 60"
        ).fetchall()
    return [f"/territoire/{code}-{slug}" for code, slug in rows]


def measure_peer(
    home: Path, asked: Sequence[tuple[str, dict[str, str]]]
) -> tuple[Answers, Answers, float] | None:
    """Serve the same rows with datasette: text and box, as a page and as JSON."""
    datasette, tool = find_peer("datasette"), find_peer("sqlite-utils")
    if datasette is None or tool is None:
        return None
    base = _write_peer_base(home, tool)
    command = [
        *datasette,
        "serve",
        str(base),
        "-p",
        str(PEER_PORT),
        "--setting",
        "sql_time_limit_ms",
        "5000",
    ]
    with serve(command, PEER_PORT, home) as pid:
        pages = ask_warm(PEER_PORT, [_write_peer_search(*one, form="") for one in asked])
        json = ask_warm(PEER_PORT, [_write_peer_search(*one, form=".json") for one in asked])
        return pages, json, read_peak_mb(pid)


def _write_peer_base(home: Path, tool: list[str]) -> Path:
    base = home / "peer.db"
    if not base.exists():
        with contextlib.closing(sqlite3.connect(base)) as peer:
            peer.execute("ATTACH ? AS ours", (str(home / "recoudre.sqlite3"),))
            peer.execute(
                "CREATE TABLE occasions AS SELECT o.id, o.kind, o.name, o.summary, o.address, "
                "o.lat, o.lon, o.phone, o.opening_hours, o.cost, t.name AS commune, "
                "s.name AS steward FROM ours.inventory_occasion o "
                "JOIN ours.territories_territory t ON t.id = o.territory_id "
                "LEFT JOIN ours.inventory_steward s ON s.id = o.steward_id"
            )
            peer.commit()
        subprocess.run(
            [
                *tool,
                "enable-fts",
                str(base),
                "occasions",
                "name",
                "summary",
                "commune",
                "--tokenize",
                "porter",
            ],
            check=True,
        )
        subprocess.run([*tool, "create-index", str(base), "occasions", "lat", "lon"], check=True)
    return base


def _write_peer_search(word: str, commune: dict[str, str], *, form: str) -> str:
    lat, lon = float(commune["lat"]), float(commune["lon"])
    asked = {
        "_search": word,
        "lat__gte": lat - 0.18,
        "lat__lte": lat + 0.18,
        "lon__gte": lon - 0.26,
        "lon__lte": lon + 0.26,
        # Neither total nor facets, of which ours gives all: the least that the peer can do.
        "_nocount": 1,
        "_nosuggest": 1,
        "_size": 20,
    }
    return f"/peer/occasions{form}?{urlencode(asked)}"
