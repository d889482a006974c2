"""2,000 proposals and three moderators at once, over HTTP: pages, decisions, batches, undoing.

Each moderator takes the first proposal of the queue, as the two others do, reads it and answers
field by field. Then all three accept two hundred at once; one of them accepts two hundred alone
and undoes it: every table is compared. A decision that nobody else may have taken is an error.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.home import find_territory, list_communes, write_occasions
from benchmarks.measuring import RECOUDRE, ROOT, Measure, read_peak_mb, spend
from benchmarks.postgres import serve_postgres
from benchmarks.search_pages import serve

PORT = 8933
PROPOSALS, BATCH, SECONDS = 2_000, 200, 30.0
BUSY = 503
DEPARTMENT = "26"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FIRST = re.compile(r'href="/moderation/propositions/([0-9]+)"')
_FIELD = re.compile(r'<select id="champ-[a-z_]+" name="(champ_[a-z_]+)"')
_VERSION = re.compile(r'name="version" value="([0-9]+)"')
_SHOWN = re.compile(r'name="p" value="([0-9]+:[0-9]+)"')
_UNDO = re.compile(r'action="(/moderation/lots/[0-9]+/defaire)"')


def run() -> Iterator[Measure]:
    """Measure on SQLite, then on PostgreSQL when it is installed."""
    for name in ("sqlite", "postgresql"):
        folder = Path(tempfile.mkdtemp(prefix="recoudre-moderation-"))
        folder.chmod(0o755)
        try:
            yield from _measure(name, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(name: str, folder: Path) -> Iterator[Measure]:
    if name == "sqlite":
        yield from _try_home(name, folder / "home")
        return
    with serve_postgres(folder) as address:
        if address is None:
            return
        os.environ["RECOUDRE_DATABASE"] = address
        try:
            yield from _try_home(name, folder / "home")
        finally:
            del os.environ["RECOUDRE_DATABASE"]


def _try_home(name: str, home: Path) -> Iterator[Measure]:
    sessions = _fill(home)
    with serve([*RECOUDRE, "serve", "--port", str(PORT)], PORT, home) as pid:
        team = [Moderator(PORT, one) for one in sessions]
        decided = _decide_together(team, home)
        memory = read_peak_mb(pid)
        batches = _batch_together(team)
        accepted_s, undone_s = _undo_exactly(team[0], home)
    for measured, seconds in (decided | batches).items():
        yield Measure(f"{name}, {measured}", round(seconds, 4), round(memory))
    yield Measure(f"{name}, lot de {BATCH} accepté seul", round(accepted_s, 3), round(memory))
    yield Measure(f"{name}, lot de {BATCH} défait à l’octet", round(undone_s, 3), round(memory))


def _fill(home: Path) -> list[str]:
    """Make a home with 4,000 occasions and the proposals; give the moderators' sessions."""
    home.mkdir(parents=True)
    folder, code = find_territory(home)
    if any(row["dep"] == DEPARTMENT for row in list_communes(folder)):
        code = DEPARTMENT
    spend([*RECOUDRE, "territory", "add", code, "--from", str(folder)], home=home)
    path = write_occasions(home, folder, 2 * PROPOSALS, department=code)
    spend([*RECOUDRE, "import", "csv", str(path)], home=home)
    sessions: list[str] = _ask_home(home, "fill", str(PROPOSALS))["sessions"]
    return sessions


