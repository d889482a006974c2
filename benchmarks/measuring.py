"""How a measure is taken: a process's wall-clock and its peak memory; a server's answers."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
RECOUDRE = [str(ROOT / ".venv" / "bin" / "recoudre")]
MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the wall, and megabytes at the peak of the largest process."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One promise beside its peer; `ratio` is the peer's time over ours. Null: no peer here."""

    name: str
    ours_s: float
    ours_mb: float | None = None
    peer: str | None = None
    peer_s: float | None = None
    peer_mb: float | None = None

    @property
    def ratio(self) -> float | None:
        """Divide the peer's time by ours."""
        return None if self.peer_s is None else round(self.peer_s / self.ours_s, 2)

    def as_json(self) -> dict[str, object]:
        """Give the measure and its ratio as plain JSON."""
        return {**asdict(self), "ratio": self.ratio}


def compare(name: str, ours: Spent, peer: str | None, theirs: Spent | None) -> Measure:
    """Set what we spent beside what the peer spent."""
    return Measure(
        name,
        round(ours.seconds, 3),
        round(ours.megabytes),
        peer if theirs else None,
        round(theirs.seconds, 3) if theirs else None,
        round(theirs.megabytes) if theirs else None,
    )


def spend(command: Sequence[str], *, home: Path | None = None, log: Path | None = None) -> Spent:
    """Run a command to its end.

    Raises
        RuntimeError: it failed; its last lines are in the message.
    """
    environment = os.environ | ({"RECOUDRE_HOME": str(home)} if home else {})
    started = time.perf_counter()
    with subprocess.Popen(
        list(command), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT
    ) as process:
        assert process.stdout is not None  # noqa: S101 - PIPE was asked for.
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {output.decode()[-600:]}")
    if log:
        log.write_bytes(output)
    return Spent(time.perf_counter() - started, usage.ru_maxrss / MEGABYTE)


def find_peer(program: str) -> list[str] | None:
    """Find a program of the peers' environment; None when there is no such environment."""
    peers = os.environ.get("PEERS", "")
    path = Path(peers, "bin", program)
    return [str(path)] if peers and path.is_file() else None


def read_peak_mb(pid: int) -> float:
    """Read the peak memory of a process and of all that it started, added up."""
    total = 0.0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            status = dict(
                line.split(":", 1) for line in path.read_text().splitlines() if ":" in line
            )
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(status["Pid"]) == pid or int(status["PPid"]) == pid:
            total += float(status.get("VmRSS", "0 kB").split()[0]) / MEGABYTE
    return total
