"""The demonstration, served for real: the very process that a newcomer starts."""

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.terminal import start_recoudre

# The preparation takes half a minute of one processor, which other work may share.
LONGEST_START_S = 300
PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers to one address, redirections not followed."""

    status: int
    location: str
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its port, and the home where its database is."""

    port: int
    home: Path

    @property
    def origin(self) -> str:
        """Give the only origin that its pages may speak to."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Answer:
        """Ask for one address, without a browser."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            location = response.getheader("Location", "")
            return Answer(response.status, location, response.read().decode())
        finally:
            connection.close()


@contextmanager
def serve_demonstration(home: Path) -> Iterator[Site]:
    """Build the demonstration in a home, serve it, and stop it at the end."""
    site = Site(find_free_port(), home)
    server = start_recoudre(home, "demo", "--port", site.port)
    try:
        wait_until_it_answers(site, server)
        yield site
    finally:
        server.terminate()
        server.communicate(timeout=20)


def find_free_port() -> int:
    """Find a port that nobody listens to."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def wait_until_it_answers(site: Site, server: "subprocess.Popen[str]") -> None:
    """Wait for the first answer; a server that stopped says why."""
    limit = time.monotonic() + LONGEST_START_S
    while time.monotonic() < limit:
        if server.poll() is not None:
            raise RuntimeError("recoudre demo stopped:\n" + "".join(server.communicate()))
        try:
            site.get("/robots.txt")
        except OSError:
            time.sleep(PAUSE_S)
        else:
            return
    raise RuntimeError(f"recoudre demo did not answer within {LONGEST_START_S} s")
