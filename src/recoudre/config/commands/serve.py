"""`recoudre serve [--port N]`: open the site with gunicorn, two workers of four threads."""

import argparse
import errno
import gc
import hashlib
import socket
from pathlib import Path
from typing import Any

from recoudre.config.environment import SettingError
from recoudre.config.output import say
from recoudre.config.preparation import prepare_database

DEFAULT_PORT = 8000


class PortBusyError(SettingError):
    """The port cannot be opened."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("serve", help="ouvrir le site")
    add_address(parser)
    parser.set_defaults(run=run)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Declare the address and port of the site."""
    parser.add_argument("--host", metavar="ADRESSE", default="127.0.0.1", help="adresse d’écoute")
    parser.add_argument("--port", metavar="N", type=int, default=DEFAULT_PORT, help="port d’écoute")


def run(chosen: argparse.Namespace) -> None:
    """Open the site and serve until it is stopped."""
    check_port(chosen.host, chosen.port)
    prepare_database()
    say(f"Le site est ouvert : http://{chosen.host}:{chosen.port}/  (Ctrl+C pour l’arrêter)")
    serve_site(chosen.host, chosen.port)


def check_port(host: str, port: int) -> None:
    """Check that the port can be opened.

    Raises
        PortBusyError: another program listens there, or the port may not be opened.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PortBusyError(_explain(port, error)) from error


def _explain(port: int, error: Exception) -> str:
    if isinstance(error, OverflowError):
        return f"Le port {port} n’existe pas : donnez un nombre entre 1024 et 65535."
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return f"Le port {port} est déjà pris par un autre programme. Essayez : --port {port + 1}"
    return f"Le port {port} ne peut pas être ouvert ({error}). Essayez : --port 8000"


def serve_site(host: str, port: int) -> None:
    """Collect the assets when they changed, then serve with gunicorn until stopped."""
    collect_assets()
    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):
        """The site under gunicorn: loaded once, shared by both workers."""

        def load_config(self) -> None:
            for name, value in _describe_server(host, port).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from recoudre.config.wsgi import application

            _keep_memory_still()
            return application

    Site().run()


def _keep_memory_still() -> None:
    """Put what was loaded out of the garbage collector's way, before the workers share it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _describe_server(host: str, port: int) -> dict[str, Any]:
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": 2,
        "threads": 4,
        "preload_app": True,
        "keepalive": 5,
        "timeout": 60,
        "loglevel": "warning",
        "control_socket_disable": True,
    }


def collect_assets() -> None:
    """Collect the static files once for each version of them."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    stamp = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            stamp.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    mark = Path(settings.STATIC_ROOT, ".stamp")
    if mark.is_file() and mark.read_text() == stamp.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(stamp.hexdigest())
