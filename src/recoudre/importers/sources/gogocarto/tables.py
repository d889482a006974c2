"""GoGoCarto: what its elements write on the left, our words on the right."""

import csv
import io
from functools import cache
from importlib.resources import files

from recoudre.vocabulary.lists import Bond, Domain, Weekday
from recoudre.vocabulary.records import RejectReason
from recoudre.vocabulary.text import fold

# Every element has these; the others have the name that their project gave them.
NAMES = ("name", "title", "nom", "titre")
OTHER_COLUMNS = (
    *NAMES, "geo", "lat", "lng", "long", "latitude", "longitude", "address", "categories",
    "categoriesFull", "taxonomy", "tags", "description", "descriptionMore", "abstract",
    "openHours", "openHours_MoreInfos", "openHoursString", "status", "moderationState",
    "createdAt", "updatedAt", "sourceKey", "email", "telephone", "website", "images", "image",
    "files", "aggregatedElements", "licence", "subscriberEmails", "optionValues",
)  # fmt: skip
# Who wrote, voted or reported: people, left in the publisher's file.
NEVER_READ = ("userOwnerEmail", "userEmail", "contributions", "votes", "reports", "stamps")
SUBSCRIBERS = "subscriberEmails"
# What the map writes in place of an address that it keeps to itself.
CLOSED_EMAILS = frozenset({"private", "hidden"})

DAYS = dict(zip(Weekday, ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))

# From 1 to 9 it is published. 0 waits for its moderation; below, it is closed, refused or merged.
PENDING = "Cet élément attend sa modération sur sa carte d’origine."
CLOSED = "La carte d’origine dit ce lieu fermé."
NOT_SHOWN = "La carte d’origine ne montre pas cet élément (supprimé, refusé ou fusionné)."
REFUSAL_BY_STATUS: dict[int, tuple[RejectReason, str]] = {
    0: (RejectReason.NOT_PUBLIC, PENDING),
    -4: (RejectReason.DISSOLVED, CLOSED),
}

# The only licence under which this source is kept; a feed under another one needs its own source.
OPEN_DATABASE = ("odbl", "open database licen")


def is_open_database(licence: str) -> bool:
    """Say whether a licence, by its name or its address, is the ODbL.

    Example
        >>> is_open_database("https://opendatacommons.org/licenses/odbl/summary/")
        True
    """
    said = fold(licence)
    return any(name in said for name in OPEN_DATABASE)


@cache
def read_categories() -> dict[str, tuple[tuple[Domain, ...], tuple[Bond, ...]]]:
    """Read the table of the categories that many maps share, by their folded singular."""
    text = files(__package__).joinpath("categories.csv").read_text("utf-8")
    return {
        row["categorie"]: (
            tuple(Domain(slug) for slug in row["domaines"].split("|") if slug),
            tuple(Bond(slug) for slug in row["liens"].split("|") if slug),
        )
        for row in csv.DictReader(io.StringIO(text))
    }


def fold_category(said: str) -> str:
    """Fold a category to its singular, as the table writes it.

    Example
        >>> fold_category("Jardins partagés"), fold_category("Tiers-lieux")
        ('jardin partage', 'tiers lieu')
    """
    words = fold(said).split()
    kept = (word if word == "tiers" else word.rstrip("s") or word for word in words)
    return " ".join(kept).replace("lieux", "lieu")
