"""The closed words of findings: facets, fields, and what can be said of each. Pure."""

from recoudre.vocabulary.lists import Labelled


class Facet(Labelled):
    """The ways a portrait looks at occasions."""

    ALL = "all", "ensemble"
    KIND = "kind", "nature"
    BOND = "bond", "lien"
    DOMAIN = "domain", "domaine"
    LIFE_STEP = "life_step", "étape de la vie"
    SECTOR = "sector", "secteur du porteur"
    AUDIENCE = "audience", "public"
    BAND = "band", "moment de la semaine"
    COST = "cost", "coût"


class AuditedField(Labelled):
    """What a resident needs to know of an occasion, and is not always told."""

    POINT = "point", "point sur la carte"
    HOURS = "hours", "horaires"
    STEWARD = "steward", "porteur"
    AUDIENCE = "audience", "public"
    COST = "cost", "coût"


class SourceState(Labelled):
    """What a source says of a territory."""

    SPEAKS = "speaks", "en parle"
    SILENT = "silent", "n’en dit rien, alors qu’on s’y attendrait"
    CANNOT_TELL = "cannot_tell", "n’en dit rien, et il n’y a pas de quoi s’en étonner"


class CoverageState(Labelled):
    """Whether what is listed around a commune lets one speak of it."""

    SUFFICIENT = "sufficient", "assez d’occasions recensées alentour"
    THIN = "thin", "bien moins d’occasions recensées alentour qu’ailleurs"
    SILENT = "silent", "aucune occasion recensée alentour"
    UNKNOWN = "unknown", "population alentour inconnue"


class MissingAccess(Labelled):
    """Why the access of a commune is unknown."""

    NO_POINT = "no_point", "la commune n’a pas de point connu"
    NO_RESIDENTS = "no_residents", "la population de la commune est inconnue"
