"""The environment variables that Recoudre reads: each declared once, with default and help.

The start, `recoudre check`, `docs/settings.md` and a test all read this list.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# The file that marks a home whose territory is invented.
DEMO_MARK = "fictional"


class SettingError(Exception):
    """An environment variable has a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One declared variable. `default` None means the site does not start without it."""

    name: str
    default: str | None
    help: str
    is_secret: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable("RECOUDRE_HOME", "", "Dossier de la base, des lignes brutes et des observations. Vide : un dossier de l’utilisateur."),
    Variable("RECOUDRE_DATABASE", "", "Adresse PostgreSQL (postgresql://utilisateur:motdepasse@hôte:port/base). Vide : SQLite dans RECOUDRE_HOME.", is_secret=True),
    Variable("RECOUDRE_SECRET_KEY", "", "Clé secrète du site. Vide : une clé est créée une fois dans RECOUDRE_HOME.", is_secret=True),
    Variable("RECOUDRE_HOSTS", "localhost,127.0.0.1,[::1]", "Noms sous lesquels le site répond, séparés par des virgules."),
    Variable("RECOUDRE_SITE", "http://localhost:8000", "Adresse publique du site, écrite dans les courriels et sur le papier (https://lien.exemple.fr)."),
    Variable("RECOUDRE_PROXIES", "0", "Nombre de serveurs mandataires placés devant le site (0, ou 1 derrière nginx) : sans lui, les limites d’essais se comptent par adresse du mandataire."),
    Variable("RECOUDRE_MAIL", "", "Serveur qui envoie les courriels (smtp://utilisateur:motdepasse@hôte:587, smtps:// pour le port 465). Vide : les courriels sont écrits dans RECOUDRE_HOME/mail, pour vous seul.", is_secret=True),
    Variable("RECOUDRE_MAIL_FROM", "", "Adresse qui signe les courriels (Recoudre <ne-pas-repondre@exemple.fr>). Vide : recoudre@ suivi du nom du site."),
    Variable("RECOUDRE_DEBUG", "no", "Pages d’erreur détaillées (yes ou no). Jamais sur un site public."),
    Variable("RECOUDRE_HTTPS", "no", "Le site est servi en HTTPS (yes ou no) : cookies sûrs et HSTS."),
    Variable("RECOUDRE_ENGLISH", "no", "Répondre en anglais à qui le préfère (yes ou no). Les fiches restent en français."),
    Variable("RECOUDRE_TILES", "", "Adresse de tuiles pour le fond de carte ({z}/{x}/{y}). Vide : nos propres contours, sans serveur de tuiles."),
    Variable("RECOUDRE_TILES_CREDIT", "", "Crédit à afficher avec les tuiles."),
    Variable("RECOUDRE_CONTACT", "", "Contact public de l’observatoire (courriel ou téléphone), montré sur les pages légales et d’erreur."),
    Variable("RECOUDRE_ANSWER_DAYS", "10", "Jours promis pour répondre à une proposition d’habitant."),
)  # fmt: skip

VARIABLES_BY_NAME = {variable.name: variable for variable in VARIABLES}


def read_text(name: str, environ: Mapping[str, str] | None = None) -> str:
    """Read a declared variable, or the file that `NAME_FILE` points to.

    Raises
        SettingError: the variable is mandatory and absent, or its file cannot be read.
    """
    environ = os.environ if environ is None else environ
    variable = VARIABLES_BY_NAME[name]
    if path := environ.get(f"{name}_FILE"):
        return _read_file(name, path)
    value = environ.get(name, variable.default)
    if value is None:
        raise SettingError(f"{name} is not set. Set it: {variable.help}")
    return value.strip()


def read_flag(name: str, environ: Mapping[str, str] | None = None) -> bool:
    """Read a declared variable whose value is `yes` or `no`.

    Raises
        SettingError: the value is neither.
    """
    value = read_text(name, environ)
    if value not in {"yes", "no"}:
        raise SettingError(f"{name} is {value!r}. Write yes or no.")
    return value == "yes"


def read_count(name: str, environ: Mapping[str, str] | None = None) -> int:
    """Read a declared variable whose value is a whole number, zero or more.

    Raises
        SettingError: it is something else.
    """
    value = read_text(name, environ)
    if not (value.isascii() and value.isdigit()):
        raise SettingError(f"{name} is {value!r}. Write a whole number, for instance 0.")
    return int(value)


def read_list(name: str, environ: Mapping[str, str] | None = None) -> list[str]:
    """Read a declared variable whose values are separated by commas."""
    return [part.strip() for part in read_text(name, environ).split(",") if part.strip()]


def find_home(environ: Mapping[str, str] | None = None) -> Path:
    """Find the folder of the database, raw rows and observations; never the repository."""
    environ = os.environ if environ is None else environ
    if home := read_text("RECOUDRE_HOME", environ):
        return Path(home).expanduser().resolve()
    base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "recoudre"


def _read_file(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(
            f"{name}_FILE points to {path}, which cannot be read ({error.strerror}). "
            f"Give a readable file, or set {name} instead."
        ) from error
