"""Start-up checks: what several settings, or the machine, must have together, with what to do."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from recoudre.config.mail import FILES

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
LOCAL_NAMES = {"localhost", "127.0.0.1", "::1"}
SHORTEST_SECRET_KEY = 32
OLDEST_POSTGRES = 150_000
SQLITE_MODULES = {
    "FTS5": "CREATE VIRTUAL TABLE probe_text USING fts5(words)",
}


@register(Tags.compatibility)
def check_sqlite_modules(**_: object) -> list[CheckMessage]:
    """Check that this Python's SQLite can search text."""
    if connections["default"].vendor != "sqlite":
        return []
    return [
        Error(
            f"Le SQLite de ce Python ({sqlite3.sqlite_version}) n’a pas le module {name}.",
            hint="Prenez le Python de votre système, ou PostgreSQL par RECOUDRE_DATABASE.",
            id="recoudre.E001",
        )
        for name in list_missing_modules(SQLITE_MODULES)
    ]


@register(Tags.files)
def check_home(**_: object) -> list[CheckMessage]:
    """Check that the home folder can be written."""
    home = Path(settings.HOME)
    if is_writable(home):
        return []
    return [
        Error(
            f"RECOUDRE_HOME est {home}, où il n’est pas possible d’écrire.",
            hint="Donnez un dossier à vous, ou changez le propriétaire de celui-ci (chown).",
            id="recoudre.E002",
        )
    ]


@register(Tags.security)
def check_public_site(**_: object) -> list[CheckMessage]:
    """Check that a site with a public name is served safely."""
    if set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS:
        return []
    return [
        *_check_debug(),
        *_check_https(),
        *_check_hosts(settings.ALLOWED_HOSTS),
        *_check_secret_key(settings.SECRET_KEY),
    ]


@register(Tags.security)
def check_mail(**_: object) -> list[CheckMessage]:
    """Check that mails leave a site with a public name, and that their links lead back to it."""
    if set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS:
        return []
    return [*_check_mail_leaves(settings.EMAIL_BACKEND), *_check_address(settings.SITE_ADDRESS)]


def _check_mail_leaves(backend: str) -> list[CheckMessage]:
    if backend != FILES:
        return []
    return [
        checks.Warning(
            "Aucun courriel ne part : ils sont écrits dans RECOUDRE_HOME/mail, et personne ne peut "
            "recevoir de code pour entrer.",
            hint="Donnez l’adresse d’un serveur de courriel dans RECOUDRE_MAIL.",
            id="recoudre.W004",
        )
    ]


def _check_address(address: str) -> list[CheckMessage]:
    if urlsplit(address).hostname not in LOCAL_NAMES:
        return []
    return [
        checks.Warning(
            f"Les liens des courriels et du papier mènent à {address}, donc à cette machine seule.",
            hint="Écrivez dans RECOUDRE_SITE l’adresse publique du site.",
            id="recoudre.W005",
        )
    ]


@register(Tags.database)
def check_postgres_version(
    databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """Check that PostgreSQL is recent enough, when it is the database."""
    if "default" not in (databases or ()) or connections["default"].vendor != "postgresql":
        return []
    version = find_postgres_version()
    if version >= OLDEST_POSTGRES:
        return []
    return [
        Error(
            f"PostgreSQL {version // 10_000} est trop ancien.",
            hint="Recoudre demande PostgreSQL 15 ou plus récent.",
            id="recoudre.E003",
        )
    ]


def find_postgres_version() -> int:
    """Find the version of the server as a number: 150004 is 15.4."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0])


def list_missing_modules(probes: dict[str, str]) -> list[str]:
    """List the SQLite modules whose probe does not run."""
    missing = []
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, probe in probes.items():
            try:
                connection.execute(probe)
            except sqlite3.OperationalError:
                missing.append(name)
    return missing


def is_writable(folder: Path) -> bool:
    """Tell whether a folder, or the nearest one that exists above it, can be written."""
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _check_debug() -> list[CheckMessage]:
    if not settings.DEBUG:
        return []
    return [
        Error(
            "Les pages d’erreur détaillées sont montrées sur un site public.",
            hint="Mettez RECOUDRE_DEBUG à no, ou RECOUDRE_HOSTS à localhost.",
            id="recoudre.E004",
        )
    ]


def _check_https() -> list[CheckMessage]:
    if settings.SECURE_HSTS_SECONDS:
        return []
    return [
        checks.Warning(
            "Le site a un nom public et n’est pas annoncé en HTTPS.",
            hint="Servez-le en HTTPS, puis mettez RECOUDRE_HTTPS à yes.",
            id="recoudre.W001",
        )
    ]


def _check_hosts(hosts: Sequence[str]) -> list[CheckMessage]:
    if "*" not in hosts:
        return []
    return [
        checks.Warning(
            "Le site répond sous n’importe quel nom.",
            hint="Écrivez dans RECOUDRE_HOSTS les noms sous lesquels il répond.",
            id="recoudre.W002",
        )
    ]


def _check_secret_key(key: str) -> list[CheckMessage]:
    if len(key) >= SHORTEST_SECRET_KEY:
        return []
    return [
        checks.Warning(
            f"La clé secrète compte moins de {SHORTEST_SECRET_KEY} signes.",
            hint="Videz RECOUDRE_SECRET_KEY : une bonne clé sera créée dans RECOUDRE_HOME.",
            id="recoudre.W003",
        )
    ]
