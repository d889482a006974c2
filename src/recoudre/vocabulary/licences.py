"""Licences under which facts reach us; share-alike ones are never mixed with the others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its slug is stored, its name and address are shown."""

    slug: str
    name: str
    url: str
    is_share_alike: bool = False


LICENCE_OUVERTE = Licence(
    "lov2", "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
)
ODBL = Licence(
    "odbl", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", is_share_alike=True
)
CC_BY = Licence("cc-by", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr")
FICTIONAL = Licence(
    "fictional",
    "Données fictives (CC0 1.0)",
    "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
)

LICENCES: dict[str, Licence] = {
    licence.slug: licence for licence in (LICENCE_OUVERTE, ODBL, CC_BY, FICTIONAL)
}
