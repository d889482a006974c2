"""Small accessible charts drawn on the server: pure functions from numbers to a `Figure`.

Zero baseline, direct labels, intervals as lines, n written. Horizontal positions are percentages
and heights follow the size of the reader's letters, so that a chart fits a phone without script.
Never a gauge, a radar, a pie, a podium or a traffic light.
"""

from recoudre.design.charts.bars import Bar, Panel, Reference, draw_bars, draw_small_multiples
from recoudre.design.charts.cells import CELL_LEVELS, draw_nine_cells, draw_week
from recoudre.design.charts.dots import Dot, Strip, draw_dots
from recoudre.design.charts.figure import Figure
from recoudre.design.charts.outlines import MapPoint, Shape, draw_map

__all__ = [
    "CELL_LEVELS",
    "Bar",
    "Dot",
    "Figure",
    "MapPoint",
    "Panel",
    "Reference",
    "Shape",
    "Strip",
    "draw_bars",
    "draw_dots",
    "draw_map",
    "draw_nine_cells",
    "draw_small_multiples",
    "draw_week",
]
