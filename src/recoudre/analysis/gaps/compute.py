"""Gaps: each need of context beside access to each bond, among communes of the same size."""

from collections.abc import Sequence
from typing import Any

import ibis
import numpy as np
from numpy.typing import NDArray

from recoudre.analysis.conventions import MAX_FALSE_SHARE, SMALLEST_GROUP
from recoudre.analysis.errors import ParameterError
from recoudre.analysis.gaps.board import AccessColumn, Board, NeedColumn, read_board
from recoudre.analysis.gaps.corner import (
    adjust_chances,
    compute_chance,
    find_bounds,
    find_positions,
)
from recoudre.analysis.gaps.verdicts import Insufficiency, Position, Verdict
from recoudre.analysis.sizes import list_size_bands
from recoudre.analysis.states import CoverageState
from recoudre.vocabulary.indicators import INDICATORS, Indicator
from recoudre.vocabulary.lists import Direction, MissingReason

Columns = dict[str, NDArray[Any]]

SCHEMA = {
    "code": "string",
    "indicator": "string",
    "bond": "string",
    "verdict": "string",
    "insufficiency": "string",
    "year": "int64",
    "need": "float64",
    "need_position": "string",
    "need_low_bound": "float64",
    "need_high_bound": "float64",
    "access": "float64",
    "access_position": "string",
    "access_low_bound": "float64",
    "access_high_bound": "float64",
    "occasions_in_reach": "int64",
    "blurred_in_reach": "int64",
    "occasions_around": "int64",
    "coverage": "string",
    "group_from": "int64",
    "group_to": "int64",
    "group_size": "int64",
    "chance": "float64",
    "false_share": "float64",
}

REASONS_OF_NEED = {
    MissingReason.SECRECY.value: Insufficiency.NEED_HIDDEN.value,
    MissingReason.NOT_APPLICABLE.value: Insufficiency.NEED_NOT_APPLICABLE.value,
}
REASONS_OF_COVERAGE = {
    CoverageState.SILENT.value: Insufficiency.COVERAGE_SILENT.value,
    CoverageState.THIN.value: Insufficiency.COVERAGE_THIN.value,
}


