"""The nomenclature of social objects of the register: which domains and bonds each code tells.

Codes have six digits; a shorter one speaks for all that begin so, and the longest one wins. Codes
that make no bond are in `importers/relevance.csv`, with their reason. A code that is absent tells
nothing: the domain stays unknown.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from recoudre.vocabulary.lists import Bond, Domain

T = TypeVar("T")

DOMAINS_BY_OBJECT: Mapping[str, tuple[Domain, ...]] = {
    "001": (Domain.CITIZENSHIP,),  # activités politiques
    "002": (Domain.CITIZENSHIP,),  # clubs, cercles de réflexion
    "003": (Domain.RIGHTS, Domain.CITIZENSHIP),  # droits fondamentaux, activités civiques
    "003030": (Domain.RIGHTS, Domain.DISABILITY),  # droits des personnes handicapées
    "004": (Domain.RIGHTS,),  # justice, accès au droit
    "005": (Domain.CULTURE,),  # information, communication
    "005020": (Domain.DIGITAL,),  # réseaux internet
    "006": (Domain.CULTURE,),  # culture, pratiques artistiques
    "006005": (Domain.CULTURE, Domain.READING),  # bibliothèques, ludothèques
    "006010": (Domain.CULTURE, Domain.READING),  # littérature, poésie
    "007040": (Domain.FAITH_FREE_GATHERING,),  # activités festives
    "007060": (Domain.FOOD,),  # gastronomie
    "007070": (Domain.ECOLOGY, Domain.FOOD),  # jardins ouvriers, floralies
    "007075": (Domain.MUTUAL_AID,),  # échanges locaux, réseaux d’échanges
    "009": (Domain.CULTURE, Domain.YOUTH),  # action socio-culturelle
    "009010": (Domain.DISABILITY,),  # loisirs pour personnes handicapées
    "009030": (Domain.FAITH_FREE_GATHERING,),  # comités des fêtes
    "009035": (Domain.CULTURE,),  # foyers ruraux
    "009040": (Domain.AGEING,),  # clubs du troisième âge
    "009045": (Domain.FAITH_FREE_GATHERING, Domain.CULTURE),  # carnavals, défilés
    "009050": (Domain.CULTURE,),  # jumelages
    "010": (Domain.CULTURE,),  # préservation du patrimoine
    "011": (Domain.SPORT,),  # sports, activités de plein air
    "011018": (Domain.SPORT, Domain.DISABILITY),  # handisport
    "013": (Domain.ECOLOGY,),  # chasse, pêche
    "014035": (Domain.MUTUAL_AID,),  # entraide et solidarité
    "014050": (Domain.MUTUAL_AID,),  # entraide entre femmes
    "014060": (Domain.MUTUAL_AID,),  # entraide entre personnes homosexuelles
    "014070": (Domain.MUTUAL_AID, Domain.DISABILITY),  # entraide, handicap
    "015": (Domain.SCHOOL,),  # éducation, formation
    "015065": (Domain.YOUTH,),  # étudiants, élèves
    "017": (Domain.HEALTH,),  # santé
    "018": (Domain.SOCIAL_WORK,),  # services médico-sociaux
    "018005": (Domain.EARLY_CHILDHOOD,),  # petite enfance
    "018010": (Domain.SOCIAL_WORK, Domain.YOUTH),  # adolescents en difficulté
    "018015": (Domain.DISABILITY,),  # personnes handicapées
    "018050": (Domain.DISABILITY,),  # aide sociale, handicap
    "019": (Domain.SOCIAL_WORK,),  # interventions sociales
    "019014": (Domain.SOCIAL_WORK, Domain.READING),  # lutte contre l’illettrisme
    "019016": (Domain.SOCIAL_WORK, Domain.YOUTH),  # insertion des jeunes
    "019020": (Domain.EMPLOYMENT,),  # groupements de chômeurs
    "019025": (Domain.SOCIAL_WORK, Domain.RIGHTS),  # réfugiés, immigrés
    "019040": (Domain.SOCIAL_WORK, Domain.MENTAL_HEALTH),  # solitude, soutien moral
    "020": (Domain.MUTUAL_AID,),  # caritatif, humanitaire, bénévolat
    "020010": (Domain.MUTUAL_AID, Domain.FOOD),  # distribution de nourriture
    "021": (Domain.SOCIAL_WORK,),  # services familiaux
    "021005": (Domain.EARLY_CHILDHOOD,),  # crèches, garderies
    "021015": (Domain.AGEING,),  # services aux personnes âgées
    "021020": (Domain.AGEING,),  # foyers, maisons de retraite
    "023001": (Domain.RIGHTS,),  # usagers de services publics
    "023002": (Domain.RIGHTS,),  # consommateurs
    "023010": (Domain.AGEING, Domain.RIGHTS),  # défense des retraités
    "024": (Domain.ECOLOGY,),  # environnement, cadre de vie
    "024045": (Domain.PLANNING, Domain.PUBLIC_SPACE),  # amélioration du cadre de vie
    "030005": (Domain.EMPLOYMENT,),  # défense d’un emploi
    "030010": (Domain.EMPLOYMENT,),  # insertion, régies de quartier
    "030012": (Domain.CITIZENSHIP, Domain.PUBLIC_SPACE),  # animation de quartier
    "030020": (Domain.EMPLOYMENT,),  # aide à la création d’activités
    "030050": (Domain.ECOLOGY,),  # développement durable
    "032": (Domain.HOUSING,),  # logement
    "036530": (Domain.HEALTH,),  # cours de secourisme
    "036535": (Domain.MOBILITY,),  # sécurité routière
}

# One joins an association by choice: participation by election, for all. Some objects say more.
BONDS_BY_OBJECT: Mapping[str, tuple[Bond, ...]] = {
    "": (Bond.ELECTIVE,),
    "003": (Bond.ELECTIVE, Bond.CITIZENSHIP),  # droits fondamentaux, activités civiques
    "014025": (Bond.ELECTIVE, Bond.ORGANIC),  # organisation de professions
    "014030": (Bond.ELECTIVE, Bond.ORGANIC),  # personnel d’une entreprise
    "015005": (Bond.ELECTIVE, Bond.FILIATION),  # parents d’élèves
    "019004": (Bond.ELECTIVE, Bond.FILIATION),  # aide et conseils aux familles
    "019005": (Bond.ELECTIVE, Bond.FILIATION),  # associations familiales
    "023005": (Bond.ELECTIVE, Bond.ORGANIC),  # groupements de salariés
    "030012": (Bond.ELECTIVE, Bond.CITIZENSHIP),  # animation de quartier
}


@cache
def list_domains(code: str) -> tuple[Domain, ...]:
    """List the domains that an object tells.

    Example
        >>> [domain.value for domain in list_domains("009030")], list_domains("050000")
        (['faith_free_gathering'], ())
    """
    return _find(DOMAINS_BY_OBJECT, code)


@cache
def list_bonds(code: str) -> tuple[Bond, ...]:
    """List the bonds that an object tells.

    Example
        >>> [bond.value for bond in list_bonds("015005")]
        ['elective', 'filiation']
    """
    return _find(BONDS_BY_OBJECT, code)


def _find(table: Mapping[str, tuple[T, ...]], code: str) -> tuple[T, ...]:
    """Find what the longest code of a table that begins this one tells."""
    beginnings = (code[:length] for length in range(len(code), -1, -1))
    return next((table[beginning] for beginning in beginnings if beginning in table), ())
