"""From what a visitor writes after "près de" to a commune, or to the choices to offer."""

from dataclasses import dataclass

from django.core.cache import cache

from recoudre.territories.models import Territory
from recoudre.territories.queries import follow_commune, search_communes
from recoudre.vocabulary.text import fold, fold_commune_name

CACHED_SECONDS = 120


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A territory that a search can be near, or inside of."""

    code: str
    name: str
    slug: str
    lat: float | None
    lon: float | None
    residents: int | None = None

    @property
    def typed(self) -> str:
        """Give the words that lead back to it and to no other."""
        return f"{self.name} ({self.code})"


@dataclass(frozen=True, slots=True)
class NearAnswer:
    """The commune of some words; else the communes they may mean, none when none answers."""

    place: KnownPlace | None = None
    choices: tuple[KnownPlace, ...] = ()


def link_territory(code: str, slug: str) -> str:
    """Give the address of a territory's page; this form never changes."""
    return f"/territoire/{code}-{slug}"


def find_near(typed: str) -> NearAnswer:
    """Find the commune that somebody names, by name, postcode or code."""
    if not typed:
        return NearAnswer()
    key = f"near:{fold(typed).replace(' ', '-')}"
    answer: NearAnswer | None = cache.get(key)
    if answer is None:
        answer = _choose([_keep(one) for one in search_communes(typed)], typed)
        if answer.choices or answer.place:
            cache.set(key, answer, CACHED_SECONDS)
    return answer


def find_place(code: str) -> KnownPlace | None:
    """Find a territory by its code, following a former commune; its outline is not read."""
    if not code or not code.isprintable():
        return None
    key = f"place:{fold(code).replace(' ', '-')}"
    place: KnownPlace | None = cache.get(key)
    if place is None:
        place = _read_place(code) or _read_place(follow_commune(code) or "")
        if place is not None:
            cache.set(key, place, CACHED_SECONDS)
    return place


def _choose(found: list[KnownPlace], typed: str) -> NearAnswer:
    if len(found) == 1:
        return NearAnswer(place=found[0])
    name = fold_commune_name(typed)
    same = [place for place in found if fold_commune_name(place.name) == name]
    if len(same) == 1:
        return NearAnswer(place=same[0])
    same_code = [place for place in found if place.code == typed.strip().upper()]
    return NearAnswer(place=same_code[0] if same_code else None, choices=tuple(found))


def _read_place(code: str) -> KnownPlace | None:
    found = Territory.objects.filter(code=code.upper()).defer("outline", "neighbour_codes").first()
    return _keep(found) if found else None


def _keep(territory: Territory) -> KnownPlace:
    return KnownPlace(
        code=territory.code,
        name=territory.name,
        slug=territory.slug,
        lat=territory.lat,
        lon=territory.lon,
        residents=territory.residents,
    )
