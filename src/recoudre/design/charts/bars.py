"""Rows of bars with their interval and n; small multiples of them on one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recoudre.design.charts.figure import (
    COLON,
    SEMICOLON,
    Figure,
    draw_chart,
    draw_element,
    place,
    rem,
    write_sample_size,
    write_value,
)
from recoudre.design.french import write_number

ROW_REM = 2.6
NOTE_REM = 1.2
REFERENCE_REM = 1.6


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. `value` None is drawn as a hatch, never as zero, and said by `missing`.

    `missing` is "données insuffisantes" unless one knows better: "rien de recensé". `low` and
    `high` bound the interval; `n` is what the value rests on; `tone` is "mine", "mended" or the
    slug of a bond.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    tone: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value to read the bars against: the département's, the median of the peers."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of small multiples."""

    title: str
    bars: Sequence[Bar]


def draw_bars(
    title: str,
    bars: Sequence[Bar],
    *,
    unit: str = "",
    decimals: int = 0,
    reference: Reference | None = None,
    subject: str = "",
    note: str = "",
) -> Figure:
    """Draw one row per bar, from zero, longest value at full width.

    Parameters
        unit: written after each number; `subject`: header of the first column of the table.
    """
    alternative = _describe_bars(bars, unit, decimals)
    maximum = _find_maximum(bars, reference)
    top = REFERENCE_REM if reference else 0.0
    elements: list[str] = []
    for bar in bars:
        elements += _draw_row(bar, top, maximum, unit, decimals)
        top += _measure_row(bar)
    if reference:
        elements += _draw_reference(reference, top, maximum, unit, decimals)
    return Figure(
        title=title,
        svg=draw_chart(elements, alternative=alternative, height_rem=round(top, 2)),
        alternative=alternative,
        headers=(subject, _("valeur"), _("intervalle"), _("n")),
        rows=tuple(_write_row(bar, unit, decimals) for bar in bars),
        note=note,
    )


def draw_small_multiples(
    title: str,
    panels: Sequence[Panel],
    *,
    unit: str = "",
    decimals: int = 0,
    subject: str = "",
    note: str = "",
) -> Figure:
    """Draw the same rows panel by panel, all on the same scale from zero."""
    maximum = _find_maximum([bar for panel in panels for bar in panel.bars], None)
    drawn = [_draw_panel(panel, maximum, unit, decimals) for panel in panels]
    rows = [
        (panel.title, *_write_row(bar, unit, decimals)) for panel in panels for bar in panel.bars
    ]
    return Figure(
        title=title,
        svg=format_html(
            '<ul class="multiples">{}</ul>', format_html_join("", "<li>{}</li>", zip(drawn))
        ),
        alternative=" ".join(
            f"{panel.title}{COLON}{_describe_bars(panel.bars, unit, decimals)}" for panel in panels
        ),
        headers=("", subject, _("valeur"), _("intervalle"), _("n")),
        rows=tuple(rows),
        note=note,
    )


def _draw_panel(panel: Panel, maximum: float, unit: str, decimals: int) -> SafeString:
    elements: list[str] = []
    top = 0.0
    for bar in panel.bars:
        elements += _draw_row(bar, top, maximum, unit, decimals)
        top += _measure_row(bar)
    alternative = f"{panel.title}{COLON}{_describe_bars(panel.bars, unit, decimals)}"
    chart = draw_chart(elements, alternative=alternative, height_rem=round(top, 2))
    return format_html('<p class="multiple-title">{}</p>{}', panel.title, chart)


def _draw_row(bar: Bar, top: float, maximum: float, unit: str, decimals: int) -> Iterator[str]:
    yield draw_element("text", bar.label, class_="label", x=0, y=rem(top + 1))
    value = _write_bar_value(bar, unit, decimals)
    value_class = "value" if bar.value is not None else "value missing"
    yield draw_element(
        "text", value, class_=value_class, x="100%", y=rem(top + 1), text_anchor="end"
    )
    yield _draw_bar(bar, top + 1.35, maximum)
    yield from _draw_interval(bar, top + 1.65, maximum)
    if note := _write_foot(bar, decimals):
        yield draw_element("text", note, class_="foot", x=0, y=rem(top + 2.95))


def _draw_bar(bar: Bar, y: float, maximum: float) -> str:
    if bar.value is None:
        return draw_element(
            "rect", class_="no-data", x=0, y=rem(y), width="100%", height=rem(0.6),
            fill="url(#hatch)",
        )  # fmt: skip
    tone = f"bar tone-{bar.tone}" if bar.tone else "bar"
    width = place(bar.value, maximum)
    return draw_element("rect", class_=tone, x=0, y=rem(y), width=width, height=rem(0.6))


def _draw_interval(bar: Bar, y: float, maximum: float) -> Iterator[str]:
    if bar.value is None or bar.low is None or bar.high is None:
        return
    low, high = place(bar.low, maximum), place(bar.high, maximum)
    for class_ in ("halo", "interval"):
        yield draw_element("line", class_=class_, x1=low, x2=high, y1=rem(y), y2=rem(y))
    for end in (low, high):
        yield draw_element(
            "line", class_="interval", x1=end, x2=end, y1=rem(y - 0.3), y2=rem(y + 0.3)
        )


def _draw_reference(
    reference: Reference, height: float, maximum: float, unit: str, decimals: int
) -> Iterator[str]:
    x = place(reference.value, maximum)
    is_right = reference.value > maximum / 2
    value = write_value(reference.value, unit=unit, decimals=decimals)
    text = f"{reference.label}{COLON}{value}"
    yield draw_element("line", class_="reference", x1=x, x2=x, y1=rem(1.3), y2=rem(height))
    yield draw_element(
        "text", text, class_="foot", x=x, y=rem(1), text_anchor="end" if is_right else "start"
    )


def _measure_row(bar: Bar) -> float:
    return ROW_REM + (NOTE_REM if _write_foot(bar, 0) else 0.0)


def _find_maximum(bars: Sequence[Bar], reference: Reference | None) -> float:
    values = [edge for bar in bars for edge in (bar.value, bar.high) if edge is not None]
    return max([*values, reference.value if reference else 0.0], default=0.0)


def _write_bar_value(bar: Bar, unit: str, decimals: int) -> str:
    if bar.value is None and bar.missing:
        return bar.missing
    return write_value(bar.value, unit=unit, decimals=decimals)


def _write_interval(bar: Bar, decimals: int) -> str:
    if bar.value is None or bar.low is None or bar.high is None:
        return ""
    low, high = write_number(bar.low, decimals), write_number(bar.high, decimals)
    return _("de %(low)s à %(high)s") % {"low": low, "high": high}


def _write_foot(bar: Bar, decimals: int) -> str:
    n = "" if bar.n is None else write_sample_size(bar.n)
    return " · ".join(part for part in (_write_interval(bar, decimals), n) if part)


def _write_row(bar: Bar, unit: str, decimals: int) -> tuple[str, ...]:
    value = _write_bar_value(bar, unit, decimals)
    n = "" if bar.n is None else write_number(bar.n)
    return (bar.label, value, _write_interval(bar, decimals), n)


def _describe_bars(bars: Sequence[Bar], unit: str, decimals: int) -> str:
    parts = (f"{bar.label}{COLON}{_write_bar_value(bar, unit, decimals)}" for bar in bars)
    return SEMICOLON.join(parts) + "."
