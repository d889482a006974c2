"""The arithmetic of a gap: thirds, the chance of a corner, and the share of false findings."""

import numpy as np
from numpy.typing import NDArray

from recoudre.analysis.gaps.verdicts import Position

Floats = NDArray[np.float64]


def find_bounds(values: Floats) -> tuple[float, float]:
    """Find the values at one third and two thirds of a group, both values of the group.

    Example
        >>> find_bounds(np.array([5.0, 1.0, 2.0, 3.0, 4.0, 6.0]))
        (2.0, 4.0)
    """
    ordered = np.sort(values)
    first, second = -(-len(ordered) // 3), -(-2 * len(ordered) // 3)
    return float(ordered[first - 1]), float(ordered[second - 1])


def find_positions(values: Floats) -> NDArray[np.object_]:
    """Place each value in a third: low up to the first bound included, high beyond the second.

    Equal values always share a third, so that thirds may be unequal; where all are equal there is
    no low nor high, and all are in the middle.

    Example
        >>> find_positions(np.array([0.0, 0.0, 0.0, 1.0, 2.0, 3.0])).tolist()
        ['low', 'low', 'low', 'middle', 'high', 'high']
        >>> find_positions(np.array([0.0, 0.0, 0.0])).tolist()
        ['middle', 'middle', 'middle']
    """
    lower, upper = find_bounds(values)
    positions = np.full(len(values), Position.MIDDLE.value, dtype=object)
    if lower < values.max():
        positions[values <= lower] = Position.LOW.value
        positions[values > upper] = Position.HIGH.value
    return positions


def compute_chance(need: Floats, access: Floats) -> Floats:
    """Say how often chance alone would put a commune as far in the corner of high need, low access.

    Answers: if access were dealt again at random among these communes, how likely would one of
    them be to stand as far as this one on both counts?

    Parameters
        need:   one value per commune, the higher the greater the need
        access: one value per commune, in the same order

    Returns
        One probability per commune, in (0, 1], in the same order.

    Method
        A commune stands on need at the share of communes with a need as high or higher, on access
        at the share with an access as low or lower; its place is the worse of the two, so that
        only both together count. The chance is the share of all pairings of a need and an access
        whose place is as far or farther. Under all permutations every pairing is equally
        frequent, so that this share is a product of two counts: exact, no draw, no seed. Ties
        are kept.

    Example
        Both the greatest need and the least access of three: 1 pairing in 9.

        >>> compute_chance(np.array([3.0, 2.0, 1.0]), np.array([0.1, 0.2, 0.3])).round(3).tolist()
        [0.111, 0.444, 1.0]
    """
    size = len(need)
    need_rank = _count_at_least(need)
    access_rank = _count_at_least(-access)
    place = np.maximum(need_rank, access_rank)
    as_far_in_need = np.searchsorted(np.sort(need_rank), place, side="right")
    as_far_in_access = np.searchsorted(np.sort(access_rank), place, side="right")
    return (as_far_in_need / size) * (as_far_in_access / size)


def adjust_chances(chances: Floats) -> Floats:
    """Adjust chances for the number of communes looked at.

    Returns
        For each chance, the smallest false discovery rate at which its commune would be found.

    Method
        Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.

    Example
        >>> adjust_chances(np.array([0.01, 0.04, 0.03])).round(3).tolist()
        [0.03, 0.04, 0.04]
    """
    size = len(chances)
    order = np.argsort(chances, kind="stable")
    stepped = chances[order] * size / np.arange(1, size + 1)
    adjusted = np.empty(size)
    adjusted[order] = np.minimum.accumulate(stepped[::-1])[::-1]
    return np.minimum(adjusted, 1.0)


def _count_at_least(values: Floats) -> NDArray[np.int64]:
    """Count, for each value, how many of the group are as high or higher, itself included."""
    below = np.searchsorted(np.sort(values), values, side="left")
    return np.asarray(len(values) - below, dtype=np.int64)
