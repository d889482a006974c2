"""Invent the occasions of each commune, before any file spells them its own way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from recoudre.demo.chance import draw_for
from recoudre.demo.french import make_slug, say_at, say_of
from recoudre.demo.land import EPCIS, Commune
from recoudre.demo.outlines import Point
from recoudre.demo.places import Spot, draw_address, draw_phones, draw_point, spread_spots
from recoudre.demo.recipes import Recipe, list_recipes
from recoudre.demo.rhythms import list_starts
from recoudre.demo.services import Service
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    Cost,
    Domain,
    Foundation,
    Kind,
    ReachMode,
    Screen,
    Sector,
)

LAST_DAY = date(2026, 11, 15)
"""Nobody has said anything after this day."""
TEMPLATE = "template"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sketch:
    """An invented occasion, clean. Empty text, None and () mean that nobody knows."""

    name: str
    kind: Kind
    commune: Commune
    address: str
    postcode: str
    point: Point | None
    files: tuple[str, ...] = (TEMPLATE,)
    other_names: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    description: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hours: str = ""
    starts: tuple[datetime, ...] = ()
    cost: Cost | None = None
    cost_note: str = ""
    conditions: str = ""
    screen: Screen | None = None
    audiences: tuple[Audience, ...] = ()
    bonds: tuple[tuple[Bond, Foundation | None], ...] = ()
    domains: tuple[Domain, ...] = ()
    steward: str = ""
    sector: Sector | None = None
    reach_modes: tuple[ReachMode, ...] = ()
    since: str = ""
    said_on: date | None = None

    def name_in(self, file: str) -> str:
        """Tell how a file names it: not always as the others do."""
        return dict(self.other_names).get(file, self.name)


class Teller:
    """Draws occasions from recipes; never tells two under the same name."""

    def __init__(self, communes: Iterable[Commune]) -> None:
        self.communes = {commune.code: commune for commune in communes}
        self.spots = spread_spots(list(self.communes.values()))
        self.recipes = list_recipes()
        self.phones = draw_phones()
        self.taken: set[str] = set()

    def tell_services(self, services: Iterable[Service]) -> Iterator[Sketch]:
        """Tell the places that several files know, under the names they give them."""
        recipes = {recipe.slug: recipe for recipe in self.recipes}
        for service in services:
            commune = self.communes[service.commune_code]
            rng = draw_for(service.name)
            spot = rng.choice(self.spots[commune.code])
            self.taken.add(service.name)
            sketch = self._tell(recipes[service.recipe], service.name, commune, spot, rng)
            yield replace(
                sketch,
                files=service.files,
                other_names=service.other_names,
                point=sketch.point or draw_point(spot, commune, rng),
                phone=self._draw_landline(),
            )

    def tell_commune(self, commune: Commune) -> Iterator[Sketch]:
        """Tell as many occasions as the commune's table says."""
        rng = draw_for(commune.code)
        recipes = _draw_recipes(self.recipes, commune, rng)
        for _ in range(commune.occasions):
            recipe, name, spot = self._find_name(recipes, commune, rng)
            yield self._tell(recipe, name, commune, spot, rng)

    def _draw_landline(self) -> str:
        """Draw a number that an open import keeps: a mobile one could be somebody's own."""
        return next(phone for phone in self.phones if not phone.startswith("06"))

    def _find_name(
        self, recipes: Iterator[Recipe], commune: Commune, rng: Random
    ) -> tuple[Recipe, str, Spot]:
        while True:
            recipe = next(recipes)
            spots = rng.sample(self.spots[commune.code], k=len(self.spots[commune.code]))
            for pattern in rng.sample(recipe.names, k=len(recipe.names)):
                for spot in spots:
                    name = _fill(pattern, commune, spot)
                    if name not in self.taken:
                        self.taken.add(name)
                        return recipe, name, spot

    def _tell(self, recipe: Recipe, name: str, commune: Commune, spot: Spot, rng: Random) -> Sketch:
        summary, description = _draw_texts(recipe, rng)
        cost, cost_note = _draw(rng, 0.75, recipe.costs) or (None, "")
        sector, steward = rng.choice(recipe.stewards)
        hours, starts = _draw_times(recipe, rng)
        return Sketch(
            name=name,
            kind=recipe.kind,
            commune=commune,
            address=draw_address(spot, rng),
            postcode=rng.choice(commune.postcodes),
            point=_keep(rng, 0.88, draw_point(spot, commune, rng), None),
            phone=_keep(rng, 0.7, next(self.phones), ""),
            email=_keep(rng, 0.5, f"contact@{make_slug(name)}.example.org", ""),
            website=_keep(rng, 0.3, f"https://{make_slug(name)}.example.org", ""),
            hours=hours,
            starts=starts,
            cost=cost,
            cost_note=cost_note,
            conditions=_draw(rng, 0.6, recipe.conditions) or "",
            screen=_keep(rng, 0.8, recipe.screen, None),
            audiences=_keep(rng, 0.8, recipe.audiences, ()),
            bonds=_keep(rng, 0.85, recipe.bonds, ()),
            domains=_keep(rng, 0.92, recipe.domains, ()),
            steward=_keep(rng, 0.85, _fill(steward, commune, spot), ""),
            sector=_keep(rng, 0.85, sector, None),
            reach_modes=_keep(rng, 0.7, recipe.reach_modes, ()),
            since=_keep(rng, 0.4, str(rng.randint(1987, 2025)), ""),
            said_on=_keep(rng, 0.85, _draw_day(rng), None),
            summary=_fill(summary, commune, spot),
            description=_fill(description, commune, spot),
        )


