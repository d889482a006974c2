"""A PostgreSQL of our own for one measure: private folder, free port, no lasting writes."""

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextlib.contextmanager
def serve_postgres(folder: Path) -> Iterator[str | None]:
    """Give the address of an empty database until the block ends; None without PostgreSQL here."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        yield None
        return
    cluster, port = folder / "cluster", _find_port()
    control = str(programs[-1].with_name("pg_ctl"))
    cluster.mkdir(parents=True)
    if os.getuid() == 0:
        shutil.chown(cluster, "postgres")
    _run(str(programs[-1]), "-D", str(cluster / "data"), "-U", "recoudre", "-A", "trust",
         "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
    settings = [f"unix_socket_directories={cluster}", "listen_addresses=127.0.0.1", *_OPTIONS]
    asked = " ".join([f"-p {port}", *(f"-c {one}" for one in settings)])
    _run(control, "-D", str(cluster / "data"), "-s", "-w", "-l", str(cluster / "log"),
         "-o", asked, "start")  # fmt: skip
    try:
        _run(str(programs[-1].with_name("createdb")), "-h", "127.0.0.1", "-p", str(port),
             "-U", "recoudre", "recoudre")  # fmt: skip
        yield f"postgresql://recoudre@127.0.0.1:{port}/recoudre"
    finally:
        _run(control, "-D", str(cluster / "data"), "-m", "immediate", "-s", "stop")


def _run(*command: str) -> None:
    # PostgreSQL refuses to run as root: Debian's package brings a user for that.
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL)


def _find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
