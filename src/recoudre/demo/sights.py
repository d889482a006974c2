"""What to look at once the demonstration is served: six sentences, each with an address."""

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
SHARED_OCCASION = "France services de Pont-sur-Ormance Centre"
"""Name of an occasion that three of the four files tell."""


def list_sights(base_url: str, paths: Mapping[str, str]) -> list[str]:
    """Say in six sentences what to look at.

    Parameters
        base_url: address of the site, without a final slash.
        paths: path of the portrait of "thick", "cracked" and "silent" (see `SIGHTS`), of the
            "occasion" that several files tell (`SHARED_OCCASION`), of a "search", and of
            "signing_in".
    """
    at = {key: f"{base_url}{path}" for key, path in paths.items()}
    return [
        f"Les Trois-Lavoirs, 640 habitants et l’un des tissus les plus serrés : {at['thick']}",
        f"Brévanne, où le besoin paraît grand et l’accès mince : {at['cracked']}",
        f"Morteserre, dont aucune source ne parle, ce qui n’est pas un zéro : {at['silent']}",
        f"Une fiche que trois fichiers racontent, et qui dit qui parle : {at['occasion']}",
        f"La recherche, avec la carte de l’Ormance à côté de la liste : {at['search']}",
        f"La modération, où des propositions d’habitants attendent : {at['signing_in']}",
    ]
