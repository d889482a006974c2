"""The sentence on the bonds that an occasion makes, after the grid of Serge Paugam (2008).

Each bond protects ("compter sur") and recognises ("compter pour"). A foundation that nobody told
is not guessed: the bond alone is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.vocabulary.lists import Bond, Foundation, Mark

Tag = Mapping[str, str | None]

COUNTED_ON: dict[str, Promise | str] = {
    Bond.FILIATION: gettext_lazy("l’entraide entre générations d’une famille"),
    Bond.ELECTIVE: gettext_lazy("l’entraide des gens que l’on choisit : amis, voisins, compagnons"),
    Bond.ORGANIC: gettext_lazy("l’appui et les droits qui viennent du travail"),
    Bond.CITIZENSHIP: gettext_lazy("des droits égaux, et de l’aide pour les faire valoir"),
}
COUNTED_FOR: dict[str, Promise | str] = {
    Bond.FILIATION: gettext_lazy("ses parents, ses enfants, les siens"),
    Bond.ELECTIVE: gettext_lazy("celles et ceux que l’on a choisis"),
    Bond.ORGANIC: gettext_lazy("ce que l’on sait faire, et qui sert à d’autres"),
    Bond.CITIZENSHIP: gettext_lazy("ses concitoyens, à égalité"),
}
NAMED: dict[str, Promise | str] = {
    Bond.FILIATION: gettext_lazy("le lien de filiation"),
    Bond.ELECTIVE: gettext_lazy("le lien choisi (participation élective)"),
    Bond.ORGANIC: gettext_lazy("le lien du travail (participation organique)"),
    Bond.CITIZENSHIP: gettext_lazy("le lien de citoyenneté"),
}


@dataclass(frozen=True, slots=True)
class BondLine:
    """One sentence on bonds, and who says so."""

    text: str
    mark: str


def tell_bonds(tags: Sequence[Tag]) -> list[BondLine]:
    """Tell the bonds in one sentence per foundation and per mark, protection first."""
    lines: list[BondLine] = []
    for foundation in (Foundation.PROTECTION, Foundation.RECOGNITION, None):
        for mark in Mark:
            bonds = [
                str(tag["bond"])
                for tag in tags
                if tag["foundation"] == foundation and tag["mark"] == mark
            ]
            if bonds:
                lines.append(BondLine(_tell(bonds, foundation), mark.label))
    return lines


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b et c"."""
    *first, last = words
    return _("%(first)s et %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _tell(bonds: Sequence[str], foundation: Foundation | None) -> str:
    if foundation == Foundation.PROTECTION:
        things = join_words([str(COUNTED_ON[bond]) for bond in bonds])
        return _("On y compte sur %(things)s.") % {"things": things}
    if foundation == Foundation.RECOGNITION:
        people = join_words([str(COUNTED_FOR[bond]) for bond in bonds])
        return _("On y compte pour %(people)s.") % {"people": people}
    named = join_words([str(NAMED[bond]) for bond in bonds])
    return _("Ici se noue %(bonds)s.") % {"bonds": named}
