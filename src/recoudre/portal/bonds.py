"""The sentence on the bonds that an occasion makes, after the grid of Serge Paugam (2008).

Each bond protects ("compter sur") and recognises ("compter pour"). A foundation that nobody told
is not guessed: the bond alone is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from recoudre.vocabulary.lists import Bond, Foundation, Mark

Tag = Mapping[str, str | None]

COUNTED_ON: dict[str, Promise | str] = {
    Bond.FILIATION: gettext_lazy("On y compte sur sa famille, d’une génération à l’autre."),
    Bond.ELECTIVE: gettext_lazy(
        "On y compte sur des gens que l’on choisit : amis, voisins, pairs."
    ),
    Bond.ORGANIC: gettext_lazy("On y compte sur un travail, et sur les droits qui vont avec."),
    Bond.CITIZENSHIP: gettext_lazy(
        "On y compte sur des droits égaux, et sur de l’aide pour les avoir."
    ),
}
COUNTED_FOR: dict[str, Promise | str] = {
    Bond.FILIATION: gettext_lazy("On y compte pour ses parents, ses enfants, les siens."),
    Bond.ELECTIVE: gettext_lazy("On y compte pour celles et ceux qui nous ont choisis."),
    Bond.ORGANIC: gettext_lazy("On y compte pour les autres, par ce que l’on sait faire."),
    Bond.CITIZENSHIP: gettext_lazy("On y compte pour la cité, à égalité avec tout le monde."),
}
NAMED: dict[str, Promise | str] = {
    Bond.FILIATION: gettext_lazy("Ici se noue le lien de famille (filiation)."),
    Bond.ELECTIVE: gettext_lazy("Ici se noue le lien choisi (participation élective)."),
    Bond.ORGANIC: gettext_lazy("Ici se noue le lien du travail (participation organique)."),
    Bond.CITIZENSHIP: gettext_lazy("Ici se noue le lien de citoyenneté."),
}
SENTENCES: dict[str | None, dict[str, Promise | str]] = {
    Foundation.PROTECTION: COUNTED_ON,
    Foundation.RECOGNITION: COUNTED_FOR,
    None: NAMED,
}


@dataclass(frozen=True, slots=True)
class BondLine:
    """What one kind of witness says of the bonds, and which kind it is."""

    text: str
    mark: str


def tell_bonds(tags: Sequence[Tag]) -> list[BondLine]:
    """Tell the bonds, one line per kind of witness: what one counts on, then counts for."""
    return [
        BondLine(" ".join(told), gettext(mark.label))
        for mark in Mark
        if (told := list(_tell([tag for tag in tags if tag["mark"] == mark])))
    ]


def _tell(tags: Sequence[Tag]) -> Iterator[str]:
    for foundation, sentences in SENTENCES.items():
        for bond in Bond:
            if any(tag["bond"] == bond and tag["foundation"] == foundation for tag in tags):
                yield str(sentences[bond])
