"""What every chart gives: the finding, the drawing, the words for it, and its table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.design.french import NO_BREAK, attach_unit, write_number

Attribute = str | int | float
COLON = gettext_lazy(" : ")
SEMICOLON = gettext_lazy(" ; ")


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart ready for `components/figure.html`.

    `title` says the finding, not the subject; `alternative` says it to whoever does not see the
    drawing; `headers` and `rows` are its table, ready to read; `note` gives source, year and n.
    """

    title: str
    svg: SafeString
    alternative: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def draw_element(
    name: str, children: Iterable[str] | str = "", **attributes: Attribute
) -> SafeString:
    """Draw one SVG element; text is escaped, `class_` is `class`, `stroke_width` is `stroke-width`.

    >>> draw_element("text", "a < b", class_="label", x=0)
    '<text class="label" x="0">a &lt; b</text>'
    """
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    drawn = format_html_join("", ' {}="{}"', pairs)
    inner = children if isinstance(children, str) else join_elements(children)
    return format_html("<{}{}>{}</{}>", SafeString(name), drawn, inner, SafeString(name))


def join_elements(elements: Iterable[str]) -> SafeString:
    """Join elements already drawn."""
    return format_html_join("", "{}", ((element,) for element in elements))


def draw_chart(elements: Iterable[str], *, alternative: str, height_rem: float) -> SafeString:
    """Wrap elements into a chart as wide as its column and as high as its letters ask."""
    height = f"{height_rem:g}rem"
    return draw_element(
        "svg", elements, class_="chart", role="img", width="100%", height=height,
        aria_label=alternative,
    )  # fmt: skip


def write_value(value: float | None, *, unit: str, decimals: int) -> str:
    """Write a value with its unit, or that there is not enough to say it."""
    if value is None:
        return _("données insuffisantes")
    return attach_unit(write_number(value, decimals), unit)


def place(value: float, maximum: float) -> str:
    """Place a value between zero and the maximum, as a percentage of the width."""
    share = 0.0 if maximum <= 0 else min(max(value / maximum, 0.0), 1.0)
    return f"{100 * share:.2f}%"


def rem(size: float) -> str:
    """Write a length in the size of the reader's letters."""
    return f"{size:g}rem"


def write_sample_size(n: int) -> str:
    """Write what a value rests on: n = 48."""
    return f"n{NO_BREAK}={NO_BREAK}{write_number(n)}"
