"""Drawings made of cells: need by access, and the week."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recoudre.design.charts.figure import (
    COLON,
    SEMICOLON,
    Figure,
    draw_chart,
    draw_element,
    rem,
)
from recoudre.design.french import write_number
from recoudre.vocabulary.lists import Band

# Slug of a third, and its word; from the lowest to the highest.
CELL_LEVELS = {
    "low": gettext_lazy("faible"),
    "middle": gettext_lazy("moyen"),
    "high": gettext_lazy("fort"),
}
CELL_REM = 2.4
ROW_REM = 5.8
STRENGTHS = 4
SHORT_DAYS = (
    gettext_lazy("lun."),
    gettext_lazy("mar."),
    gettext_lazy("mer."),
    gettext_lazy("jeu."),
    gettext_lazy("ven."),
)


class Box(NamedTuple):
    """A rectangle: percentages of the width, heights in rem."""

    x: float
    y: float
    width: float
    height: float


# Monday to Friday side by side, day over evening; Saturday and Sunday whole.
WEEK_BOXES = {
    Band.WEEK_DAYTIME: Box(0, 1.6, 70, 4),
    Band.WEEK_EVENING: Box(0, 5.8, 70, 3.4),
    Band.SATURDAY: Box(71.5, 1.6, 13.5, 7.6),
    Band.SUNDAY: Box(86.5, 1.6, 13.5, 7.6),
}


def draw_nine_cells(
    title: str,
    counts: Mapping[tuple[str, str], int],
    *,
    insufficient: int = 0,
    mine: tuple[str, str] | None = None,
    note: str = "",
) -> Figure:
    """Draw how many communes stand in each cell of need by access.

    Parameters
        counts: communes by (need, access), each "low", "middle" or "high"; absent is none.
        insufficient: communes that no cell may hold, drawn as a hatch.
        mine: the cell to point at.
    """
    rows = tuple(
        (_name_need(need), *(write_number(counts.get((need, access), 0)) for access in CELL_LEVELS))
        for need in reversed(CELL_LEVELS)
    )
    if insufficient:
        rows = (*rows, (_("Données insuffisantes"), write_number(insufficient), "", ""))
    alternative = _describe_cells(counts, insufficient)
    elements = [*_draw_matrix(counts, mine), *_draw_insufficient(insufficient)]
    height_rem = 1.6 + 3 * ROW_REM + (1.8 if insufficient else 0)
    return Figure(
        title=title,
        svg=draw_chart(elements, alternative=alternative, height_rem=round(height_rem, 2)),
        alternative=alternative,
        headers=("", *(_name_access(access) for access in CELL_LEVELS)),
        rows=rows,
        note=note,
    )


def draw_week(
    title: str, counts: Mapping[Band, int], *, unknown: int = 0, note: str = ""
) -> Figure:
    """Draw how many occasions can be gone to in each part of the week.

    Parameters
        counts: occasions by band; one occasion may stand in several. `unknown`: hours unknown.
    """
    alternative = SEMICOLON.join(
        f"{_(band.label)}{COLON}{_write_listed(counts.get(band, 0))}" for band in Band
    )
    rows = tuple((_(band.label), _write_listed(counts.get(band, 0))) for band in Band)
    if unknown:
        rows = (*rows, (_("horaires inconnus"), write_number(unknown)))
        alternative += f"{SEMICOLON}{_('horaires inconnus')}{COLON}{write_number(unknown)}"
    highest = max(counts.values(), default=0)
    elements = [*_draw_days(), *_draw_bands(counts, highest), *_draw_unknown(unknown)]
    return Figure(
        title=title,
        svg=draw_chart(elements, alternative=alternative + ".", height_rem=11 if unknown else 9.4),
        alternative=alternative + ".",
        headers=(_("quand"), _("occasions")),
        rows=rows,
        note=note,
    )


def _draw_matrix(
    counts: Mapping[tuple[str, str], int], mine: tuple[str, str] | None
) -> Iterator[str]:
    for column, access in enumerate(CELL_LEVELS):
        yield draw_element(
            "text", _name_access(access), class_="foot", x=f"{column * 34}%", y=rem(1)
        )
    for row, need in enumerate(reversed(CELL_LEVELS)):
        top = 1.6 + row * ROW_REM
        yield draw_element("text", _name_need(need), class_="label", x=0, y=rem(top + 1.2))
        for column, access in enumerate(CELL_LEVELS):
            box = Box(column * 34, top + 1.6, 32, CELL_REM)
            is_mine = (need, access) == mine
            yield from _draw_cell(box, need, access, counts.get((need, access), 0), is_mine)


def _draw_cell(box: Box, need: str, access: str, count: int, is_mine: bool) -> Iterator[str]:
    yield _draw_box(box, f"cell cell-{need}-{access}{' is-mine' if is_mine else ''}")
    text = f"{write_number(count)} · {_('ici')}" if is_mine else write_number(count)
    baseline = rem(round(box.y + box.height + 1.2, 2))
    yield draw_element("text", text, class_="value", x=f"{box.x:g}%", y=baseline)


def _draw_insufficient(count: int) -> Iterator[str]:
    if not count:
        return
    top = 1.6 + 3 * ROW_REM
    yield _draw_box(Box(0, top + 0.4, 8, 1), "no-data", fill="url(#hatch)")
    text = f"{_('Données insuffisantes')}{COLON}{write_number(count)}"
    yield draw_element("text", text, class_="label", x="11%", y=rem(top + 1.2))


def _draw_days() -> Iterator[str]:
    for index, day in enumerate(SHORT_DAYS):
        yield draw_element("text", str(day), class_="foot", x=f"{index * 14}%", y=rem(1))
    yield draw_element("text", _("sam."), class_="foot", x="71.5%", y=rem(1))
    yield draw_element("text", _("dim."), class_="foot", x="86.5%", y=rem(1))


def _draw_bands(counts: Mapping[Band, int], highest: int) -> Iterator[str]:
    words = {Band.WEEK_DAYTIME: _("en journée"), Band.WEEK_EVENING: _("le soir, dès 18 h")}
    for band, box in WEEK_BOXES.items():
        count = counts.get(band, 0)
        x, top = f"{box.x + 2:g}%", box.y + 1.4
        yield _draw_box(box, f"band strength-{_rate_strength(count, highest)}", rx="3")
        yield draw_element("text", _write_listed(count), class_="value", x=x, y=rem(top))
        if band in words:
            yield draw_element("text", words[band], class_="on-band", x=x, y=rem(top + 1.2))


def _write_listed(count: int) -> str:
    """Write how many are listed; none is a blank, never a zero."""
    return write_number(count) if count else _("rien")


def _draw_unknown(count: int) -> Iterator[str]:
    if not count:
        return
    yield _draw_box(Box(0, 9.8, 8, 1), "no-data", fill="url(#hatch)")
    words = ngettext("occasion aux horaires inconnus", "occasions aux horaires inconnus", count)
    yield draw_element(
        "text", f"{write_number(count)} {words}", class_="label", x="11%", y=rem(10.6)
    )


def _draw_box(box: Box, class_: str, **attributes: str) -> str:
    return draw_element(
        "rect", class_=class_, x=f"{box.x:g}%", y=rem(box.y), width=f"{box.width:g}%",
        height=rem(box.height), **attributes,
    )  # fmt: skip


def _rate_strength(count: int, highest: int) -> int:
    """Rate a count from 0 (none) to 4 (the highest)."""
    return 0 if not count else max(1, -(-STRENGTHS * count // highest))


def _name_need(need: str) -> str:
    return _("Besoin %(level)s") % {"level": CELL_LEVELS[need]}


def _name_access(access: str) -> str:
    return _("Accès %(level)s") % {"level": CELL_LEVELS[access]}


def _name_cell(need: str, access: str) -> str:
    return f"{_name_need(need)}, {_name_access(access).lower()}"


def _describe_cells(counts: Mapping[tuple[str, str], int], insufficient: int) -> str:
    parts = [
        _name_cell(need, access) + COLON + write_number(counts.get((need, access), 0))
        for need in reversed(CELL_LEVELS)
        for access in CELL_LEVELS
    ]
    if insufficient:
        parts.append(f"{_('données insuffisantes')}{COLON}{write_number(insufficient)}")
    return SEMICOLON.join(parts) + "."
