"""Read the recipes: how each sort of occasion is named, told, opened and paid for.

They are written in plain text, in `data/*.md`, so that a person who does not program may improve
them. A recipe begins with `# its name`; then come lines `key: value`, and lists whose items begin
with a hyphen.
"""

from dataclasses import dataclass
from importlib.resources import files

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


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one sort of occasion is told. Texts hold `{de_commune}`, `{a_lieu}` and the like."""

    slug: str
    kind: Kind
    weight: int
    smallest: int
    names: tuple[str, ...]
    summaries: tuple[str, ...]
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    closings: tuple[str, ...]
    stewards: tuple[tuple[Sector, str], ...]
    bonds: tuple[tuple[Bond, Foundation | None], ...]
    domains: tuple[Domain, ...]
    audiences: tuple[Audience, ...]
    costs: tuple[tuple[Cost, str], ...]
    conditions: tuple[str, ...]
    hours: tuple[str, ...]
    rhythms: tuple[str, ...]
    screen: Screen | None
    reach_modes: tuple[ReachMode, ...]


def list_recipes() -> list[Recipe]:
    """List the recipes of every theme, in the order of the files' names."""
    themes = sorted(
        (path for path in files("recoudre.demo.data").iterdir() if path.name.endswith(".md")),
        key=lambda path: path.name,
    )
    return [recipe for theme in themes for recipe in read_recipes(theme.read_text("utf-8"))]


def read_recipes(text: str) -> list[Recipe]:
    """Read the recipes of one theme."""
    blocks = text.split("\n# ")[1:]
    return [_make_recipe(*_read_block(block)) for block in blocks]


def _read_block(block: str) -> tuple[str, dict[str, list[str]]]:
    slug, *lines = block.strip().split("\n")
    items: dict[str, list[str]] = {}
    current: list[str] = []
    for line in filter(None, lines):
        if line.startswith("- "):
            current.append(line[2:])
        else:
            key, _, value = line.partition(":")
            current = items[key] = [value.strip()] if value.strip() else []
    return slug, items


def _make_recipe(slug: str, items: dict[str, list[str]]) -> Recipe:
    def several(key: str) -> tuple[str, ...]:
        return tuple(items.get(key, ()))

    def words(key: str) -> tuple[str, ...]:
        return tuple(" ".join(items.get(key, ())).split())

    return Recipe(
        slug=slug,
        kind=Kind(items["kind"][0]),
        weight=int(items["weight"][0]),
        smallest=int(items["smallest"][0]),
        names=several("names"),
        summaries=several("summaries"),
        openings=several("openings"),
        middles=several("middles"),
        closings=several("closings"),
        stewards=tuple((Sector(slug), name) for slug, name in map(_split, items["stewards"])),
        bonds=tuple(map(_read_bond, words("bonds"))),
        domains=tuple(map(Domain, words("domains"))),
        audiences=tuple(map(Audience, words("audiences"))),
        costs=tuple((Cost(slug), note) for slug, note in map(_split, several("costs"))),
        conditions=several("conditions"),
        hours=several("hours"),
        rhythms=several("rhythms"),
        screen=Screen(items["screen"][0]) if "screen" in items else None,
        reach_modes=tuple(map(ReachMode, words("reach"))) or (ReachMode.ON_SITE,),
    )


def _split(item: str) -> tuple[str, str]:
    slug, _, rest = item.partition(":")
    return slug.strip(), rest.strip()


def _read_bond(word: str) -> tuple[Bond, Foundation | None]:
    bond, _, foundation = word.partition("/")
    return Bond(bond), Foundation(foundation) if foundation else None
