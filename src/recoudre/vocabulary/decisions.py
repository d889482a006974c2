"""Closed lists of what people propose, say and decide: English slugs, French labels.

A slug is never renamed once published. Definitions are in `docs/glossary.md`.
"""

from recoudre.vocabulary.lists import Labelled


class ConfirmationAnswer(Labelled):
    """What somebody answers when asked whether an occasion is still true."""

    STILL_TRUE = "still_true", "toujours vrai"
    TO_CHANGE = "to_change", "à changer"
    ENDED = "ended", "fini"


class Relation(Labelled):
    """The four relations between two descriptions. Only the first one may merge."""

    SAME = "same", "la même occasion"
    COLOCATED = "colocated", "au même endroit"
    BRANCH = "branch", "deux antennes d’une même organisation"
    UNRELATED = "unrelated", "sans rapport"


class MatchState(Labelled):
    """What became of a proposed match."""

    WAITING = "waiting", "à relire"
    MERGED = "merged", "fusionnées"
    APART = "apart", "gardées à part"


class MatchReason(Labelled):
    """Why a machine thinks that two descriptions are related or not; braces hold its values."""

    SAME_NAME = "same_name", "même nom"
    ALIKE_NAMES = "alike_names", "noms semblables : « {first} » et « {second} »"
    SAME_PHONE = "same_phone", "même téléphone"
    SAME_EMAIL = "same_email", "même courriel"
    SAME_WEBSITE = "same_website", "même site"
    SAME_SIRET = "same_siret", "même SIRET"
    SAME_RNA = "same_rna", "même numéro RNA"
    SAME_ADDRESS = "same_address", "même adresse"
    NEAR = "near", "à {distance_m} m l’une de l’autre"
    SAME_COMMUNE = "same_commune", "même commune"
    COMMON_NAME = "common_name", "nom courant, qui distingue peu"
    OTHER_NUMBER = "other_number", "numéros différents dans la même rue : {first} et {second}"
    OTHER_WORDS = "other_words", "mots propres à chacune : « {first} » et « {second} »"
    OTHER_BRANCH = "other_branch", "antennes différentes : « {first} » et « {second} »"
    OTHER_SIRET = "other_siret", "deux établissements d’un même organisme"
    OTHER_SIREN = "other_siren", "deux organismes différents"
    OTHER_RNA = "other_rna", "deux associations différentes"
    OTHER_KIND = "other_kind", "l’une est « {first} », l’autre « {second} »"
    OTHER_DAY = "other_day", "dates différentes : {first} et {second}"
    OTHER_COMMUNE = "other_commune", "communes différentes"
    FAR = "far", "à {distance_km} km l’une de l’autre"
    CROWDED = "crowded", "plusieurs fiches se ressemblent ici : une personne doit choisir"


class Role(Labelled):
    """What a person may do in a territory and in all that it holds, from least to most."""

    VISITOR = "visitor", "visite"
    CONTRIBUTOR = "contributor", "contribution de confiance"
    STEWARD = "steward", "porteur"
    MODERATOR = "moderator", "modération"
    ADMINISTRATOR = "administrator", "administration"


class ProposalState(Labelled):
    """How far a proposal went."""

    UNCONFIRMED = "unconfirmed", "courriel à confirmer"
    WAITING = "waiting", "à lire"
    ACCEPTED = "accepted", "acceptée"
    PARTLY_ACCEPTED = "partly_accepted", "acceptée en partie"
    REFUSED = "refused", "refusée"
    WITHDRAWN = "withdrawn", "retirée par son auteur"


class RefusalReason(Labelled):
    """Why a moderator refuses a proposal or one of its values; its author reads the label."""

    ALREADY_THERE = "already_there", "elle y est déjà"
    NOT_AN_OCCASION = "not_an_occasion", "ce n’est pas une occasion de lien ouverte à d’autres"
    OUTSIDE = "outside", "hors du territoire suivi ici"
    NOT_ENOUGH = "not_enough", "il manque de quoi la trouver ou la comprendre"
    UNVERIFIABLE = "unverifiable", "nous n’avons pas pu le vérifier"
    CONTRADICTED = "contradicted", "la personne qui en répond dit autre chose"
    PERSONAL = "personal", "cela concerne la vie privée de quelqu’un"
    ADVERTISING = "advertising", "c’est une publicité"
    UNLAWFUL = "unlawful", "la loi ne permet pas de le publier"


class SuggestionState(Labelled):
    """What became of a machine's suggestion."""

    WAITING = "waiting", "à valider"
    ACCEPTED = "accepted", "validée"
    REFUSED = "refused", "écartée"


class ClaimProof(Labelled):
    """How somebody proves that they answer for an occasion."""

    REGISTRY = "registry", "registre public"
    DOMAIN = "domain", "courriel au nom de la structure"
    LETTER = "letter", "code envoyé par lettre"


class ClaimState(Labelled):
    """How far a claim went."""

    WAITING = "waiting", "preuve attendue"
    PROVED = "proved", "prouvée"
    REFUSED = "refused", "refusée"


class ModerationAct(Labelled):
    """What the public moderation log names. Never who did it."""

    ACCEPTED = "accepted", "proposition acceptée"
    PARTLY_ACCEPTED = "partly_accepted", "proposition acceptée en partie"
    REFUSED = "refused", "proposition refusée"
    MERGED = "merged", "fiches fusionnées"
    UNMERGED = "unmerged", "fusion défaite"
    KEPT_APART = "kept_apart", "fiches gardées à part"
    SUGGESTION_ACCEPTED = "suggestion_accepted", "suggestion validée"
    SUGGESTION_REFUSED = "suggestion_refused", "suggestion écartée"
    PINNED = "pinned", "valeur fixée"
    UNPINNED = "unpinned", "valeur rendue aux sources"
    CLAIM_PROVED = "claim_proved", "porteur reconnu"
    CLAIM_REFUSED = "claim_refused", "porteur non reconnu"
    OBJECTION = "objection", "contact retiré à la demande d’une personne"
    UNDONE = "undone", "décision défaite"
