"""The declared seat of an association: a street only when it is plainly a public place.

Most seats are somebody's home. Only the commune is kept of those.
"""

import re
from collections.abc import Mapping

from recoudre.vocabulary.text import fold

# What the first words of a seat must be for it to be a public place.
PUBLIC_PLACES = (
    "mairie", "hotel de ville", "maison des associations", "maison associative",
    "maison de la vie associative", "cite des associations", "espace associatif",
    "maison pour tous", "maison de quartier", "maison des jeunes", "mjc", "salle des fetes",
    "salle polyvalente", "salle communale", "salle municipale", "foyer rural", "foyer communal",
    "foyer municipal", "centre social", "centre socio culturel", "centre socioculturel",
    "centre culturel", "centre communal", "espace culturel", "mediatheque", "bibliotheque",
    "gymnase", "stade", "complexe sportif", "palais des sports", "ecole", "college", "lycee",
    "office de tourisme", "office municipal", "maison du peuple", "bourse du travail",
)  # fmt: skip
_ARTICLE = re.compile(r"^(?:a |au |aux |en |l |la |le |les |ancienne |ancien )+")
_PRIVATE = re.compile(r"\b(?:chez|c o|m|mr|mme|mlle|monsieur|madame|appt|appartement|apt)\b")
_PUBLIC = re.compile(rf"^(?:{'|'.join(PUBLIC_PLACES)})\b")


def read_seat(cells: Mapping[str, str]) -> str:
    """Read the address of a seat that is a public place; "" for any other.

    Example
        >>> read_seat({"adrs_complement": "Mairie", "adrs_numvoie": "1", "adrs_typevoie": "PL",
        ...            "adrs_libvoie": "du Marché"})
        'Mairie, 1 PL du Marché'
        >>> read_seat({"adrs_typevoie": "RUE", "adrs_libvoie": "de la Mairie"})
        ''
    """
    place = cells.get("adrs_complement", "").strip() or cells.get("adrs_distrib", "").strip()
    street = _join_street(cells)
    if not place and not cells.get("adrs_typevoie", "").strip():
        place, street = street, ""
    return ", ".join(part for part in (place, street) if part) if is_public(place) else ""


def is_public(place: str) -> bool:
    """Say whether the words of a seat name a public place, and nobody's door in it.

    Example
        >>> is_public("A la mairie"), is_public("Mairie, chez Mme Martin"), is_public("Le bourg")
        (True, False, False)
    """
    if not place:
        return False
    words = fold(place)
    return bool(_PUBLIC.match(_ARTICLE.sub("", words))) and not _PRIVATE.search(words)


def _join_street(cells: Mapping[str, str]) -> str:
    names = ("adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie")
    parts = (cells.get(name, "").strip() for name in names)
    return " ".join(part for part in parts if part)
