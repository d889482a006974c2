"""The words of French names and addresses that say little, and those that say what a thing is.

All are folded (see `vocabulary.text.fold`). Tables first, for somebody who does not program.
"""

# What a word says of the thing: two names of different families name two things.
FAMILIES: dict[str, tuple[str, ...]] = {
    "library": (
        "bibliotheque", "bibliotheques", "bibliotheqe", "biblotheque", "biliotheque", "biblio",
        "mediatheque", "mediatheques", "mediateque", "bm", "lecture", "bibliobus",
        "mediabus", "livres", "livre", "artotheque", "discotheque",
    ),
    "toys": ("ludotheque", "ludotheques", "ludo"),
    "town_hall": ("mairie", "mairies"),
    "france_services": ("franceservices", "msap", "efs", "pimms"),
    "post": ("poste", "postale"),
    "social_action": ("ccas", "cias", "cdas", "mds", "solidarites"),
    "social_centre": ("centresocial", "csc", "evs", "famille", "familles"),
    "school": ("ecole", "college", "lycee", "scolaire", "universite"),
    "care": ("ehpad", "residence", "hopital", "sante", "clinique"),
    "young": ("jeunes", "jeunesse", "mjc", "pij", "bij", "missionlocale"),
    "digital": ("numerique", "numeriques", "epn", "cyberbase", "cyberespace", "informatique"),
    "shared_place": ("tierslieu", "fablab", "coworking"),
    "cafe": ("cafe", "bistrot", "restaurant", "bar", "epicerie", "cantine"),
    "culture": ("musee", "theatre", "cinema", "archives", "conservatoire"),
    "sport": ("stade", "gymnase", "piscine", "club"),
    "garden": ("jardin", "jardins", "amap"),
    "repair": ("ressourcerie", "recyclerie", "repair", "emmaus"),
}  # fmt: skip
# How a person reads a family, when nothing else tells two names apart.
FAMILY_NAMES: dict[str, str] = {
    "library": "bibliothèque", "toys": "ludothèque", "town_hall": "mairie",
    "france_services": "France services", "post": "poste", "social_action": "action sociale",
    "social_centre": "centre social", "school": "école", "care": "soin", "young": "jeunesse",
    "digital": "numérique", "shared_place": "tiers-lieu", "cafe": "café", "culture": "culture",
    "sport": "sport", "garden": "jardin", "repair": "réemploi",
}  # fmt: skip
# Two words that are one.
JOINED: dict[str, str] = {
    "france services": "franceservices",
    "france service": "franceservices",
    "centre social": "centresocial",
    "centres sociaux": "centresocial",
    "mission locale": "missionlocale",
    "missions locales": "missionlocale",
    "tiers lieu": "tierslieu",
    "tiers lieux": "tierslieu",
    "hotel de ville": "mairie",
}
# Words that any place may have in its name.
PLAIN = frozenset({
    "a", "accueil", "agence", "agglo", "agglomeration", "annexe", "antenne", "associatif",
    "association", "associative", "au", "aux", "avec", "avenue", "bourg", "bureau", "bus",
    "central", "centrale", "centre", "communal", "communale", "communales", "communautaire",
    "communaute", "commune", "communes", "culturel", "culturelle", "d", "de", "departemental",
    "departementale", "des", "du", "en", "entre", "espace", "et", "france", "ilot",
    "intercommunal", "intercommunale", "intercommunales", "itinerant", "itinerante",
    "itinerants", "l", "la", "labellisee", "le", "les", "lieu", "local", "locale", "maison",
    "mediation", "multi", "multisite", "multisites", "municipal", "municipale", "municipales",
    "municipaux", "n", "par", "pays", "permanence", "place", "point", "pole", "pour",
    "principal", "principale", "public", "publics", "publique", "quartier", "regionale",
    "relais", "reseau", "rue", "rural", "rurale", "s", "salle", "service", "services", "site",
    "sites", "social", "sociale", "sous", "sur", "territoire", "tous", "un", "une", "village",
    "ville", "y",
})  # fmt: skip
# Words that tell two branches of one organisation apart.
BRANCH_WORDS = frozenset(
    ["nord", "sud", "est", "ouest", "haut", "haute", "bas", "basse", "i", "ii", "iii", "iv", "v"]
)
SATELLITES = frozenset({"annexe", "antenne", "bibliobus", "bus", "itinerant", "itinerante"})
SHORT_WORDS: dict[str, str] = {
    "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "av": "avenue",
    "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard", "boul": "boulevard",
    "pl": "place", "r": "rue", "chem": "chemin", "che": "chemin", "ch": "chemin",
    "imp": "impasse", "rte": "route", "all": "allee", "allees": "allee", "sq": "square",
    "fg": "faubourg", "fbg": "faubourg", "crs": "cours", "za": "zone", "zi": "zone", "zac": "zone",
    "gal": "general", "gl": "general", "gen": "general", "mal": "marechal", "dr": "docteur",
    "pr": "professeur", "pdt": "president", "cdt": "commandant", "cne": "capitaine",
    "res": "residence", "bat": "batiment", "lot": "lotissement", "rpt": "rondpoint",
    "esp": "esplanade", "qu": "quai", "pass": "passage", "mun": "municipale",
    "bibl": "bibliotheque", "med": "mediatheque", "biblio": "bibliotheque",
}  # fmt: skip
STREET_TYPES = (
    "rue", "avenue", "boulevard", "place", "chemin", "impasse", "route", "allee", "square",
    "faubourg", "cours", "zone", "quai", "passage", "esplanade", "ruelle", "promenade", "sentier",
    "montee", "cote", "rondpoint", "lotissement", "voie", "parvis", "traverse", "mail", "venelle",
    "parc", "hameau", "galerie", "levee", "residence", "batiment", "placette",
)  # fmt: skip
STREET_PLAIN = frozenset({
    "a", "au", "aux", "bp", "cedex", "cs", "d", "de", "des", "du", "en", "et", "l", "la", "le",
    "les", "sous", "sur",
})  # fmt: skip
