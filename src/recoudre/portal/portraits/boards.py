"""A wider territory: how its communes stand on each need beside access to each bond.

Communes are counted by verdict and listed by name, never by rank.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recoudre.design.charts import Figure, Shape, draw_map, draw_nine_cells
from recoudre.design.french import write_number
from recoudre.indicators.packing import Findings
from recoudre.indicators.reading import BONDS, StandingRow, Verdict
from recoudre.portal.portraits.crossings import (
    label_bond,
    name_cell,
    name_occasions,
    name_pair,
)
from recoudre.portal.portraits.wording import capitalise, count_communes
from recoudre.portal.queries import map_outlines
from recoudre.vocabulary.indicators import INDICATOR_BY_SLUG, INDICATORS, Indicator

Pair = tuple[str, str]
CACHED_SECONDS = 3600
PAIRS: tuple[Pair, ...] = tuple((one.slug, bond) for one in INDICATORS for bond in BONDS)


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune in a list or on a map."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PairCount:
    """The communes of one pair by verdict."""

    indicator: str
    bond: str
    bond_label: str
    counts: tuple[tuple[str, str], ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PairRow:
    """One need beside access to every bond."""

    indicator: Indicator
    pairs: tuple[PairCount, ...]


@dataclass(frozen=True, slots=True)
class VerdictList:
    """The communes of one verdict, by name."""

    verdict: str
    title: str
    communes: tuple[Commune, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The communes of a wider territory, and one pair looked at closely."""

    rows: tuple[PairRow, ...]
    bond_labels: tuple[str, ...]
    chosen: Indicator
    chosen_bond: str
    bond_words: str
    sentence: str
    cells: Figure
    map: Figure | None
    lists: tuple[VerdictList, ...]


def read_board(
    findings: Findings, run_key: str, communes: Sequence[Commune], chosen: Pair
) -> Board | None:
    """Read how the communes of a territory stand; None when none was analysed.

    Parameters
        findings: of the territory.
        run_key: what changes with each analysis, so that an older map is never shown again.
        communes: those to map and to list by name; none for a région, which has too many of them
            for one page.
    """
    rows = findings.read("standings", StandingRow)
    by_pair = {
        pair: here
        for pair in PAIRS
        if (here := [row for row in rows if (row.indicator, row.bond) == pair])
    }
    if not by_pair:
        return None
    slug, bond = chosen = chosen if chosen in by_pair else next(iter(by_pair))
    indicator, here = INDICATOR_BY_SLUG[slug], by_pair[chosen]
    standings = _place_communes(here)
    key = f"pair-map:{get_language()}:{run_key}:{findings.code}:{slug}:{bond}"
    return Board(
        rows=tuple(_count_rows(by_pair, chosen)),
        bond_labels=tuple(label_bond(one) for one in BONDS),
        chosen=indicator,
        chosen_bond=bond,
        bond_words=name_occasions(bond),
        sentence=_tell_pair(indicator, bond, here),
        cells=_draw_cells(indicator, bond, here),
        map=_find_map(key, chosen, communes, standings),
        lists=tuple(_list_by_verdict(communes, standings)),
    )


def _place_communes(rows: Sequence[StandingRow]) -> dict[str, StandingRow]:
    """Place each commune in its row."""
    return {code: row for row in rows for code in (row.commune_codes or "").split()}


def _count_verdicts(rows: Sequence[StandingRow]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.verdict] += row.communes
    return counts


def _count_rows(standings: Mapping[Pair, Sequence[StandingRow]], chosen: Pair) -> list[PairRow]:
    return [
        PairRow(
            indicator,
            tuple(
                _count_pair(indicator.slug, bond, standings[indicator.slug, bond], chosen)
                for bond in BONDS
                if (indicator.slug, bond) in standings
            ),
        )
        for indicator in INDICATORS
        if any(slug == indicator.slug for slug, _bond in standings)
    ]


def _count_pair(slug: str, bond: str, standings: Sequence[StandingRow], chosen: Pair) -> PairCount:
    counts = _count_verdicts(standings)
    said = tuple(
        (verdict.value, _count_verdict(verdict, counts[verdict.value]))
        for verdict in Verdict
        if counts[verdict.value]
    )
    return PairCount(slug, bond, label_bond(bond), said, (slug, bond) == chosen)


def _count_verdict(verdict: Verdict, count: int) -> str:
    words = {
        Verdict.GAP: ngettext("%(count)s fêlure", "%(count)s fêlures", count),
        Verdict.LIKELY: ngettext("%(count)s possible", "%(count)s possibles", count),
        Verdict.NO_GAP: _("%(count)s sans fêlure visible"),
        Verdict.INSUFFICIENT_DATA: _("%(count)s sans données suffisantes"),
    }
    return words[verdict] % {"count": write_number(count)}


