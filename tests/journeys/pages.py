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
    "mot remis d’aplomb": "/chercher?q=jardni",
    "recherches sans réponse": "/chercher/sans-reponse",
    "rapprochements expliqués": "/methode/rapprochements",
    "suggestions expliquées": "/methode/suggestions",
    "journal public": "/moderation/journal",
    "répondre d’un lieu": "/occasion/1/repondre",
    "retirer ce contact": "/mes-contacts?fiche=1&quoi=phone",
    "contact retiré": "/mes-contacts?fait=1",
}
"""Addresses without a slug lead to the published ones."""

LINKED = {
    "reçu": "/proposition/{code}/recu",
    "proposition suivie": "/proposition/{code}",
    "confirmer": "/confirmer/{link}",
    "confirmer en changeant": "/confirmer/{link}/changer",
    "dire que c’est fini": "/confirmer/{link}/fini",
    "lien déjà suivi": "/confirmer/{spent}",
}
"""Pages that a code or a mail leads to (`backstage.py` makes them)."""

INSIDE = {
    "modération": "/moderation",
    "proposition d’une occasion": "/moderation/propositions/{proposal}",
    "proposition d’un changement": "/moderation/propositions/{change}",
    "aperçu d’un lot": "/moderation/lot?p={proposal}&p={change}&choix=accepted",
    "lots": "/moderation/lots",
    "qui dit quoi": "/moderation/occasions/1",
    "désaccords": "/moderation/desaccords",
    "rapprochements": "/moderation/rapprochements",
    "rapprochement": "/moderation/rapprochements/{match}",
    "fusions": "/moderation/fusions",
    "suggestions": "/moderation/suggestions",
    "revendications": "/moderation/revendications",
    "appels": "/moderation/appels",
    "saisie": "/saisie",
    "ateliers": "/ateliers",
    "atelier": "/ateliers/1",
    "feuille à taper": "/ateliers/1/saisie?sur=6",
    "apporter un fichier": "/imports",
    "colonnes d’un fichier": "/imports/{upload}",
    "occasion, pour qui modère": "/occasion/1",
    "qui fait quoi": "/roles",
    "sortir": "/compte/sortir",
}
"""Pages for who entered: an administrator of the département sees them all."""

EVERY = {**PAGES, **LINKED, **INSIDE}
