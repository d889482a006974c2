"""Contacts that look personal: kept in the raw row, never among the values of an open import.

A published file is not a consent. An address is taken for a role only when something says so: a
role word, or the name of the organisation, of the place or of its commune. In doubt it is personal.
"""

import re

from recoudre.importers.repairs.contacts import EMAIL, PHONE, mend_email, mend_phone, read_phone
from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.records import Repair, RepairName
from recoudre.vocabulary.text import fold

# A local part that holds one of these as a whole word belongs to a function. Folded, singular.
ROLE_WORDS = frozenset(
    (
        "accueil", "administration", "adil", "agence", "agglo", "aide", "animation",
        "antenne", "asso", "association", "atelier", "bibli", "biblio", "bibliotheque",
        "bienvenue", "bm", "bonjour", "bureau", "bus", "caf", "cantine", "cc", "ccas",
        "centre", "cias", "cidff", "cite", "cnfs", "com", "comite", "communaute", "commune",
        "conseil", "conseiller", "contact", "coop", "coordination", "courrier", "csc",
        "culture", "cyber", "departement", "direction", "ecole", "efs", "emploi", "enfance",
        "epn", "espace", "evs", "famille", "foyer", "france", "franceservice", "fs",
        "guichet", "info", "information", "informatique", "itinerant", "itinerante",
        "jeunesse", "labo", "ludotheque", "mairie", "maison", "mdh", "mdr", "mds",
        "mediatheque", "mediation", "mfs", "mission", "mjc", "mobile", "mpt", "msap", "msp",
        "mssap", "multimedia", "numerique", "office", "pimms", "point", "pole", "poste",
        "prefecture", "presidence", "public", "rdv", "relais", "reseau", "secretariat",
        "service", "social", "solidarite", "standard", "structure", "tiers", "tourisme",
        "udaf", "ufcv", "urbanisme", "usager", "ville",
    )
)  # fmt: skip
# These may also be glued to something else: "mediatheque-x", "bibliodieulefit", "ccasx". Words that
# surnames hold (ville, maison, france) are not here.
ROLE_PARTS = (
    "accueil", "agglo", "animation", "biblio", "ccas", "communaute", "commune", "contact", "cyber",
    "emploi", "franceservice", "informatique", "jeunesse", "mairie", "mediateur", "mediath",
    "mediation", "mfs", "mjc", "msap", "mssap", "multimedia", "numerique", "pimms", "prefecture",
    "secretariat", "service", "social", "tourisme",
)  # fmt: skip
# Hosts whose every address is a function's.
ROLE_HOSTS = ("france-services.gouv.fr",)
SHORTEST_SHARED = 4
HIDDEN = "[contact retiré]"

_WORD = re.compile(r"[a-z]+")
_NAME_AND_SURNAME = re.compile(r"^[a-z]+[._-][a-z]{2,}$")


def is_personal_email(email: str, context: str = "") -> bool:
    """Say whether an e-mail address looks like somebody's own.

    Parameters
        email: one address.
        context: the names of the place, of its steward and of its commune.

    Example
        >>> is_personal_email("jeanne.martin@mairie.example"), is_personal_email("mairie@x.example")
        (True, False)
        >>> is_personal_email("dieulefit@x.example", "France services de Dieulefit")
        False
    """
    local, _, host = email.lower().partition("@")
    if host in ROLE_HOSTS:
        return False
    words = _WORD.findall(fold(local))
    if any(word in ROLE_WORDS or word.rstrip("s") in ROLE_WORDS for word in words):
        return False
    if _NAME_AND_SURNAME.match(local):
        return True
    if any(part in word for word in words for part in ROLE_PARTS):
        return False
    known = set(fold(f"{context} {host}").split()) | {
        fold(host.rpartition(".")[0]).replace(" ", "")
    }
    return not any(_is_known(word, known) for word in words)


def is_mobile_phone(phone: str) -> bool:
    """Say whether a telephone in national form is a mobile one, overseas included."""
    return phone.startswith(("06", "07"))


def mend_public_email(cell: str, column: str, *, context: str) -> Mended[str]:
    """Read the e-mail of an open file: the first, unless it looks personal."""
    return hide_email(mend_email(cell, column), column, context=context)


def mend_public_phone(cell: str, column: str) -> Mended[str]:
    """Read the telephone of an open file: the first, unless it is a mobile one."""
    return hide_phone(mend_phone(cell, column), column)


def mend_public_text(cell: str, column: str, *, context: str) -> Mended[str]:
    """Read a text of an open file, without the personal-looking contacts that it holds."""
    return hide_contacts(mend_text(cell, column), column, context=context)


def hide_email(mended: Mended[str], column: str, *, context: str) -> Mended[str]:
    """Take a personal-looking address away, and say so without repeating it."""
    if not mended.value or not is_personal_email(mended.value, context):
        return mended
    said = f"…@{mended.value.partition('@')[2]}"
    return _forget(mended, column, said, "")


def hide_phone(mended: Mended[str], column: str) -> Mended[str]:
    """Take a mobile telephone away, and say so without repeating it."""
    if not is_mobile_phone(mended.value):
        return mended
    return _forget(mended, column, f"{mended.value[:2]} …", "")


def hide_contacts(mended: Mended[str], column: str, *, context: str) -> Mended[str]:
    """Take the personal-looking addresses and mobile telephones out of a text.

    Example
        >>> hide_contacts(Mended("Écrire à jeanne.martin@x.example"), "note", context="").value
        'Écrire à [contact retiré]'
    """
    text = EMAIL.sub(lambda found: _mask_email(found[0], context), mended.value)
    text = PHONE.sub(lambda found: _mask_phone(found[0]), text)
    if text == mended.value:
        return mended
    return _forget(mended, column, HIDDEN, text)


def _forget(mended: Mended[str], column: str, said: str, value: str) -> Mended[str]:
    """Log the removal alone: the repairs that came before it would repeat what is removed."""
    repair = Repair(RepairName.PERSONAL_CONTACT, column, said, value)
    return Mended(value, (repair,), mended.doubts)


def _mask_email(email: str, context: str) -> str:
    return HIDDEN if is_personal_email(email, context) else email


def _mask_phone(phone: str) -> str:
    return HIDDEN if is_mobile_phone(read_phone(phone)) else phone


def _is_known(word: str, known: set[str]) -> bool:
    """Say whether a word is, holds or is held by one of the known names."""
    if len(word) < SHORTEST_SHARED:
        return word in known
    return any(len(name) >= SHORTEST_SHARED and (name in word or word in name) for name in known)