def _tell_pair(indicator: Indicator, bond: str, here: Sequence[StandingRow]) -> str:
    """Tell what cannot be said first, then what asks a question."""
    counts = _count_verdicts(here)
    total = sum(counts.values())
    words = {
        **name_pair(indicator, bond),
        "unknown": count_communes(counts[Verdict.INSUFFICIENT_DATA]),
        "total": write_number(total),
        "gaps": count_communes(counts[Verdict.GAP]),
        "likely": count_communes(counts[Verdict.LIKELY]),
    }
    if counts[Verdict.INSUFFICIENT_DATA] == total:
        return (
            _(
                "Pour « %(need)s » et l’accès aux %(access)s, on ne peut rien dire d’aucune des "
                "%(total)s communes : les données manquent, et cela ne dit pas que tout va bien."
            )
            % words
        )
    return (
        _(
            "Pour « %(need)s » et l’accès aux %(access)s, on ne peut rien dire de %(unknown)s sur "
            "%(total)s. Dans %(gaps)s, un besoin haut rencontre un accès bas plus que le hasard ne "
            "le ferait ; dans %(likely)s, c’est possible sans être établi. Est-ce ainsi que le "
            "vivent les personnes concernées ?"
        )
        % words
    )


def _draw_cells(indicator: Indicator, bond: str, here: Sequence[StandingRow]) -> Figure:
    cells: Counter[Pair] = Counter()
    for row in here:
        if row.need_position and row.access_position:
            cells[row.need_position, row.access_position] += row.communes
    unknown = _count_verdicts(here)[Verdict.INSUFFICIENT_DATA]
    corner = cells["high", "low"]
    words = {**name_pair(indicator, bond), "communes": count_communes(corner)}
    if corner:
        title = _("%(communes)s à la fois au tiers haut du besoin et au tiers bas de l’accès")
    else:
        title = _("Aucune commune à la fois au tiers haut du besoin et au tiers bas de l’accès")
    note = _(
        "Nombre de communes. Besoin : « %(need)s ». Accès : %(access)s. Chaque commune est placée "
        "parmi celles de sa taille."
    )
    return draw_nine_cells(title % words, cells, insufficient=unknown, note=note % words)


def _find_map(
    key: str, pair: Pair, communes: Sequence[Commune], here: Mapping[str, StandingRow]
) -> Figure | None:
    """Find the map of a pair, drawn once per analysis; None when no outline is known."""
    if not communes:
        return None
    figure: Figure | None = cache.get(key)
    if figure is None:
        outlines = map_outlines([commune.code for commune in communes])
        shapes = [_shape(one, outlines.get(one.code), here.get(one.code)) for one in communes]
        figure = _draw_map(pair, shapes) if outlines else None
        cache.set(key, figure, CACHED_SECONDS)
    return figure


def _draw_map(pair: Pair, shapes: Sequence[Shape]) -> Figure:
    """Draw each commune in its cell, hatched without data."""
    hatched = sum(shape.tone is None for shape in shapes)
    words = {
        **name_pair(INDICATOR_BY_SLUG[pair[0]], pair[1]),
        "hatched": write_number(hatched),
    }
    return draw_map(
        _tell_map(hatched, len(shapes)),
        list(shapes),
        subject=_("commune"),
        measure=_("besoin et accès"),
        alternative=_(
            "Carte des communes selon « %(need)s » et l’accès aux %(access)s ; %(hatched)s sont "
            "hachurées, faute de données. Le tableau dit la même chose, commune par commune."
        )
        % words,
    )


def _tell_map(hatched: int, total: int) -> str:
    if hatched == total:
        return _("Toutes les communes sont hachurées : on ne peut rien dire d’aucune")
    if not hatched:
        return _("De chacune de ces communes, on peut dire quelque chose")
    words = ngettext(
        "%(count)s commune hachurée sur %(total)s : là, on ne peut rien dire",
        "%(count)s communes hachurées sur %(total)s : là, on ne peut rien dire",
        hatched,
    )
    return words % {"count": write_number(hatched), "total": write_number(total)}


def _shape(
    commune: Commune, outline: Mapping[str, Any] | None, standing: StandingRow | None
) -> Shape:
    if standing is None or not standing.need_position or not standing.access_position:
        return Shape(commune.code, commune.name, outline, None)
    value = name_cell(standing.need_position, standing.access_position)
    tone = f"cell-{standing.need_position}-{standing.access_position}"
    return Shape(commune.code, commune.name, outline, tone, value)


def _list_by_verdict(
    communes: Sequence[Commune], here: Mapping[str, StandingRow]
) -> list[VerdictList]:
    """List the communes by verdict, in the order of their names."""
    by_verdict: defaultdict[str, list[Commune]] = defaultdict(list)
    for commune in communes:
        if commune.code in here:
            by_verdict[here[commune.code].verdict].append(commune)
    return [
        VerdictList(
            verdict=verdict.value,
            title=f"{capitalise(_(verdict.label))} ({count_communes(len(by_verdict[verdict]))})",
            communes=tuple(by_verdict[verdict]),
            is_folded=verdict not in {Verdict.GAP, Verdict.LIKELY},
        )
        for verdict in Verdict
        if by_verdict[verdict]
    ]