def compute_gaps(
    territories: ibis.Table,
    context: ibis.Table,
    access: ibis.Table,
    coverage: ibis.Table,
    *,
    indicators: Sequence[Indicator] = INDICATORS,
    smallest_group: int = SMALLEST_GROUP,
    max_false_share: float = MAX_FALSE_SHARE,
) -> ibis.Table:
    """Set each need of context beside access to each bond, in every commune.

    Answers: where is a need high and access low, how sure are we of it, and what is missing to
    know?

    Reads
        territories: code, level string; residents int64, persons, null where unknown. Communes
                     only are read, and all of them: they are the comparison.
        context:     code, indicator string, unique as a pair; year int64; value float64, null
                     where unknown; missing_reason string. No row: not published.
        access:      the rows of `access.shared_access`
        coverage:    the rows of `coverage.judge_coverage`

    Parameters
        indicators:      those to read; those whose direction is "context" are left aside
        smallest_group:  comparable communes under which nothing is said, included; >= 3
        max_false_share: share of false findings accepted among gaps, in (0, 1), included

    Returns
        code, indicator, bond string: one row per commune, indicator and bond ("all" or a bond)
        verdict       string (`Verdict`), never null
        insufficiency string (`Insufficiency`), why nothing can be said; null otherwise
        year int64, of the need; need float64, in the unit of the indicator; null where unknown
        access float64, occasions per 1,000 residents, null where unknown
        need_position, access_position string (`Position`): the third of the group. For a need,
                      "high" is where the need may be greatest, whatever the direction of its unit.
        need_low_bound, need_high_bound, access_low_bound, access_high_bound
                      float64: low up to the first included, high strictly beyond the second, in
                      the direction of the need
        occasions_in_reach, blurred_in_reach, occasions_around int64; coverage string: what the
                      access rests on, as `access` and `coverage` say it
        group_from, group_to int64, residents of the smallest and largest commune that the band
                      admits, both included; `group_to` null for the last band
        group_size    int64, communes compared: same band, need and access known, coverage
                      sufficient; null where the band is unknown
        chance        float64 in (0, 1], see `corner.compute_chance`
        false_share   float64 in (0, 1], chance adjusted for all the communes compared
        Positions, bounds, chances: null where the verdict is "insufficient_data". In the order
        of indicators, bonds, codes. Computed at once, not lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".
        ParameterError: `smallest_group` or `max_false_share` is out of its bounds.

    Method
        A commune is compared with those of its band of population (see `sizes`). Nine cells:
        thirds of need by thirds of access, taken inside the group. In the corner of high need and
        low access the verdict is "gap" when so extreme a pair would be rare if access were dealt
        at random among comparable communes: false discovery rate of 5 % over all the communes
        compared for that need and that bond (Benjamini and Hochberg 1995); otherwise "likely".

        It cannot say more than this. The test asks whether a pair is out of the ordinary, not
        whether access is too low in itself: where everybody lacks everything nobody stands out.
        It is severe: at most one commune in twenty can be found for a pair. It counts neighbours
        as separate witnesses though they share occasions and resemble one another, so that gaps
        come in clusters and their number is less sure than each. A commune is read on some
        twenty-five pairs, each with its own 5 %. Rates of small communes wander from one census
        to the next, and the year is old. A need of context is a risk, not a lack; nothing here
        says that one causes the other, and pairs are never summed.

    Example
        >>> codes = [f"{i:02d}" for i in range(30)]
        >>> territories = ibis.memtable(
        ...     {"code": codes, "level": ["commune"] * 30, "residents": [300] * 30})
        >>> context = ibis.memtable(
        ...     {"code": codes, "indicator": ["living_alone"] * 30, "year": [2017] * 30,
        ...      "value": [float(i) for i in range(30)], "missing_reason": [None] * 30},
        ...     schema={"code": "string", "indicator": "string", "year": "int64",
        ...             "value": "float64", "missing_reason": "string"})
        >>> access = ibis.memtable(
        ...     {"code": codes, "bond": ["all"] * 30, "per_1000": [30.0 - i for i in range(30)],
        ...      "occasions_in_reach": [9] * 30, "blurred_in_reach": [0] * 30})
        >>> coverage = ibis.memtable(
        ...     {"code": codes, "bond": ["all"] * 30, "occasions_around": [9] * 30,
        ...      "coverage": ["sufficient"] * 30})
        >>> gaps = compute_gaps(territories, context, access, coverage)
        >>> gaps = gaps.filter(gaps.indicator == "living_alone", gaps.bond == "all")
        >>> gaps.order_by("code").verdict.to_pyarrow().to_pylist()[-3:]
        ['likely', 'likely', 'gap']
    """
    if smallest_group < 3:
        raise ParameterError("smallest_group", smallest_group, "3 communes or more")
    if not 0 < max_false_share < 1:
        raise ParameterError("max_false_share", max_false_share, "a share between 0 and 1")
    read = [item for item in indicators if item.direction is not Direction.CONTEXT]
    board = read_board(territories, context, access, coverage, [item.slug for item in read])
    blocks = [
        _judge_pair(board, indicator, bond, smallest_group, max_false_share)
        for indicator in read
        for bond in board.accesses
    ]
    columns = {name: np.concatenate([block[name] for block in blocks]) for name in SCHEMA}
    return ibis.memtable(columns).cast(SCHEMA)


