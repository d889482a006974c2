"""Whether enough is listed around a commune to speak of low access at all."""

import ibis
from ibis import _

from recoudre.analysis.bonds import list_bonded
from recoudre.analysis.conventions import BONDS, THIN_SHARE
from recoudre.analysis.intervals import add_count_limits
from recoudre.analysis.states import CoverageState
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Level


def judge_coverage(territories: ibis.Table, occasions: ibis.Table, bonds: ibis.Table) -> ibis.Table:
    """Judge, for each commune and bond, whether a low access could just be a silence.

    Answers: is so much listed around here that what is missing is really missing?

    Reads
        territories: code, level string; epci_code, department_code string, residents int64,
                     null where unknown. Communes only are read.
        occasions:   id int64, unique; commune_code string
        bonds:       occasion_id int64; bond string

    Returns
        code, bond  string, never null; `bond` is "all" or a bond
        around_code string, the EPCI of the commune, or else its département, or else itself
        occasions_around int64, occasions with that bond listed there, >= 0
        expected_around  float64, occasions if it were listed at the usual rate; null where
                    residents are unknown or that bond is listed nowhere
        coverage    string (`CoverageState`), never null
        One row per commune and bond, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".

    Method
        The usual rate is the one met by the median occasion: sort EPCIs by occasions per resident
        and take the rate where half of the occasions are passed. Places that list nothing do not
        lower it, and one very busy place does not raise it. "silent": nothing at all around.
        "thin": even the upper 95 % Poisson limit of the count stays under a quarter of what the
        usual rate leads to expect. A real desert of that depth is called thin or silent too:
        counts alone cannot tell a desert from a silence, people can.

    Example
        >>> territories = ibis.memtable(
        ...     {"code": ["A", "B"], "level": ["commune"] * 2, "epci_code": ["E", "F"],
        ...      "department_code": ["1"] * 2, "residents": [1000, 1000]})
        >>> occasions = ibis.memtable({"id": [1], "commune_code": ["A"]})
        >>> bonds = ibis.memtable({"occasion_id": [1], "bond": ["elective"]})
        >>> coverage = judge_coverage(territories, occasions, bonds).filter(_.bond == "elective")
        >>> coverage.order_by("code").coverage.to_pyarrow().to_pylist()
        ['sufficient', 'silent']
    """
    communes = _surround(territories)
    counts = _count_around(communes, list_bonded(occasions, bonds))
    judged = _judge(counts)
    return communes.join(judged, "around_code").select(
        "code", "bond", "around_code", "occasions_around", "expected_around", "coverage"
    )


def _surround(territories: ibis.Table) -> ibis.Table:
    columns = ("code", "level", "epci_code", "department_code", "residents")
    communes = require_columns("territories", territories, *columns)
    return communes.filter(_.level == Level.COMMUNE.value).select(
        "code", "residents", around_code=ibis.coalesce(_.epci_code, _.department_code, _.code)
    )


def _count_around(communes: ibis.Table, bonded: ibis.Table) -> ibis.Table:
    """Count occasions and residents of every surrounding, for every bond, 0 included."""
    counted = (
        bonded.join(communes, bonded.commune_code == communes.code)
        .group_by(counted_code=_.around_code, counted_bond=_.bond)
        .agg(counted=_.count())
    )
    around = communes.group_by("around_code").agg(residents=_.residents.sum())
    every = around.cross_join(ibis.memtable({"bond": list(BONDS)}))
    joined = every.left_join(
        counted,
        (every.around_code == counted.counted_code) & (every.bond == counted.counted_bond),
    )
    return joined.select(
        "around_code", "bond", "residents", occasions_around=_.counted.fill_null(0)
    )


def _judge(counts: ibis.Table) -> ibis.Table:
    expected = counts.left_join(_find_usual_rates(counts), "bond").mutate(
        expected_around=_.residents * _.usual_rate
    )
    state = ibis.cases(
        (_.occasions_around == 0, CoverageState.SILENT.value),
        (_.expected_around.isnull(), CoverageState.UNKNOWN.value),
        (_.count_high < _.expected_around * THIN_SHARE, CoverageState.THIN.value),
        else_=CoverageState.SUFFICIENT.value,
    )
    return add_count_limits(expected, "occasions_around").select(
        "around_code", "bond", "occasions_around", "expected_around", coverage=state
    )


def _find_usual_rates(counts: ibis.Table) -> ibis.Table:
    """Find, by bond, the rate met by the median occasion."""
    listed = counts.filter((_.occasions_around > 0) & (_.residents > 0)).mutate(
        rate=_.occasions_around / _.residents
    )
    passed = ibis.cumulative_window(group_by="bond", order_by=["rate", "around_code"])
    whole = ibis.window(group_by="bond")
    ranked = listed.mutate(
        passed=_.occasions_around.sum().over(passed), total=_.occasions_around.sum().over(whole)
    )
    past_half = ranked.filter(_.passed * 2 >= _.total)
    return past_half.group_by("bond").agg(usual_rate=_.rate.min())
