"""Maps drawn from our own outlines: no tile, no script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recoudre.design.charts.figure import COLON, SEMICOLON, Figure, draw_element

WIDTH = 600.0
MARGIN = 6.0
Position = Sequence[float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One territory of a map.

    `geometry` is a GeoJSON Polygon or MultiPolygon, or None: it is then in the table only.
    `tone` is a class of figures.css ("cell-high-low", "strength-3", "quiet"), or None when data
    are insufficient: it is then hatched. `value` is what its table row says.
    """

    code: str
    name: str
    geometry: Mapping[str, Any] | None
    tone: str | None
    value: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One point of a map; `tone` is the slug of a bond, "mine" or empty."""

    lat: float
    lon: float
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where degrees fall on the drawing: one degree is as long in both directions."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float = field(default=WIDTH)

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Give the drawing's x and y of a point."""
        x = MARGIN + (lon - self.west) * self.squeeze * self.scale
        y = MARGIN + (self.north - lat) * self.scale
        return x, y


def draw_map(
    title: str,
    shapes: Sequence[Shape],
    *,
    points: Sequence[MapPoint] = (),
    subject: str = "",
    measure: str = "",
    alternative: str = "",
    note: str = "",
) -> Figure:
    """Draw territories filled by tone, ours outlined last, and points over them.

    Parameters
        subject, measure: headers of the table; `alternative`: what the map shows, in a sentence
        (by default the name and value of every territory).
    """
    alternative = alternative or _describe_shapes(shapes)
    drawn = [shape for shape in shapes if shape.geometry]
    frame = _frame_shapes(drawn)
    # Ours is drawn last, so that no neighbour covers its outline.
    paths = [_draw_shape(shape, frame) for shape in sorted(drawn, key=lambda s: s.is_mine)]
    dots = [_draw_point(point, frame) for point in points]
    return Figure(
        title=title,
        svg=_draw_frame([*paths, *dots], frame, alternative),
        alternative=alternative,
        headers=(subject or _("territoire"), measure or _("valeur")),
        rows=tuple((shape.name, _write_value(shape)) for shape in shapes),
        note=note,
    )


def _draw_frame(elements: Sequence[str], frame: Frame, alternative: str) -> SafeString:
    return draw_element(
        "svg", elements, class_="chart chart-map", role="img", aria_label=alternative,
        viewBox=f"0 0 {WIDTH:g} {frame.height:.0f}",
    )  # fmt: skip


def _draw_shape(shape: Shape, frame: Frame) -> str:
    classes = f"shape {shape.tone or 'no-data'}{' is-mine' if shape.is_mine else ''}"
    paint = {} if shape.tone else {"fill": "url(#hatch)"}
    named = draw_element("title", f"{shape.name}{COLON}{_write_value(shape)}")
    rings = _list_rings(shape.geometry or {})
    path = "".join(_write_ring(ring, frame) for ring in rings)
    return draw_element("path", [named], class_=classes, d=path, fill_rule="evenodd", **paint)


def _draw_point(point: MapPoint, frame: Frame) -> str:
    x, y = frame.project(point.lon, point.lat)
    tone = f"dot tone-{point.tone}" if point.tone else "dot"
    return draw_element("circle", class_=tone, cx=f"{x:.1f}", cy=f"{y:.1f}", r="7")


def _write_ring(ring: Sequence[Position], frame: Frame) -> str:
    """Write a ring as a path, leaving out the points that fall on the one before."""
    steps: list[str] = []
    for position in ring:
        x, y = frame.project(position[0], position[1])
        step = f"{x:.1f} {y:.1f}"
        if not steps or steps[-1] != step:
            steps.append(step)
    return f"M{'L'.join(steps)}Z" if steps else ""


def _frame_shapes(shapes: Sequence[Shape]) -> Frame:
    positions = [
        position
        for shape in shapes
        for ring in _list_rings(shape.geometry or {})
        for position in ring
    ]
    if not positions:
        return Frame(west=0, north=0, scale=1, squeeze=1, height=2 * MARGIN)
    lons = [position[0] for position in positions]
    lats = [position[1] for position in positions]
    squeeze = cos(radians((min(lats) + max(lats)) / 2))
    width = max((max(lons) - min(lons)) * squeeze, 1e-9)
    # A very tall territory is drawn narrower, rather than longer than the screen.
    scale = (WIDTH - 2 * MARGIN) / max(width, (max(lats) - min(lats)) / 1.4)
    west = min(lons) - ((WIDTH - 2 * MARGIN) / scale - width) / 2 / squeeze
    height = (max(lats) - min(lats)) * scale + 2 * MARGIN
    return Frame(west=west, north=max(lats), scale=scale, squeeze=squeeze, height=height)


def _list_rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[Position]]:
    coordinates = geometry.get("coordinates", ())
    if geometry.get("type") == "MultiPolygon":
        for polygon in coordinates:
            yield from polygon
    elif geometry.get("type") == "Polygon":
        yield from coordinates


def _write_value(shape: Shape) -> str:
    return shape.value or ("" if shape.tone else _("données insuffisantes"))


def _describe_shapes(shapes: Sequence[Shape]) -> str:
    return SEMICOLON.join(f"{shape.name}{COLON}{_write_value(shape)}" for shape in shapes) + "."
