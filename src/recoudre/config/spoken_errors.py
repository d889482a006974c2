"""Errors as sentences for people: what happened, and what to do."""

import errno

from django.db import OperationalError

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
    NotADirectoryError,
)


def tell_error(error: Exception) -> str | None:
    """Tell an expected error in French; None when it is a fault of ours, to be shown whole."""
    if isinstance(error, _SPOKEN):
        return str(error)
    if isinstance(error, OperationalError):
        return _tell_database(str(error).lower())
    if isinstance(error, FileNotFoundError):
        return f"Le fichier {error.filename} n’existe pas. Vérifiez son nom et son dossier."
    if isinstance(error, PermissionError):
        return f"{error.filename} ne peut pas être ouvert : demandez le droit d’y lire ou écrire."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Le disque est plein : rien n’a été changé. Faites de la place, puis relancez."
    return None


def _tell_database(message: str) -> str | None:
    if "locked" in message:
        return (
            "La base est occupée par un autre travail depuis plus de dix secondes : rien n’a été "
            "changé. Attendez qu’il finisse, puis relancez."
        )
    if "full" in message or "no space" in message:
        return "Le disque est plein : rien n’a été changé. Faites de la place, puis relancez."
    if "readonly" in message:
        return "La base ne peut pas être écrite. Vérifiez les droits du dossier RECOUDRE_HOME."
    if "connection" in message:
        return (
            "La base PostgreSQL ne répond pas. Vérifiez RECOUDRE_DATABASE et que le serveur tourne."
        )
    return None
