"""Hinaura: what the publisher writes on the left, our words on the right."""

from recoudre.vocabulary.lists import Audience, Bond, Domain, Weekday
from recoudre.vocabulary.records import BondTag

# To be able to use a screen is needed to be a citizen like the others. On which foundation, the
# list does not say: left unknown.
BONDS = (BondTag(Bond.CITIZENSHIP),)

# Every place of the list helps with digital uses; its kind may add a domain. None is added when
# the words do not say one.
DOMAINS_BY_KIND: dict[str, tuple[Domain, ...]] = {
    "Autres": (),
    "Espace Public Numérique": (),
    "Médiathèque": (Domain.READING, Domain.CULTURE),
    "Maison France Services": (Domain.RIGHTS,),
    "Centre socio-culturel": (Domain.SOCIAL_WORK, Domain.CULTURE),
    "Structure associative de quartier": (),
    "Tiers-Lieux": (),
    "Espace de coworking": (),
    "Maison de Services au Public": (Domain.RIGHTS,),
    "Fablab / Hackerspace": (),
    "CCAS": (Domain.SOCIAL_WORK,),
    "BIJ/PIJ (Information Jeunesse)": (Domain.YOUTH,),
    "Cyberbase / Cybercentre": (),
    "Association caritative": (Domain.MUTUAL_AID,),
    "Ressourcerie (matériel moindre coût / recyclé)": (Domain.ECOLOGY,),
    "Promeneurs du net": (Domain.YOUTH,),
}

AUDIENCES: dict[str, tuple[Audience, ...]] = {
    "Adultes": (Audience.ADULTS,),
    "Seniors": (Audience.SENIORS,),
    "Jeunesse (11-26 ans)": (Audience.TEENAGERS, Audience.YOUNG_ADULTS),
    "Enfance / Parentalité (3-10 ans)": (Audience.CHILDREN, Audience.FAMILIES),
    "Petite enfance / Parentalité (0-3 ans)": (Audience.CHILDREN, Audience.FAMILIES),
}

FREE = "Gratuit"
PAID = frozenset({"Payant", "Adhésion"})
REDUCED = frozenset(
    {
        "Gratuit sous condition",
        "Solidaire (tarif réduit adapté à la situation sociale/familiale, ou convention avec un "
        "organisme solidaire)",
    }
)
# A way of paying, not a price.
VOUCHER = "Agrée Pass Numérique (APTIC ou autres)"

FOR_PROFIT = "Privé à but lucratif (entreprises, auto-entrepreneurs, SCOP, SCIC...)"
CAVEAT_FOR_PROFIT = "La source dit que l’opérateur peut être privé et à but lucratif."

NAME = "Nom du lieu ou de la structure *"
ADDRESS = "Adresse postale *"
POSTCODE = "Code postal"
COMMUNE = "Ville *"
LATITUDE = "bf_latitude"
LONGITUDE = "bf_longitude"
EMAIL = (
    "Email (éviter les emails nominatifs - en cas d'email nominitatif seule la personne concernée "
    "est autorisé à l'ajouter)"
)
PHONE = "Téléphone"
WEBSITE = "Site Web"
TEXT = "Informations diverses (précisions sur votre structure, vos services, vos partenaires...)"
OPERATOR = "Type d'opérateur"
KIND = "Type de lieu"
AUDIENCE = "Publics accueillis"
WELCOME = "Accueil pour les personnes en situation de handicap"
PRICES = "Tarifs"
WAYS = "Types d'accompagnement proposés"
PAPERWORK = "Accompagnements proposés aux démarches en ligne"
POLICY = "Politique de confidentialité relative aux données personnelles *"
TERMS = "Licence des données collectées *"
STATE = "Etat"
CREATED = "datetime_create"
CHANGED = "datetime_latest"
DAYS = {day: day.label.capitalize() for day in Weekday}

COLUMNS = (
    CHANGED, NAME, ADDRESS, POSTCODE, COMMUNE, LATITUDE, LONGITUDE, EMAIL, PHONE, WEBSITE, TEXT,
    OPERATOR, KIND, AUDIENCE, PRICES, WAYS, *DAYS.values(),
)  # fmt: skip
# Known; read when they are there, or not used: the last six have no target here.
OTHER_COLUMNS = (
    CREATED, WELCOME, PAPERWORK, POLICY, TERMS, STATE, "Géolocalisation",
    "Accueille un ou des Conseillers Numériques France Services",
    "Accompagnement de publics spécifiques", "À disposition",
    "Formations compétences de base proposées",
    "Comprendre et Utiliser les sites d’accès aux droits proposées",
    "Sensibilisations culture numérique",
)  # fmt: skip
