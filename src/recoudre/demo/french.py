"""A little French grammar: "à" and "de" before a place name, with or without its article."""

import unicodedata

VOWELS = "aàâäeéèêëiîïoôöuùûühyœæ"


def say_at(name: str) -> str:
    """Say "à" before a name.

    >>> say_at("Fontbelle"), say_at("Les Trois-Lavoirs"), say_at("le Pré-Fleuri")
    ('à Fontbelle', 'aux Trois-Lavoirs', 'au Pré-Fleuri')
    """
    return _contract(name, "à ", "au ", "aux ")


def say_of(name: str) -> str:
    """Say "de" before a name.

    >>> say_of("Ambrizeau"), say_of("Les Trois-Lavoirs"), say_of("la Croix-Blanche")
    ('d’Ambrizeau', 'des Trois-Lavoirs', 'de la Croix-Blanche')
    """
    elided = name[0].lower() in VOWELS
    return _contract(name, "d’" if elided else "de ", "du ", "des ")


def make_slug(text: str) -> str:
    """Keep letters and figures without accents, joined by hyphens."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    letters = (letter for letter in folded if not unicodedata.combining(letter))
    return "-".join("".join(one if one.isalnum() else " " for one in letters).split())


def _contract(name: str, plain: str, with_le: str, with_les: str) -> str:
    article, _, rest = name.partition(" ")
    if article in {"Le", "le"}:
        return with_le + rest
    if article in {"Les", "les"}:
        return with_les + rest
    return plain + name
