"""A wider territory: how its communes stand on each need beside access to each bond.

Communes are counted by verdict and listed by name, never by rank.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.charts import Figure, Shape, draw_map, draw_nine_cells
from recoudre.design.french import write_number
from recoudre.indicators.models import AnalysisRun
from recoudre.indicators.packing import Findings
from recoudre.indicators.queries import list_findings
from recoudre.indicators.reading import BONDS, Verdict, name_bond
from recoudre.portal.portraits.crossings import label_bond, name_cell, name_pair
from recoudre.portal.portraits.wording import capitalise, count_communes
from recoudre.portal.queries import map_outlines
from recoudre.vocabulary.indicators import INDICATOR_BY_SLUG, INDICATORS, Indicator

Pair = tuple[str, str]
CACHED_SECONDS = 3600
PAIRS: tuple[Pair, ...] = tuple((one.slug, bond) for one in INDICATORS for bond in BONDS)


class Standing(NamedTuple):
    """How a commune stands on one pair; positions are empty without data."""

    verdict: str
    need: str
    access: str


@dataclass(frozen=True, slots=True)
class Standings:
    """How every commune stands on every pair: the columns follow the order of `codes`."""

    codes: tuple[str, ...]
    columns: Mapping[Pair, tuple[Standing, ...]]


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
    run: AnalysisRun, codes: Sequence[str], communes: Sequence[Commune], chosen: Pair
) -> Board | None:
    """Read how the communes of a territory stand; None when none was analysed.

    Parameters
        codes: of all the communes.
        communes: those to map and to list by name; none for a région, which has too many of them
            for one page.
    """
    key = f"{run.pk}:{run.made_at.timestamp()}:{len(codes)}:{'-'.join(codes[:1])}"
    standings = _find_standings(f"standings:{key}", codes)
    if not standings.columns:
        return None
    slug, bond = chosen = chosen if chosen in standings.columns else next(iter(standings.columns))
    indicator = INDICATOR_BY_SLUG[slug]
    here = dict(zip(standings.codes, standings.columns[chosen], strict=True))
    return Board(
        rows=tuple(_count_rows(standings.columns, chosen)),
        bond_labels=tuple(label_bond(one) for one in BONDS),
        chosen=indicator,
        chosen_bond=bond,
        bond_words=name_bond(bond),
        sentence=_tell_pair(indicator, bond, here),
        cells=_draw_cells(indicator, bond, here),
        map=_find_map(f"pair-map:{key}:{slug}:{bond}", chosen, communes, here),
        lists=tuple(_list_by_verdict(communes, here)),
    )


def _find_standings(key: str, codes: Sequence[str]) -> Standings:
    """Find the standings of an analysis, read once."""
    standings: Standings | None = cache.get(key)
    if standings is None:
        standings = read_standings(codes)
        cache.set(key, standings, CACHED_SECONDS)
    return standings


def read_standings(codes: Sequence[str]) -> Standings:
    """Read every pair of every commune that was analysed."""
    # A few combinations serve thousands of communes: each is kept once.
    shared: dict[Standing, Standing] = {}
    found = {
        findings.code: {pair: shared.setdefault(one, one) for pair, one in _list_pairs(findings)}
        for findings in list_findings(codes)
        if findings.tables.get("gaps")
    }
    columns = {
        pair: tuple(here[pair] for here in found.values())
        for pair in PAIRS
        if found and all(pair in here for here in found.values())
    }
    return Standings(tuple(found), columns)


def _list_pairs(findings: Findings) -> Iterator[tuple[Pair, Standing]]:
    """List how one commune stands on each pair, column by column: thousands are read at once."""
    gaps = findings.tables["gaps"]
    names = ("indicator", "bond", "verdict", "need_position", "access_position")
    for slug, bond, verdict, need, access in zip(*(gaps[name] for name in names), strict=True):
        yield (slug, bond), Standing(verdict, need or "", access or "")


def _count_rows(standings: Mapping[Pair, Sequence[Standing]], chosen: Pair) -> list[PairRow]:
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


def _count_pair(slug: str, bond: str, standings: Sequence[Standing], chosen: Pair) -> PairCount:
    counts = Counter(one.verdict for one in standings)
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


def _tell_pair(indicator: Indicator, bond: str, here: Mapping[str, Standing]) -> str:
    """Tell what cannot be said first, then what asks a question."""
    counts = Counter(one.verdict for one in here.values())
    total = len(here)
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


def _draw_cells(indicator: Indicator, bond: str, here: Mapping[str, Standing]) -> Figure:
    cells = Counter((one.need, one.access) for one in here.values() if one.need and one.access)
    unknown = sum(one.verdict == Verdict.INSUFFICIENT_DATA for one in here.values())
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
    key: str, pair: Pair, communes: Sequence[Commune], here: Mapping[str, Standing]
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


def _shape(commune: Commune, outline: Mapping[str, Any] | None, standing: Standing | None) -> Shape:
    if standing is None or not standing.need or not standing.access:
        return Shape(commune.code, commune.name, outline, None)
    value = name_cell(standing.need, standing.access)
    tone = f"cell-{standing.need}-{standing.access}"
    return Shape(commune.code, commune.name, outline, tone, value)


def _list_by_verdict(
    communes: Sequence[Commune], here: Mapping[str, Standing]
) -> list[VerdictList]:
    """List the communes by verdict, in the order of their names."""
    by_verdict: defaultdict[str, list[Commune]] = defaultdict(list)
    for commune in communes:
        if commune.code in here:
            by_verdict[here[commune.code].verdict].append(commune)
    return [
        VerdictList(
            verdict=verdict.value,
            title=f"{capitalise(verdict.label)} ({count_communes(len(by_verdict[verdict]))})",
            communes=tuple(by_verdict[verdict]),
            is_folded=verdict not in {Verdict.GAP, Verdict.LIKELY},
        )
        for verdict in Verdict
        if by_verdict[verdict]
    ]
