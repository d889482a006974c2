"""Every page of the site, by the name that a failing test prints."""

PAGES = {
    "accueil": "/",
    "recherche": "/chercher?q=jardin&territoire=96",
    "recherche sans réponse": "/chercher?q=licorne",
    "recherche ambiguë": "/chercher?pres=Saint",
    "occasion": "/occasion/1",
    "département": "/territoire/96",
    "commune dense": "/territoire/96066",
    "commune muette": "/territoire/96079",
    "territoires": "/territoires",
    "atlas": "/atlas",
    "méthode": "/methode",
    "sources": "/sources",
    "source": "/sources/csv-fictif",
    "données": "/donnees",
    "mentions légales": "/mentions-legales",
    "accessibilité": "/accessibilite",
    "composants": "/composants",
    "proposer": "/proposer",
    "proposer un changement": "/proposer/1",
    "suivre une proposition": "/proposition",
    "entrer": "/compte/entrer",
    "retirer un contact": "/mes-contacts",
    "introuvable": "/nulle-part",
}
"""Addresses without a slug lead to the published ones."""
