"""What to look at once the demonstration is served: five sentences, each with an address."""

from collections.abc import Mapping

SIGHTS: dict[str, str] = {
    "departement": "96",
    "town": "96095",
    "thick": "96066",
    "cracked": "96011",
    "silent": "96079",
    "merged": "96048",
}
"""Codes of the territories worth a visit, by what they show."""


def list_sights(base_url: str, paths: Mapping[str, str]) -> list[str]:
    """Say in five sentences what to look at.

    Parameters
        base_url: address of the site, without a final slash.
        paths: path of the portrait by key of `SIGHTS` ("departement", "thick", "cracked",
            "silent"), and path of a "search" and of an "occasion" that several files tell.
    """
    at = {key: f"{base_url}{path}" for key, path in paths.items()}
    return [
        f"Les Trois-Lavoirs, 640 habitants et un tissu très serré : {at['thick']}",
        f"Brévanne, 8 900 habitants, où le besoin est grand et l’accès faible : {at['cracked']}",
        f"Morteserre, dont aucune source ne parle : {at['silent']}",
        f"Une fiche que plusieurs fichiers racontent, et qui dit d’où vient chaque valeur : "
        f"{at['occasion']}",
        f"La recherche, avec la carte de l’Ormance à côté de la liste : {at['search']}",
    ]
