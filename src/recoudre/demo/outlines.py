"""Draw the communes: Voronoi cells whose borders wander a little, the same for both neighbours.

Only additions, products, quotients and square roots are used, and text-seeded random numbers:
the result is the same to the last bit on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from random import Random

from recoudre.demo.chance import draw_for

Point = tuple[float, float]
Corner = tuple[int, int, int]
Border = tuple[int, int]

WANDER = 0.17
"""How far a border leaves the straight line, as a share of its length."""
SHORTEST_STEP_KM = 0.35


@dataclass(frozen=True, slots=True)
class Side:
    """One straight side of a cell: who is beyond it, and where it starts."""

    beyond: int
    start: Point


def draw_outlines(seeds: Sequence[Point], shown: int) -> list[list[Point]]:
    """Draw the cells of the first `shown` seeds as closed, counter-clockwise rings, in km."""
    cells = [_cell_borders(seeds, index) for index in range(shown)]
    return [_ring(seeds, index, borders) for index, borders in enumerate(cells)]


def outer_ring(rings: Sequence[Sequence[Point]]) -> list[Point]:
    """Join the pieces of border that belong to one cell only into the outline of them all."""
    steps = {step for ring in rings for step in pairwise(ring)}
    following = {start: end for start, end in steps if (end, start) not in steps}
    first = min(following)
    ring = [first, following[first]]
    while ring[-1] != first:
        ring.append(following[ring[-1]])
    return ring


def signed_area(ring: Sequence[Point]) -> float:
    """Compute the area of a closed ring, in squared units; positive if counter-clockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring)) / 2


def is_inside(point: Point, ring: Sequence[Point]) -> bool:
    """Answer whether a point falls inside a closed ring (even-odd rule)."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def _cell_borders(seeds: Sequence[Point], index: int) -> list[int]:
    """List the neighbours of a seed around its cell, counter-clockwise."""
    far = 1000.0
    x, y = seeds[index]
    square = [(x - far, y - far), (x + far, y - far), (x + far, y + far), (x - far, y + far)]
    sides = [Side(-1, corner) for corner in square]
    for other in range(len(seeds)):
        if other != index:
            sides = _cut(sides, seeds[index], seeds[other], other)
    return [side.beyond for side in sides]


def _cut(sides: list[Side], seed: Point, other: Point, beyond: int) -> list[Side]:
    """Keep the part of a cell nearer to `seed` than to `other`."""
    kept: list[Side] = []
    for side, following in zip(sides, sides[1:] + sides[:1], strict=True):
        here, there = (_excess(point, seed, other) for point in (side.start, following.start))
        if here <= 0:
            kept.append(side)
        if (here <= 0) != (there <= 0):
            share = here / (here - there)
            (ax, ay), (bx, by) = side.start, following.start
            crossing = (ax + share * (bx - ax), ay + share * (by - ay))
            kept.append(Side(beyond if here <= 0 else side.beyond, crossing))
    return kept


def _excess(point: Point, seed: Point, other: Point) -> float:
    """Compare squared distances: negative when `point` is nearer to `seed`."""
    (x, y), (sx, sy), (ox, oy) = point, seed, other
    return (x - sx) ** 2 + (y - sy) ** 2 - (x - ox) ** 2 - (y - oy) ** 2


def _ring(seeds: Sequence[Point], index: int, borders: list[int]) -> list[Point]:
    """Follow the wandering borders of one cell all around."""
    ring: list[Point] = []
    for before, beyond, after in zip(
        borders[-1:] + borders[:-1], borders, borders[1:] + borders[:1], strict=True
    ):
        start, end = _corner(index, before, beyond), _corner(index, beyond, after)
        ring += _border(seeds, start, end)[:-1]
    return [*ring, ring[0]]


def _corner(first: int, second: int, third: int) -> Corner:
    one, two, three = sorted((first, second, third))
    return one, two, three


def _border(seeds: Sequence[Point], start: Corner, end: Corner) -> list[Point]:
    """Draw the border between two corners; both neighbours get the same points."""
    if start > end:
        return _border(seeds, end, start)[::-1]
    rng = draw_for(f"{start}-{end}")
    return _wander(_meeting_point(seeds, start), _meeting_point(seeds, end), rng)


def _meeting_point(seeds: Sequence[Point], corner: Corner) -> Point:
    """Find the point at equal distance of three seeds."""
    (ax, ay), (bx, by), (cx, cy) = (seeds[index] for index in corner)
    double = 2 * ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))
    b2 = (bx - ax) ** 2 + (by - ay) ** 2
    c2 = (cx - ax) ** 2 + (cy - ay) ** 2
    x = ((cy - ay) * b2 - (by - ay) * c2) / double
    y = ((bx - ax) * c2 - (cx - ax) * b2) / double
    return ax + x, ay + y


def _wander(start: Point, end: Point, rng: Random) -> list[Point]:
    """Bend a line at its middle, to one side or the other, then each half again."""
    (ax, ay), (bx, by) = start, end
    if sqrt((bx - ax) ** 2 + (by - ay) ** 2) < SHORTEST_STEP_KM:
        return [start, end]
    bend = WANDER * (2 * rng.random() - 1)
    middle = ((ax + bx) / 2 - bend * (by - ay), (ay + by) / 2 + bend * (bx - ax))
    return _wander(start, middle, rng)[:-1] + _wander(middle, end, rng)
