"""The public services that several files know: which ones, and under which names."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Service:
    """One place told from a recipe, the files that speak of it, and the names they give it."""

    recipe: str
    commune_code: str
    name: str
    files: tuple[str, ...]
    other_names: tuple[tuple[str, str], ...]


def list_services() -> list[Service]:
    """List the services in the order of their table."""
    text = files("recoudre.demo.data").joinpath("services.csv").read_text(encoding="utf-8")
    return [_make_service(row) for row in csv.DictReader(io.StringIO(text))]


def _make_service(row: Mapping[str, str]) -> Service:
    other = ((row["other_file"], row["other_name"]),) if row["other_file"] else ()
    told_in = tuple(row["files"].split("|"))
    return Service(row["recipe"], row["commune"], row["name"], told_in, other)