def _judge_pair(
    board: Board, indicator: Indicator, bond: str, smallest_group: int, max_false_share: float
) -> Columns:
    need, access = board.needs[indicator.slug], board.accesses[bond]
    sign = -1.0 if indicator.direction is Direction.LOWER_IS_NEED else 1.0
    columns = _start_columns(board, indicator.slug, bond, need, access)
    columns["insufficiency"] = _explain_gaps_of_data(board, need, access)
    for band, (first, last) in enumerate(list_size_bands()):
        is_in_band = board.bands == band
        group = np.flatnonzero(is_in_band & _is_none(columns["insufficiency"]))
        columns["group_from"][is_in_band] = first
        columns["group_to"][is_in_band] = np.nan if last is None else last
        columns["group_size"][is_in_band] = len(group)
        if len(group) < smallest_group:
            columns["insufficiency"][group] = Insufficiency.GROUP_TOO_SMALL.value
        else:
            _compare(columns, group, sign)
    _conclude(columns, max_false_share)
    return columns


def _start_columns(
    board: Board, slug: str, bond: str, need: NeedColumn, access: AccessColumn
) -> Columns:
    size = len(board.codes)
    columns: Columns = {
        name: np.full(size, np.nan) if kind != "string" else np.full(size, None, dtype=object)
        for name, kind in SCHEMA.items()
    }
    return columns | {
        "code": board.codes,
        "indicator": np.full(size, slug, dtype=object),
        "bond": np.full(size, bond, dtype=object),
        "year": need.year,
        "need": need.value,
        "access": access.per_1000,
        "occasions_in_reach": access.in_reach,
        "blurred_in_reach": access.blurred,
        "occasions_around": access.around,
        "coverage": access.coverage,
    }


def _explain_gaps_of_data(
    board: Board, need: NeedColumn, access: AccessColumn
) -> NDArray[np.object_]:
    """Say why each commune cannot be judged, the need first; None where it can."""
    reasons = np.full(len(board.codes), None, dtype=object)
    is_covered = np.equal(access.coverage, CoverageState.SUFFICIENT.value)
    reasons[~is_covered] = Insufficiency.COVERAGE_UNKNOWN.value
    for state, reason in REASONS_OF_COVERAGE.items():
        reasons[np.equal(access.coverage, state)] = reason
    reasons[np.isnan(access.per_1000) | (board.bands < 0)] = Insufficiency.ACCESS_UNKNOWN.value
    is_missing = np.isnan(need.value)
    reasons[is_missing] = Insufficiency.NEED_NOT_PUBLISHED.value
    for missing, reason in REASONS_OF_NEED.items():
        reasons[is_missing & np.equal(need.missing_reason, missing)] = reason
    return reasons


def _is_none(texts: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.array([text is None for text in texts], dtype=bool)


def _compare(columns: Columns, group: NDArray[np.intp], sign: float) -> None:
    """Fill the columns of one group of comparable communes."""
    need, access = sign * columns["need"][group], columns["access"][group]
    columns["need_position"][group] = find_positions(need)
    columns["access_position"][group] = find_positions(access)
    low, high = find_bounds(need)
    columns["need_low_bound"][group], columns["need_high_bound"][group] = sign * low, sign * high
    low, high = find_bounds(access)
    columns["access_low_bound"][group], columns["access_high_bound"][group] = low, high
    columns["chance"][group] = compute_chance(need, access)


def _conclude(columns: Columns, max_false_share: float) -> None:
    is_compared = ~np.isnan(columns["chance"])
    columns["false_share"][is_compared] = adjust_chances(columns["chance"][is_compared])
    is_corner = np.equal(columns["need_position"], Position.HIGH.value) & np.equal(
        columns["access_position"], Position.LOW.value
    )
    is_rare = columns["false_share"] <= max_false_share
    columns["verdict"][:] = Verdict.INSUFFICIENT_DATA.value
    columns["verdict"][is_compared] = Verdict.NO_GAP.value
    columns["verdict"][is_corner & ~is_rare] = Verdict.LIKELY.value
    columns["verdict"][is_corner & is_rare] = Verdict.GAP.value
