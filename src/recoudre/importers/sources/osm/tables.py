"""OpenStreetMap: what each tag means here. The tags themselves are in `tags.csv`."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recoudre.vocabulary.lists import Bond, Cost, Domain, Sector
from recoudre.vocabulary.text import fold

KEEP = "keep"
ANY = "*"
# Who runs it: these make a place of bonds of a café that its name does not say associative.
SECTOR_BY_OPERATOR = {
    "association": Sector.ASSOCIATION,
    "community": Sector.RESIDENTS,
    "cooperative": Sector.SOCIAL_ECONOMY,
    "ngo": Sector.ASSOCIATION,
    "charity": Sector.ASSOCIATION,
    "municipal": Sector.COMMUNE,
    "public": Sector.PUBLIC_BODY,
    "government": Sector.PUBLIC_BODY,
    "private": Sector.COMPANY,
    "business": Sector.COMPANY,
}
TOGETHER = frozenset({"association", "community", "cooperative", "ngo", "charity", "public"})
COST_BY_FEE = {"no": Cost.FREE, "yes": Cost.PAID, "donation": Cost.FREE_PRICE}
ACCESS_BY_WHEELCHAIR = {
    "yes": "Accessible en fauteuil roulant.",
    "limited": "En partie accessible en fauteuil roulant.",
    "no": "Pas accessible en fauteuil roulant.",
}
CLOSED_KEYS = ("disused", "abandoned", "demolished", "razed")
PHONES = ("phone", "contact:phone")
EMAILS = ("email", "contact:email")
WEBSITES = ("website", "contact:website", "url")
CHECKED = ("check_date", "survey:date", "check_date:opening_hours")
# The only tags that are read and kept.
KEPT = (
    "name", "alt_name", "description", "operator", "operator:type", "opening_hours", "fee",
    "wheelchair", "addr:housenumber", "addr:street", "addr:postcode", "addr:city", "access",
    "ref:FR:SIRET", "ref:INSEE", *CLOSED_KEYS, *PHONES, *EMAILS, *WEBSITES, *CHECKED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one tag means: how it is called, its bonds and domains, and whether it is kept.

    With `words`, only what is run together, or whose name says one of them, is kept.
    """

    label: str
    bonds: tuple[Bond, ...]
    domains: tuple[Domain, ...]
    is_kept: bool
    words: frozenset[str]


def find_meaning(tags: Mapping[str, str]) -> Meaning | None:
    """Find what the tags of an element mean; None when none of them is in the table.

    Example
        >>> find_meaning({"amenity": "library"}).label
        'bibliothèque'
    """
    table = read_tags()
    for (key, value), meaning in table.items():
        if key in tags and value in (ANY, tags[key]):
            return meaning
    return None


@cache
def read_tags() -> dict[tuple[str, str], Meaning]:
    """Read the table of tags, in its order: the first that an element has is the one."""
    text = files("recoudre.importers.sources.osm").joinpath("tags.csv").read_text("utf-8")
    return {
        (row["key"], row["value"]): Meaning(
            label=row["label"],
            bonds=tuple(Bond(one) for one in _split(row["bonds"])),
            domains=tuple(Domain(one) for one in _split(row["domains"])),
            is_kept=row["decision"] == KEEP,
            words=frozenset(fold(one) for one in _split(row["words"])),
        )
        for row in csv.DictReader(io.StringIO(text))
    }


def list_keys() -> frozenset[str]:
    """List the keys that the table speaks of."""
    return frozenset(key for key, _ in read_tags())


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]
