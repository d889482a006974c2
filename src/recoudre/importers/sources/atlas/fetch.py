"""The atlas comes with the project: nothing is downloaded."""

import csv
import io
from importlib.resources import files

from recoudre.importers.fetching import Download


def read_shipped() -> bytes:
    """Read the file of the initiatives that the project ships."""
    return files("recoudre.importers.sources.atlas").joinpath("initiatives.csv").read_bytes()


def fetch(download: Download) -> bytes:  # noqa: ARG001 - every source is fetched the same way.
    """Give the shipped file; the network is not used."""
    return read_shipped()


def read_communes() -> list[dict[str, str]]:
    """Read the communes that the initiatives name, so that the atlas shows without their region.

    One row per commune: code, nom, departement, region, population_2023, latitude, longitude.
    """
    text = files("recoudre.importers.sources.atlas").joinpath("communes.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))
