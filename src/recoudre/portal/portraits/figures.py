"""What is thick and what is thin: one figure per facet, with n, intervals and denominators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recoudre.design.charts import Bar, Figure, Panel, draw_bars, draw_small_multiples, draw_week
from recoudre.design.french import write_number
from recoudre.indicators.reading import ALL, UNKNOWN, Facet, PortraitRow
from recoudre.portal.portraits.sentences import BANDS
from recoudre.portal.portraits.silences import is_unknown_everywhere
from recoudre.portal.portraits.wording import (
    capitalise,
    count_communes,
    count_residents,
    join_some,
)
from recoudre.vocabulary.lists import (
    LIFE_STEP_OF_DOMAIN,
    Audience,
    Band,
    Bond,
    Cost,
    Domain,
    Kind,
    Labelled,
    LifeStep,
    Sector,
)

BAR_FACETS: dict[Facet, type[Labelled]] = {
    Facet.KIND: Kind,
    Facet.BOND: Bond,
    Facet.SECTOR: Sector,
    Facet.AUDIENCE: Audience,
    Facet.COST: Cost,
}
NAMED_BY = {
    Facet.KIND: _lazy("Par nature : %(found)s"),
    Facet.BOND: _lazy("Par lien : %(found)s"),
    Facet.SECTOR: _lazy("Par porteur : %(found)s"),
    Facet.AUDIENCE: _lazy("Par public : %(found)s"),
    Facet.COST: _lazy("Par coût : %(found)s"),
}
# Their closed lists are long: only what is present is drawn, the others are named in the note.
LONG_FACETS = {Facet.SECTOR, Facet.AUDIENCE}
PER_1000_DECIMALS = 2
Rows = Mapping[str, PortraitRow]


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure and the id that leads to it."""

    id: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Compared:
    """One territory beside which the rate is read: this one, then those that hold it."""

    name: str
    rows: Sequence[PortraitRow]
    is_mine: bool = False


def draw_portrait(rows: Sequence[PortraitRow]) -> list[NamedFigure]:
    """Draw every facet of which something is known; none when nothing is listed."""
    whole = next((row for row in rows if row.facet == ALL), None)
    if whole is None:
        return []
    figures = [NamedFigure("vie", draw_life(rows, whole))]
    for facet, closed_list in BAR_FACETS.items():
        if not is_unknown_everywhere(rows, facet):
            figures.append(NamedFigure(facet.value, draw_facet(rows, whole, facet, closed_list)))
    if not is_unknown_everywhere(rows, Facet.BAND):
        figures.append(NamedFigure(Facet.BAND.value, draw_bands(rows)))
    return figures


def list_unsaid_facets(rows: Sequence[PortraitRow]) -> list[str]:
    """List the facets that no occasion listed here tells anything about."""
    facets = (*BAR_FACETS, Facet.BAND)
    return [_(facet.label) for facet in facets if is_unknown_everywhere(rows, facet)]


def draw_comparison(compared: Sequence[Compared]) -> Figure | None:
    """Draw the rate here beside those of the territories around; None when it is unknown here.

    It is a way to read a figure, not a ranking: territories stay from the nearest to the widest.
    """
    bars: list[Bar] = []
    known = 0
    for one in compared:
        row = next((row for row in one.rows if row.facet == ALL), None)
        # A wider territory of which no other commune is held would only say the same again.
        if row is not None and row.per_1000 is not None and row.communes > known:
            known = row.communes
            bars.append(_draw_rate(_name_compared(one, row), row, "mine" if one.is_mine else ""))
    if len(bars) < 2 or not compared[0].rows:
        return None
    return draw_bars(
        _tell_comparison(bars),
        bars,
        decimals=PER_1000_DECIMALS,
        subject=_("territoire"),
        note=_(
            "Occasions recensées pour 1 000 habitants, et intervalle à 95 %. Un territoire moins "
            "bien recensé paraît plus mince : l’écart se lit avec ce que disent les sources."
        ),
    )


def _name_compared(one: Compared, row: PortraitRow) -> str:
    """Name a territory with the communes known of it: a wide one is seldom held whole."""
    return one.name if row.communes < 2 else f"{one.name} ({count_communes(row.communes)})"


def draw_life(rows: Sequence[PortraitRow], whole: PortraitRow) -> Figure:
    """Draw the domains along a life, one panel per step."""
    found = _index(rows, Facet.DOMAIN)
    panels = [
        Panel(
            capitalise(_(step.label)),
            [
                _draw_value(found, domain, _(domain.label))
                for domain in Domain
                if LIFE_STEP_OF_DOMAIN[domain] is step
            ],
        )
        for step in LifeStep
    ]
    steps = _index(rows, Facet.LIFE_STEP)
    return draw_small_multiples(
        _tell_life(steps),
        panels,
        decimals=_choose_decimals(whole),
        subject=_("domaine"),
        note=_write_note(whole, is_multiple=True),
    )


