"""Errors as sentences for people: what happened, and what to do."""

import errno

from django.db import DatabaseError, OperationalError

from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.fetching import SourceUnavailableError
from recoudre.importers.reading import UnreadableFileError
from recoudre.indicators.services import AnalysisImpossibleError
from recoudre.observation.opening import ObservationUnreadableError
from recoudre.territories.errors import TerritoryError

_SPOKEN = (
    ImportStoppedError,
    UnreadableFileError,
    SourceUnavailableError,
    AnalysisImpossibleError,
    ObservationUnreadableError,
    TerritoryError,
)
_FULL = "Le disque est plein : rien n’a été changé. Faites de la place, puis relancez."
_PATHS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "Le fichier {path} n’existe pas. Vérifiez son nom et son dossier."),
    (IsADirectoryError, "{path} est un dossier : donnez un fichier."),
    (NotADirectoryError, "{path} passe par un fichier : donnez un autre dossier."),
    (FileExistsError, "{path} existe déjà, et ce n’est pas un dossier : donnez-en un autre."),
    (PermissionError, "{path} ne peut pas être ouvert : demandez le droit d’y lire ou écrire."),
)


def tell_error(error: Exception) -> str | None:
    """Tell an expected error in French; None when it is a fault of ours, to be shown whole."""
    if isinstance(error, _SPOKEN):
        return str(error)
    if isinstance(error, OperationalError):
        return _tell_database(str(error).lower())
    if isinstance(error, DatabaseError):
        return _tell_damage(str(error).lower())
    return _tell_file(error) if isinstance(error, OSError) else None


def _tell_file(error: OSError) -> str | None:
    if error.errno == errno.ENOSPC:
        return _FULL
    if error.filename is None:
        return str(error) if isinstance(error, NotADirectoryError) else None
    sentences = (text for kind, text in _PATHS if isinstance(error, kind))
    return next(sentences, "").format(path=error.filename) or None


def _tell_damage(message: str) -> str | None:
    if "not a database" not in message and "malformed" not in message:
        return None
    return (
        "La base recoudre.sqlite3 du dossier RECOUDRE_HOME est abîmée, ou n’en est pas une. "
        "Remettez votre dernière sauvegarde, ou donnez un autre dossier."
    )


def _tell_database(message: str) -> str | None:
    if "locked" in message:
        return (
            "La base est occupée par un autre travail depuis plus de dix secondes : rien n’a été "
            "changé. Attendez qu’il finisse, puis relancez."
        )
    if "full" in message or "no space" in message:
        return _FULL
    if "readonly" in message or "unable to open" in message:
        return "La base ne peut pas être écrite. Vérifiez les droits du dossier RECOUDRE_HOME."
    if "connection" in message:
        return (
            "La base PostgreSQL ne répond pas. Vérifiez RECOUDRE_DATABASE et que le serveur tourne."
        )
    return None
