"""Which phones and e-mails may be shown to all: closed unless something allows it.

A contact is open when its record says that its publisher consents, or when its source has a known
basis. Somebody's objection closes it whatever the basis, in every record, in texts too, and for
every import to come. A closed contact stays in its record, for the moderation alone; the texts of
a record whose contacts are closed lose those they hold.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.utils.crypto import salted_hmac

from recoudre.inventory.models import Source
from recoudre.vocabulary.lists import ContactBasis

KINDS = ("phone", "email")
TEXTS = ("summary", "description", "hours_note", "cost_note", "conditions", "caveat")
HIDDEN = "[contact retiré]"
# French numbers differ by their last nine digits, whatever stands for the country.
TELLING_DIGITS = 9
_SEVERAL = re.compile(r"[;,/|]|\bou\b|\bet\b")
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){8}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Stricter than below: to hide every phone of a text must spare its dates and its SIRET.
_FRENCH_PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)33[ .\-]?(?:\(0\)[ .\-]?)?|0)[1-9](?:[ .\-\u00a0\u202f]?\d{2}){4}(?!\d)"
)
_WRITTEN = {
    "email": _EMAIL,
    "phone": re.compile(r"(?:\+|00)?\d(?:[ .\-/\u00a0\u202f()]*\d){8,13}"),
}


def find_basis(source: Source, values: Mapping[str, Any]) -> ContactBasis:
    """Find why the contacts of a record may be shown: its own consent, else its source's basis."""
    if values.get("contact_consented"):
        return ContactBasis.CONSENTED
    return ContactBasis(source.contact_basis)


def open_values(
    source: Source, values: Mapping[str, Any], objected: Collection[str] = ()
) -> Mapping[str, Any]:
    """Keep of a record what may be shown to all: without the contacts that are closed.

    Parameters
        objected: digests of the contacts that somebody asked not to show, by `digest_contact`.
    """
    closed = list_closed(source, values, objected)
    if find_basis(source, values) is ContactBasis.UNKNOWN:
        values = _change_texts(values, mask_all)
    elif objected:
        values = _change_texts(values, lambda text: mask_objected(text, objected))
    return {name: value for name, value in values.items() if name not in closed}


def list_closed(
    source: Source, values: Mapping[str, Any], objected: Collection[str] = ()
) -> list[str]:
    """List which of "phone" and "email" a record gives and may not be shown."""
    given = [kind for kind in KINDS if values.get(kind)]
    if find_basis(source, values) is ContactBasis.UNKNOWN:
        return given
    return [kind for kind in given if objected and is_objected(kind, values[kind], objected)]


def is_objected(kind: str, value: str, objected: Collection[str]) -> bool:
    """Say whether one of the contacts that a value holds is among those objected to."""
    parts = {normalise_contact(kind, one) for one in _split_contacts(kind, value)}
    return any(digest_contact(kind, one) in objected for one in parts if one)


def digest_contact(kind: str, value: str) -> str:
    """Digest a contact with the key of the site: what is kept of an objection.

    Two ways to write one contact have the same digest.
    """
    return salted_hmac(
        f"recoudre.contact.{kind}", normalise_contact(kind, value), algorithm="sha256"
    ).hexdigest()


def normalise_contact(kind: str, value: str) -> str:
    """Normalise a contact: an e-mail in lower case; the digits that tell a phone from another.

    >>> normalise_contact("phone", "+33 4 75 46 43 62") == normalise_contact("phone", "0475464362")
    True
    """
    if kind == "email":
        return value.strip().lower()
    return re.sub(r"\D", "", value)[-TELLING_DIGITS:]


def mask_objected(text: str, objected: Collection[str]) -> str:
    """Take out of a text the contacts that somebody objected to."""
    if not _may_hold_contact(text):
        return text
    for kind, pattern in _WRITTEN.items():
        text = pattern.sub(
            lambda found, kind=kind: (  # type: ignore[misc]
                HIDDEN if digest_contact(kind, found[0]) in objected else found[0]
            ),
            text,
        )
    return text


def mask_all(text: str) -> str:
    """Take every e-mail and every French phone out of a text.

    >>> mask_all("Le 12.03.2026, appelez le 04 75 46 43 62 ou anne@exemple.fr")
    'Le 12.03.2026, appelez le [contact retiré] ou [contact retiré]'
    """
    if not _may_hold_contact(text):
        return text
    return _FRENCH_PHONE.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))


def _may_hold_contact(text: str) -> bool:
    """Say whether a text has what every contact has; most of a million texts have not."""
    return "@" in text or _DIGITS.search(text) is not None


def _change_texts(values: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    return {**values, **{name: change(values[name]) for name in TEXTS if values.get(name)}}


def _split_contacts(kind: str, value: str) -> Iterator[str]:
    """Split a value that may hold several contacts; the whole of it counts too."""
    yield value
    yield from (found[0] for found in _WRITTEN[kind].finditer(value))
    yield from (part for part in _SEVERAL.split(value) if part.strip())
