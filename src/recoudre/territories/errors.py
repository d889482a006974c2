"""What can go wrong with territories. Messages are read by people: in French, with what to do."""

from pathlib import Path


class TerritoryError(Exception):
    """Base of the errors of this room."""


class TerritoryFileError(TerritoryError):
    """A file or folder of territories cannot be used; nothing of it was kept."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and say what is wrong with it."""
        super().__init__(f"{path} : {problem}")
        self.path = path


class TerritoryUnavailableError(TerritoryError):
    """The source of territories does not answer."""


class UnknownTerritoryError(TerritoryError):
    """No territory has this code."""

    def __init__(self, code: str, near: str = "") -> None:
        """Name the code, and the known territories that look like it."""
        advice = (
            f"Peut-être {near} ?"
            if near
            else "Donnez le code d’un département (26, 2A, 971), d’une intercommunalité "
            "(SIREN à 9 chiffres), d’une commune, ou « france »."
        )
        super().__init__(f"Aucun territoire n’a le code « {code} ». {advice}")
        self.code = code
