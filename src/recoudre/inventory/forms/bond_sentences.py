"""The bonds in plain words, as one ticks them: on whom one counts, for whom one counts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recoudre.vocabulary.lists import Bond, Foundation

COUNTED_ON: dict[str, Promise | str] = {
    f"{Bond.FILIATION}:{Foundation.PROTECTION}": _("sa famille, d’une génération à l’autre"),
    f"{Bond.ELECTIVE}:{Foundation.PROTECTION}": _("des gens que l’on choisit : amis, voisins"),
    f"{Bond.ORGANIC}:{Foundation.PROTECTION}": _("un travail, et les droits qui vont avec"),
    f"{Bond.CITIZENSHIP}:{Foundation.PROTECTION}": _("ses droits, et de l’aide pour les avoir"),
}
COUNTED_FOR: dict[str, Promise | str] = {
    f"{Bond.FILIATION}:{Foundation.RECOGNITION}": _("ses parents, ses enfants, les siens"),
    f"{Bond.ELECTIVE}:{Foundation.RECOGNITION}": _("celles et ceux qui nous ont choisis"),
    f"{Bond.ORGANIC}:{Foundation.RECOGNITION}": _("les autres, par ce que l’on sait faire"),
    f"{Bond.CITIZENSHIP}:{Foundation.RECOGNITION}": _("la cité, à égalité avec tout le monde"),
}