def _draw_recipes(recipes: list[Recipe], commune: Commune, rng: Random) -> Iterator[Recipe]:
    """Draw recipes for ever; the likelier come first, all come before any comes back."""
    eligible = [one for one in recipes if one.weight and one.smallest <= commune.residents]
    while True:
        left = list(eligible)
        while left:
            recipe = rng.choices(left, [one.weight for one in left])[0]
            left.remove(recipe)
            yield recipe


def _draw_texts(recipe: Recipe, rng: Random) -> tuple[str, str]:
    """Compose the summary and the description; one in eight has no description."""
    middles = rng.sample(recipe.middles, k=rng.choice((1, 2)))
    sentences = [rng.choice(recipe.openings), *middles, rng.choice(recipe.closings)]
    return rng.choice(recipe.summaries), " ".join(sentences) if rng.random() < 0.88 else ""


def _draw_times(recipe: Recipe, rng: Random) -> tuple[str, tuple[datetime, ...]]:
    """Draw opening hours or dates, whichever the recipe has; one in four has neither."""
    choices = [*recipe.hours, *recipe.rhythms]
    choice = rng.choice(choices) if choices and rng.random() < 0.75 else ""
    if choice in recipe.rhythms:
        return "", tuple(list_starts(choice))
    return choice, ()


def _draw_day(rng: Random) -> date:
    """Draw the day on which it was said: mostly this year, sometimes years ago."""
    longest = 1100 if rng.random() < 0.15 else 400
    return LAST_DAY - timedelta(days=rng.randrange(longest))


def _keep(rng: Random, share: float, value: T, unknown: T) -> T:
    """Keep a value that many know, or say that it is unknown."""
    return value if rng.random() < share else unknown


def _draw(rng: Random, share: float, choices: tuple[T, ...]) -> T | None:
    return rng.choice(choices) if choices and rng.random() < share else None


def _fill(pattern: str, commune: Commune, spot: Spot) -> str:
    filled = pattern.format(
        commune=commune.name,
        a_commune=say_at(commune.name),
        de_commune=say_of(commune.name),
        a_lieu=say_at(spot.name),
        de_lieu=say_of(spot.name),
        epci=EPCIS[commune.epci_code][0],
    )
    return filled[:1].upper() + filled[1:]
