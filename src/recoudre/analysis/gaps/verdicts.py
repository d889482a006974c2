"""The closed words of a verdict. "Insufficient data" is one of them, always with its reason."""

from recoudre.vocabulary.lists import Labelled


class Position(Labelled):
    """The third of its group in which a commune stands."""

    LOW = "low", "tiers bas"
    MIDDLE = "middle", "tiers du milieu"
    HIGH = "high", "tiers haut"


class Verdict(Labelled):
    """What can be said of one need and one bond in one commune."""

    GAP = "gap", "fêlure"
    LIKELY = "likely", "fêlure possible, pas certaine"
    NO_GAP = "no_gap", "pas de fêlure visible"
    INSUFFICIENT_DATA = "insufficient_data", "données insuffisantes"


class Insufficiency(Labelled):
    """Why nothing can be said."""

    NEED_HIDDEN = "need_hidden", "chiffre masqué par le secret statistique"
    NEED_NOT_PUBLISHED = "need_not_published", "chiffre non publié"
    NEED_NOT_APPLICABLE = "need_not_applicable", "chiffre sans objet ici"
    ACCESS_UNKNOWN = "access_unknown", "point ou population de la commune inconnus"
    COVERAGE_SILENT = "coverage_silent", "aucune occasion recensée alentour"
    COVERAGE_THIN = "coverage_thin", "trop peu d’occasions recensées alentour"
    COVERAGE_UNKNOWN = "coverage_unknown", "étendue du recensement inconnue"
    GROUP_TOO_SMALL = "group_too_small", "trop peu de communes comparables"
