"""SCDL subventions: the names of its columns, and the objects that say no project."""

from recoudre.vocabulary.text import fold

# Version 2.1.1 on the left, the names of the first files on the right.
OLDER_NAMES = {
    "nomAttribuant": "Nom de l'attribuant",
    "idAttribuant": "Identification de l'attribuant",
    "dateConvention": "Date de la convention de subvention",
    "referenceDecision": "Référence de la décision",
    "nomBeneficiaire": "Nom du bénéficiaire",
    "idBeneficiaire": "Identification du bénéficiaire",
    "objet": "Objet de la subvention",
    "montant": "Montant total de la subvention",
    "nature": "Nature de la subvention",
    "conditionsVersement": "Conditions de versement de la subvention",
    "datesPeriodeVersement": "Date ou période de versement",
    "idRAE": ("Identifiant RAE de l’aide au titre de laquelle la subvention est attribuée"),
    "notificationUE": "Aide d'Etat notifiée à la Commission Européenne",
    "pourcentageSubvention": (
        "Pourcentage du montant total de la subvention attribuée au bénéficiaire"
    ),
}
REQUIRED = (
    "nomAttribuant", "dateConvention", "nomBeneficiaire", "idBeneficiaire", "objet", "montant",
)  # fmt: skip
NEWER = ("rnaBeneficiaire", "dispositifAide")
OLDER = (
    "Montant du prêt", "Montant de la garantie", "Détail des avantages en nature",
    "Estimation des avantages en nature",
)  # fmt: skip
# The form says nowhere where a beneficiary is. Somebody who knows may add these.
ADDED = ("code_insee", "commune", "code_postal", "adresse")

# Words that only say that somebody is paid for living on. An object made of them alone says
# nothing of what is done.
RUNNING_WORDS = frozenset(
    fold(
        "a aide aides activite activites annee annuel annuelle association au aux budget de des du "
        "en exercice financier financiere fonctionnement fonct frais general generale global "
        "globale l la le les ordinaire pour soutien statutaire statutaires subvention subventions "
        "structure titre versement"
    ).split()
)


def says_a_project(objet: str) -> bool:
    """Say whether an object tells more than running costs.

    Example
        >>> says_a_project("Subvention de fonctionnement 2019"), says_a_project("Café des aidants")
        (False, True)
    """
    words = [word for word in fold(objet).split() if not word.isdigit()]
    return any(word not in RUNNING_WORDS for word in words)