def _ask_home(home: Path, *asked: str) -> dict[str, Any]:
    """Run `moderation_made` in a home, and read what it prints."""
    told = {"RECOUDRE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "recoudre.config.settings"}
    command = [sys.executable, "-m", "benchmarks.moderation_made", *asked]
    done = subprocess.run(
        command, env=os.environ | told, cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@dataclass(slots=True)
class Moderator:
    """Somebody signed in, with a connection kept open, and what they saw."""

    port: int
    session: str
    cookies: dict[str, str] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)

    def ask(self, what: str, path: str, sent: list[tuple[str, str]] | None = None) -> str:
        """Ask for a page, or send a form, again when told that the base is busy."""
        status, text = self._ask_once(what, path, sent)
        while status == BUSY:
            status, text = self._ask_once(what, path, sent)
        return text

    def _ask_once(
        self, what: str, path: str, sent: list[tuple[str, str]] | None
    ) -> tuple[int, str]:
        cookies = {"sessionid": self.session, **self.cookies}
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        started = time.perf_counter()
        connection.request("GET" if sent is None else "POST", path, urlencode(sent or []), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.times.setdefault(what, []).append(time.perf_counter() - started)
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                self.cookies["csrftoken"] = value.split(";")[0].partition("=")[2]
        if sent is not None:
            self.statuses[answer.status] += 1
        elif answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        connection.close()
        return answer.status, text

    def decide_first(self) -> None:
        """Take the first proposal of the queue and answer it field by field."""
        first = _FIRST.search(self.ask("queue", "/moderation"))
        if first is None:
            return
        path = f"/moderation/propositions/{first[1]}"
        page = self.ask("proposal", path)
        version, fields = _VERSION.search(page), _FIELD.findall(page)
        if version is None or not fields:
            return  # Somebody answered it since the list was shown.
        # The last field of one proposal in four is refused: a part of it is published.
        refused = fields[-1] if int(first[1]) % 4 == 0 and "champ_name" not in fields else ""
        answers = [(one, "unverifiable" if one == refused else "") for one in fields]
        sent = [("version", version[1]), ("fiche", ""), ("reason", ""), ("reply", "Merci."),
                *answers, ("csrfmiddlewaretoken", _find(_TOKEN, page))]  # fmt: skip
        self.ask("decision", path, sent)

    def accept_many(self) -> None:
        """Accept two hundred of the waiting ones at once, as the preview tells them."""
        shown = self.ask("preview", "/moderation/lot?tout=oui&choix=accepted")
        sent = [("p", one) for one in _SHOWN.findall(shown)[:BATCH]]
        token = _find(_TOKEN, shown)
        self.ask(
            "batch", "/moderation/lot",
            [*sent, ("choix", "accepted"), ("csrfmiddlewaretoken", token)],
        )  # fmt: skip

    def undo_last(self) -> None:
        """Undo the last batch."""
        page = self.ask("batches", "/moderation/lots")
        self.ask("undo", _find(_UNDO, page), [("csrfmiddlewaretoken", _find(_TOKEN, page))])


def _find(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise RuntimeError(f"no {pattern.pattern} in a page of {len(page)} characters")
    return found[1]


def _decide_together(team: list[Moderator], home: Path) -> dict[str, float]:
    """Decide from three places for a while, and check that each answer was written once."""
    stop = time.perf_counter() + SECONDS

    def work(moderator: Moderator) -> None:
        while time.perf_counter() < stop:
            moderator.decide_first()

    _together(team, work)
    statuses = sum((one.statuses for one in team), Counter())
    counted = _ask_home(home, "count")
    written = sum(counted["logged"].values())
    _check(set(statuses) <= {302, 409, BUSY}, f"unexpected answers: {statuses}")
    _check(
        statuses[302] == written == counted["answered"], f"{statuses[302]} told, {counted} written"
    )
    _check(counted["answered_twice"] == 0, f"decided twice: {counted}")
    _check(counted["created"] == counted["accepted_new"], f"lost or doubled: {counted}")
    rate = statuses[302] / SECONDS * 60
    told = f"{rate:.0f} décisions/min, {statuses[409]} conflits dits"
    return {
        "file, p95": _find_p95(team, "queue"),
        "proposition lue, p95": _find_p95(team, "proposal"),
        f"réponse, p95, {told}": _find_p95(team, "decision"),
    }


def _batch_together(team: list[Moderator]) -> dict[str, float]:
    """Send three batches of the same two hundred at once: one is taken, the others are told."""
    before = sum((one.statuses for one in team), Counter())
    _together(team, Moderator.accept_many)
    statuses = sum((one.statuses for one in team), Counter()) - before
    known = {302, 409, BUSY}
    _check(statuses[302] >= 1 and set(statuses) <= known, f"unexpected answers: {statuses}")
    told = f"{statuses[302]} lot, {statuses[409]} conflits dits, {statuses[BUSY]} attentes dites"
    return {f"trois lots de {BATCH} ensemble, {told}, le plus long": _find_p95(team, "batch")}


def _undo_exactly(moderator: Moderator, home: Path) -> tuple[float, float]:
    """Accept two hundred alone, undo, compare every table; give both times in seconds."""
    before = _ask_home(home, "copy")
    moderator.accept_many()
    during = _ask_home(home, "copy")
    moderator.undo_last()
    after = _ask_home(home, "copy")
    _check(before != during, "the batch wrote nothing")
    changed = [table for table in before if before[table] != after[table]]
    _check(not changed, f"undoing left traces in {changed}")
    return moderator.times["batch"][-1], moderator.times["undo"][-1]


def _together(team: list[Moderator], work: Any) -> None:
    with ThreadPoolExecutor(len(team)) as pool:
        list(pool.map(work, team))


def _find_p95(team: list[Moderator], what: str) -> float:
    times = sorted(one for moderator in team for one in moderator.times.get(what, ()))
    return times[int(len(times) * 0.95)]


def _check(is_true: bool, told: str) -> None:
    if not is_true:
        raise RuntimeError(told)
