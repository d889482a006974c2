"""The atlas comes with the project: nothing is downloaded."""

from importlib.resources import files

from recoudre.importers.fetching import Download


def read_shipped() -> bytes:
    """Read the file of the initiatives that the project ships."""
    return files("recoudre.importers.sources.atlas").joinpath("initiatives.csv").read_bytes()


def fetch(download: Download) -> bytes:  # noqa: ARG001 - every source is fetched the same way.
    """Give the shipped file; the network is not used."""
    return read_shipped()
