"""Who a beneficiary may be: a person is never published, and in doubt it is a person."""

from recoudre.vocabulary.text import fold

CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"})
# A word that only a group bears.
GROUP_WORDS = frozenset(
    (
        "accueil", "ass", "asso", "assoc", "association", "amicale", "amis", "atelier", "ateliers",
        "bibliotheque", "cantine", "centre", "cercle", "chorale", "cie", "cine", "cinema", "club",
        "collectif", "college", "comite", "commune", "communaute", "compagnie", "conseil",
        "cooperative", "ctre", "cte", "departement", "ecole", "ensemble", "entente", "espace",
        "fanfare", "fed", "federation", "festival", "fondation", "foyer", "groupe", "groupement",
        "harmonie", "institut", "jardin", "jardins", "jeunesse", "ligue", "lycee", "mairie",
        "maison", "mfr", "mission", "mjc", "musee", "office", "ogec", "orchestre", "productions",
        "radio", "ressourcerie", "section", "secours", "societe", "sporting", "sport", "sportive",
        "stade", "syndicat", "team", "theatre", "troupe", "union", "universite", "ville",
    )
)  # fmt: skip
# First names that many people in France bear. With one of them and no word of a group, a name of
# two or three words is taken for a person's.
FIRST_NAMES = frozenset(
    (
        "alain", "alexandre", "alice", "amandine", "andre", "anne", "anthony", "antoine", "aurelie",
        "bernard", "brigitte", "camille", "caroline", "catherine", "cecile", "celine", "chantal",
        "charlotte", "christelle", "christian", "christine", "christophe", "claire", "claude",
        "corinne", "cyril", "daniel", "david", "delphine", "denis", "didier", "dominique",
        "elodie", "emilie", "emma", "emmanuel", "eric", "fabrice", "florence", "franck",
        "francois", "francoise", "frederic", "georges", "gerard", "gilles", "guillaume", "helene",
        "henri", "herve", "hugo", "isabelle", "jacques", "jean", "jeanne", "jerome", "joel",
        "julie", "julien", "karine", "laetitia", "laurence", "laurent", "lea", "louis", "luc",
        "lucie", "manon", "marc", "marie", "martine", "mathieu", "maxime", "michel", "monique",
        "nathalie", "nicolas", "nicole", "olivier", "pascal", "patrice", "patricia", "patrick",
        "paul", "philippe", "pierre", "raphael", "rene", "robert", "romain", "sandrine",
        "sebastien", "serge", "simon", "sophie", "stephane", "stephanie", "sylvie", "thierry",
        "thomas", "valerie", "veronique", "vincent", "virginie", "yves", "yvette",
    )
)  # fmt: skip
LONGEST_PERSON = 3


def may_be_person(name: str, *, has_identifier: bool) -> bool:
    """Say whether the name of a beneficiary may be a person's.

    Parameters
        has_identifier: it came with a SIREN, a SIRET or an RNA number. A person who works alone has
            a SIRET too: it is not enough by itself.

    Example
        >>> may_be_person("Mme Martin", has_identifier=True)
        True
        >>> may_be_person("COMPET", has_identifier=True), may_be_person("X", has_identifier=False)
        (False, True)
    """
    words = fold(name).split()
    if any(word in GROUP_WORDS for word in words):
        return False
    if not has_identifier or (words[:1] and words[0] in CIVILITIES):
        return True
    has_first_name = any(word in FIRST_NAMES for word in words)
    return has_first_name and 1 < len(words) <= LONGEST_PERSON