def draw_facet(
    rows: Sequence[PortraitRow], whole: PortraitRow, facet: Facet, closed_list: type[Labelled]
) -> Figure:
    """Draw one facet, in the order of its closed list: never by size, which would rank."""
    found = _index(rows, facet)
    present = [value for value in closed_list if value in found]
    absent = [_(value.label) for value in closed_list if value not in found]
    drawn = present if facet in LONG_FACETS else list(closed_list)
    bars = [_draw_value(found, one, _(one.label), _choose_tone(facet, one)) for one in drawn]
    if UNKNOWN in found:
        bars.append(_draw_rate(_("non précisé"), found[UNKNOWN]))
    counted = {_(value.label): found[value].n for value in present}
    is_long, is_multiple = facet in LONG_FACETS, facet in {Facet.BOND, Facet.AUDIENCE}
    return draw_bars(
        str(NAMED_BY[facet]) % {"found": _tell_found(counted, absent)},
        bars,
        decimals=_choose_decimals(whole),
        subject=_(facet.label),
        note=_write_note(whole, is_multiple=is_multiple, absent=absent if is_long else ()),
    )


def draw_bands(rows: Sequence[PortraitRow]) -> Figure:
    """Draw the parts of the week when one can go."""
    found = _index(rows, Facet.BAND)
    counts = {band: found[band].n for band in Band if band in found}
    unknown = found[UNKNOWN].n if UNKNOWN in found else 0
    silent = [str(BANDS[band]) for band in Band if band not in found]
    if silent:
        title = _("Dans la semaine : rien de recensé pour %(when)s") % {"when": join_some(silent)}
    else:
        thin = min(counts, key=lambda band: counts[band])
        title = _("Dans la semaine : le plus mince, c’est %(when)s") % {"when": BANDS[thin]}
    return draw_week(
        title,
        counts,
        unknown=unknown,
        note=_("Nombre d’occasions où l’on peut aller ; une occasion peut compter plusieurs fois."),
    )


def _choose_tone(facet: Facet, value: Labelled) -> str:
    """Choose the colour of a bar: a bond has its own, beside its name."""
    return value.value if facet is Facet.BOND else ""


def _index(rows: Sequence[PortraitRow], facet: Facet) -> dict[str, PortraitRow]:
    return {row.value: row for row in rows if row.facet == facet}


def _draw_value(found: Rows, value: Labelled, label: str, tone: str = "") -> Bar:
    row = found.get(value)
    if row is None:
        return Bar(capitalise(label), None, tone=tone, missing=_("rien de recensé"))
    return _draw_rate(capitalise(label), row, tone=tone)


def _draw_rate(label: str, row: PortraitRow, tone: str = "") -> Bar:
    """Draw a rate per 1,000 residents; the count alone where residents are unknown."""
    label = capitalise(label)
    if row.per_1000 is None:
        return Bar(label, row.n, tone=tone)
    return Bar(label, row.per_1000, row.per_1000_low, row.per_1000_high, n=row.n, tone=tone)


def _choose_decimals(whole: PortraitRow) -> int:
    return 0 if whole.per_1000 is None else PER_1000_DECIMALS


def _write_note(whole: PortraitRow, *, is_multiple: bool, absent: Sequence[str] = ()) -> str:
    parts = [_write_denominator(whole)]
    if is_multiple:
        parts.append(_("Une occasion peut compter sur plusieurs lignes."))
    if absent:
        unlisted = _("Rien de recensé pour : %(absent)s.")
        parts.append(unlisted % {"absent": ", ".join(absent)})
    return " ".join(parts)


def _write_denominator(whole: PortraitRow) -> str:
    if whole.residents is None or whole.per_1000 is None:
        return _("Nombre d’occasions recensées ; la population n’est pas connue.")
    around = count_residents(whole.residents)
    if whole.communes > 1:
        around = _("%(residents)s de %(communes)s") % {
            "residents": around,
            "communes": count_communes(whole.communes),
        }
    return _(
        "Occasions recensées pour 1 000 habitants, et intervalle à 95 %% ; n est leur nombre. "
        "Dénominateur : %(around)s."
    ) % {"around": around}


def _tell_found(counted: Mapping[str, int], absent: Sequence[str]) -> str:
    ordered = sorted(counted, key=lambda label: -counted[label])
    named = join_some([f"{label} ({write_number(counted[label])})" for label in ordered], 2)
    if not absent:
        return named
    return _("%(named)s ; rien de recensé pour %(absent)s") % {
        "named": named,
        "absent": join_some(absent, 2),
    }


def _tell_life(steps: Rows) -> str:
    present = {_(step.label): steps[step].n for step in LifeStep if step in steps}
    if not present:
        return _("Au fil de la vie : les domaines ne sont pas connus")
    absent = [_(step.label) for step in LifeStep if step not in steps]
    return _("Au fil de la vie : %(found)s") % {"found": _tell_found(present, absent)}


def _tell_comparison(bars: Sequence[Bar]) -> str:
    mine, widest = bars[0], bars[-1]
    apart = {"name": widest.label}
    if mine.low is None or mine.high is None or widest.low is None or widest.high is None:
        return _("Ici et autour")
    if mine.low > widest.high:
        return _("On recense ici plus d’occasions par habitant que dans : %(name)s") % apart
    if mine.high < widest.low:
        return _("On recense ici moins d’occasions par habitant que dans : %(name)s") % apart
    return _("Rien ne permet de dire qu’on recense ici plus ou moins que dans : %(name)s") % apart
