"""A search as a visitor sees it: the place that was meant, the question, the words to tell it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.french import is_french, write_number
from recoudre.inventory.facets import FACET_BY_PARAMETER
from recoudre.inventory.queries import read_version
from recoudre.inventory.search import Answer, Circle, Question, count_answers, search_occasions
from recoudre.inventory.search.spelling import correct_words, spell_words
from recoudre.inventory.unmet import note_unmet
from recoudre.portal.forms import RADII_KM, SearchAsked
from recoudre.portal.places import KnownPlace, NearAnswer, find_near, find_place

CACHED_SECONDS = 600
VOWELS = "aeiouyàâéèêëîïôùûœh"


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, the places it names, and the question it makes of the inventory."""

    asked: SearchAsked
    near: NearAnswer
    territory: KnownPlace | None
    question: Question

    @property
    def commune_link(self) -> str:
        """Give the address of all that is declared in the commune, with or without a point."""
        place = self.near.place
        return SearchAsked(territory_code=place.code).link() if place else ""

    @property
    def is_around(self) -> bool:
        """Tell whether answers are looked for around a point."""
        return self.question.circle is not None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask for more: the search without something, and how many answers it has."""

    url: str
    label: str
    count: int


def prepare_search(asked: SearchAsked) -> Search:
    """Find the places that a search names, and make its question."""
    near = find_near(asked.near)
    territory = find_place(asked.territory_code)
    return Search(asked, near, territory, _make_question(asked, near.place, territory))


def find_answer(question: Question, *, limit: int, offset: int) -> Answer:
    """Find one page of answers; that of a question with very many is kept until a change."""
    asked = hashlib.sha256(repr(question).encode()).hexdigest()
    key = f"answer:{read_version()}:{limit}:{offset}:{asked}"
    answer: Answer | None = cache.get(key)
    if answer is None:
        answer = search_occasions(question, limit=limit, offset=offset)
        if question.is_open or not answer.counts:
            cache.set(key, answer, CACHED_SECONDS)
    return answer


def correct_search(search: Search) -> Search | None:
    """Correct the words of a search that found nothing; None when no known word is near."""
    corrected = correct_words(search.asked.words) if search.asked.words else None
    if corrected is None:
        return None
    return prepare_search(replace(search.asked, words=corrected, page=1))


def spell_search(search: Search, names: Sequence[str]) -> Search:
    """Spell the words of a corrected search as the names that it found do."""
    asked = replace(search.asked, words=spell_words(search.asked.words, names))
    return replace(search, asked=asked)


def note_search(search: Search) -> None:
    """Note a search that found nothing: its words and its place, never who asked."""
    place = search.near.place or search.territory
    if search.asked.words and search.asked.page == 1 and not search.asked.chosen:
        note_unmet(search.asked.words, place.code if place else "")


def list_remarks(search: Search) -> list[str]:
    """List the sentences that say what was set aside or understood otherwise."""
    remarks = list(search.asked.remarks)
    if search.asked.territory_code and search.territory is None:
        remarks.append(
            _("Nous ne suivons pas de territoire « %(code)s » : nous cherchons partout.")
            % {"code": search.asked.territory_code}
        )
    place = search.near.place
    if place and place.lat is None:
        remarks.append(
            _("Nous ne connaissons pas la position de %(name)s : voici ce qui s’y trouve.")
            % {"name": place.name}
        )
    return remarks


def tell_subject(search: Search) -> str:
    """Tell what is looked for: "« café » à moins de 10 km de Dieulefit"; "" for everything."""
    asked, place = search.asked, search.near.place
    parts = [_("« %(words)s »") % {"words": asked.words}] if asked.words else []
    if place and search.is_around:
        parts.append(
            _("à moins de %(radius)s km %(of_place)s")
            % {"radius": asked.radius_km, "of_place": write_of(place.name)}
        )
    elif place:
        parts.append(_("à %(place)s") % {"place": place.name})
    if search.territory:
        parts.append(_("dans : %(territory)s") % {"territory": search.territory.name})
    if asked.box:
        parts.append(_("dans le cadre de la carte"))
    if asked.is_unplaced:
        parts.append(_("sans position connue"))
    return " ".join(parts)


def tell_total(search: Search, total: int) -> str:
    """Tell how many answers there are, and to what."""
    subject = tell_subject(search)
    if not total:
        counted = _("Aucune réponse")
    else:
        counted = ngettext("%(count)s réponse", "%(count)s réponses", total) % {
            "count": write_number(total)
        }
    joint = _(" pour ") if search.asked.words else " "
    return f"{counted}{joint}{subject}" if subject else counted


def tell_order(search: Search) -> str:
    """Tell in which order the answers come."""
    if search.is_around and search.asked.words:
        return _("Les noms qui portent vos mots d’abord, puis les plus proches.")
    if search.is_around:
        return _("Les plus proches d’abord.")
    if search.asked.words:
        return _("Les noms qui portent vos mots d’abord.")
    return _("Par ordre alphabétique.")


def list_ways(search: Search) -> list[Way]:
    """List the ways to ask for more that would give an answer, the widest last."""
    ways = [
        Way(wider.link(), label, count_answers(prepare_search(wider).question)[0])
        for wider, label in _list_wider(search)
    ]
    return [way for way in ways if way.count]


def write_of(name: str) -> str:
    """Write "de" before a place: de Dieulefit, d’Aouste, du Poët-Laval, des Pilles."""
    if not is_french():
        return f"of {name}"
    article, _space, rest = name.partition(" ")
    if rest and article == "Le":
        return f"du {rest}"
    if rest and article == "Les":
        return f"des {rest}"
    return f"d’{name}" if name[:1].lower() in VOWELS else f"de {name}"


def _list_wider(search: Search) -> list[tuple[SearchAsked, str]]:
    asked, place = replace(search.asked, page=1), search.near.place
    wider = [
        (asked.without_facet(name), _("sans le filtre « %(facet)s »") % {"facet": _title(name)})
        for name in asked.chosen
    ]
    if asked.box:
        wider.append((replace(asked, box=None), _("sans le cadre de la carte")))
    if place:
        wider += [
            (
                replace(asked, radius_km=radius),
                _("jusqu’à %(radius)s km %(of_place)s")
                % {"radius": radius, "of_place": write_of(place.name)},
            )
            for radius in RADII_KM
            if radius > asked.radius_km
        ]
        wider.append((replace(asked, near=""), _("partout, et pas seulement près de là")))
    if search.territory:
        wider.append((replace(asked, territory_code=""), _("dans tous les territoires")))
    if asked.words:
        wider.append(
            (replace(asked, words=""), _("sans les mots « %(words)s »") % {"words": asked.words})
        )
    return wider


def _title(parameter: str) -> str:
    return _(FACET_BY_PARAMETER[parameter].title).lower()


def _make_question(
    asked: SearchAsked, near: KnownPlace | None, territory: KnownPlace | None
) -> Question:
    """Make the question; a commune without a point is searched by what is declared in it."""
    circle = None
    code = territory.code if territory else ""
    if near and near.lat is not None and near.lon is not None:
        circle = Circle(near.lat, near.lon, asked.radius_km)
    elif near:
        code = near.code
    return Question(
        words=asked.words,
        territory_code=code,
        box=asked.box,
        circle=circle,
        is_unplaced=asked.is_unplaced,
        chosen=asked.chosen,
    )
