"""Strips of dots: every territory is one dot, ours is named. A distribution, not a ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

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

STRIP_REM = 4.0
# Dots stay inside the drawing: the scale keeps a margin on both sides.
MARGIN = 0.02


@dataclass(frozen=True, slots=True)
class Dot:
    """One territory. `value` None is left out of the drawing and said in the table."""

    name: str
    value: float | None
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of dots, on its own scale from zero to `maximum` (its highest value by default)."""

    label: str
    dots: Sequence[Dot]
    maximum: float | None = None


def draw_dots(
    title: str,
    strips: Sequence[Strip],
    *,
    unit: str = "",
    decimals: int = 0,
    subject: str = "",
    note: str = "",
) -> Figure:
    """Draw one strip of dots per line, with a tick at the median and our value in words."""
    alternative = " ".join(_describe_strip(strip, unit, decimals) for strip in strips)
    elements: list[str] = []
    for index, strip in enumerate(strips):
        elements += _draw_strip(strip, index * STRIP_REM, unit, decimals)
    height_rem = len(strips) * STRIP_REM
    return Figure(
        title=title,
        svg=draw_chart(elements, alternative=alternative, height_rem=height_rem),
        alternative=alternative,
        headers=("", subject, _("valeur")),
        rows=tuple(
            (strip.label, dot.name, write_value(dot.value, unit=unit, decimals=decimals))
            for strip in strips
            for dot in strip.dots
        ),
        note=note,
    )


def _draw_strip(strip: Strip, top: float, unit: str, decimals: int) -> Iterator[str]:
    known = _list_known(strip)
    maximum = strip.maximum or max((value for _dot, value in known), default=0.0)
    axis = rem(top + 1.9)
    yield draw_element("text", strip.label, class_="label", x=0, y=rem(top + 1))
    yield draw_element(
        "text", _name_mine(strip, unit, decimals), class_="value", x="100%", y=rem(top + 1),
        text_anchor="end",
    )  # fmt: skip
    yield draw_element("line", class_="axis", x1="0%", x2="100%", y1=axis, y2=axis)
    if known:
        middle = _place_inside(median(value for _dot, value in known), maximum)
        yield draw_element(
            "line", class_="interval", x1=middle, x2=middle, y1=rem(top + 1.4), y2=rem(top + 2.4)
        )
    # Ours is drawn last, over the others.
    for dot, value in sorted(known, key=lambda pair: pair[0].is_mine):
        yield draw_element(
            "circle", class_="dot tone-mine" if dot.is_mine else "dot",
            cx=_place_inside(value, maximum), cy=axis, r=rem(0.42 if dot.is_mine else 0.28),
        )  # fmt: skip
    yield from _draw_ends(top + 3.2, maximum, len(known), unit, decimals)


def _draw_ends(y: float, maximum: float, n: int, unit: str, decimals: int) -> Iterator[str]:
    yield draw_element("text", "0", class_="foot", x=0, y=rem(y))
    yield draw_element(
        "text", write_sample_size(n), class_="foot", x="50%", y=rem(y), text_anchor="middle"
    )
    end = write_value(maximum, unit=unit, decimals=decimals)
    yield draw_element("text", end, class_="foot", x="100%", y=rem(y), text_anchor="end")


def _place_inside(value: float, maximum: float) -> str:
    share = float(place(value, maximum).removesuffix("%")) / 100
    return f"{100 * (MARGIN + share * (1 - 2 * MARGIN)):.2f}%"


def _list_known(strip: Strip) -> list[tuple[Dot, float]]:
    return [(dot, dot.value) for dot in strip.dots if dot.value is not None]


def _name_mine(strip: Strip, unit: str, decimals: int) -> str:
    mine = [dot for dot in strip.dots if dot.is_mine]
    return SEMICOLON.join(
        f"{dot.name}{COLON}{write_value(dot.value, unit=unit, decimals=decimals)}" for dot in mine
    )


def _describe_strip(strip: Strip, unit: str, decimals: int) -> str:
    values = [value for _dot, value in _list_known(strip)]
    if not values:
        return f"{strip.label}{COLON}{write_value(None, unit=unit, decimals=decimals)}."
    words = {
        "label": strip.label,
        "n": len(values),
        "low": write_value(min(values), unit=unit, decimals=decimals),
        "high": write_value(max(values), unit=unit, decimals=decimals),
        "median": write_value(median(values), unit=unit, decimals=decimals),
    }
    text = _("%(label)s : %(n)s valeurs, de %(low)s à %(high)s, médiane %(median)s.") % words
    mine = _name_mine(strip, unit, decimals)
    return f"{text} {mine}." if mine else text
