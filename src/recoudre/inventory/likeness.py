"""Does what somebody types describe an occasion that we already know? And why, in words.

Pure: two descriptions in, one of the four relations out, with its reasons. Nothing is decided
here: the person who types reads the reasons and says which it is.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from recoudre.vocabulary.decisions import Relation
from recoudre.vocabulary.stems import STOP_WORDS
from recoudre.vocabulary.text import fold

NEAR_NAME = 88.0
NEAR_STREET = 90.0
# One letter apart says nothing of words of three letters.
MIN_LETTERS = 5
# "Bibliothèque municipale" is the name of many: only a longer one says something further off.
RARE_WORDS = 3
_NUMBER = re.compile(r"^\d+$")
_WAYS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "pl": "place", "r": "rue", "ch": "chemin", "che": "chemin", "rte": "route", "imp": "impasse",
    "all": "allee", "sq": "square", "fg": "faubourg", "fbg": "faubourg", "st": "saint",
    "ste": "sainte",
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """What is compared of an occasion. Empty means unknown, and unknown is never a difference."""

    name: str
    commune_code: str
    commune: str = ""
    address: str = ""
    phone: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Give the words of the name, without small words nor those of the commune."""
        commune = set(fold(self.commune).split())
        folded = fold(self.name).split()
        kept = [word for word in folded if word not in STOP_WORDS and word not in commune]
        return tuple(kept or folded)

    @cached_property
    def street(self) -> tuple[str, ...]:
        """Give the words of the street, without numbers nor small words."""
        words = [_WAYS.get(word, word) for word in fold(self.address).split()]
        return tuple(
            word for word in words if word not in STOP_WORDS and not _NUMBER.fullmatch(word)
        )

    @cached_property
    def number(self) -> str:
        """Give the number in the street, or nothing."""
        words = fold(self.address).split()
        return words[0] if words and _NUMBER.fullmatch(words[0]) else ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two descriptions may be related, how strongly in [0, 1], and why, in French."""

    relation: Relation
    strength: float
    reasons: tuple[str, ...]


def compare_descriptions(typed: Described, known: Described) -> Likeness | None:
    """Compare what is typed with a known occasion; None when nothing brings them together."""
    name = _compare_names(typed, known)
    place = _compare_places(typed, known)
    has_phone = bool(typed.phone) and typed.phone == known.phone
    phone = _("même téléphone") if has_phone else ""
    if name:
        return _relate_namesakes(typed, known, name, place, phone)
    if place.is_same_door:
        other = _("au même endroit, autre nom : peut-être une autre activité du même lieu")
        return Likeness(Relation.COLOCATED, 0.6, _keep(other, phone))
    if has_phone:
        other = _("même téléphone, autre nom : peut-être la même structure")
        return Likeness(Relation.BRANCH, 0.5, (other,))
    return None


@dataclass(frozen=True, slots=True)
class _Nearness:
    """What is known of two addresses: said, and whether they meet or contradict."""

    said: str = ""
    is_same_door: bool = False
    is_elsewhere: bool = False


def _relate_namesakes(
    typed: Described, known: Described, name: str, place: _Nearness, phone: str
) -> Likeness | None:
    """Relate two that bear about the same name, by what their places and phones say."""
    strength = fuzz.ratio(" ".join(typed.words), " ".join(known.words)) / 100
    if typed.commune_code != known.commune_code:
        is_rare = min(len(typed.words), len(known.words)) >= RARE_WORDS
        if not (phone or is_rare):
            return None
        near = _("%(name)s, dans une commune voisine") % {"name": name}
        return Likeness(Relation.BRANCH, strength * 0.7, _keep(near, phone))
    if place.is_elsewhere and not phone:
        moved = _("%(name)s, à une autre adresse") % {"name": name}
        return Likeness(Relation.BRANCH, strength * 0.8, (moved,))
    same = place.said or _("même commune")
    return Likeness(Relation.SAME, strength, _keep(name, same, phone))


def _compare_names(typed: Described, known: Described) -> str:
    """Say how two names are alike, or nothing."""
    one, other = " ".join(typed.words), " ".join(known.words)
    if one == other or fold(typed.name) == fold(known.name):
        return _("même nom")
    if min(len(one), len(other)) < MIN_LETTERS:
        return ""
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return _("même nom à une lettre près")
    if fuzz.token_sort_ratio(one, other) >= NEAR_NAME:
        return _("nom très proche")
    shorter, longer = sorted((set(typed.words), set(known.words)), key=len)
    return _("nom très proche") if len(shorter) > 1 and shorter < longer else ""


def _compare_places(typed: Described, known: Described) -> _Nearness:
    """Compare two addresses of one commune."""
    if not (typed.street and known.street) or typed.commune_code != known.commune_code:
        return _Nearness()
    one, other = " ".join(typed.street), " ".join(known.street)
    if fuzz.ratio(one, other) < NEAR_STREET:
        return _Nearness(is_elsewhere=True)
    if typed.number == known.number:
        return _Nearness(_("même adresse"), is_same_door=True)
    return _Nearness(_("même rue"))


def _keep(*reasons: str) -> tuple[str, ...]:
    return tuple(reason for reason in reasons if reason)
