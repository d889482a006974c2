"""Shared access: every occasion is shared among the residents who can reach it."""

import ibis
from ibis import _

from recoudre.analysis.access.nearness import pair_near
from recoudre.analysis.access.placing import place_occasions
from recoudre.analysis.conventions import BANDWIDTH_M, BONDS, REACH_M
from recoudre.analysis.errors import ParameterError
from recoudre.analysis.states import MissingAccess
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Bond, Level


def shared_access(
    territories: ibis.Table,
    occasions: ibis.Table,
    bonds: ibis.Table,
    *,
    reach_m: float = REACH_M,
    bandwidth_m: float = BANDWIDTH_M,
) -> ibis.Table:
    """Share each occasion among the residents who can reach it, by bond.

    Answers: how many occasions of each bond are left for 1,000 residents of this commune, once
    those who live around have had their share, what is near counting more?

    Reads (other columns are ignored)
        territories: code, level string; residents int64, persons, >= 0; lat, lon float64,
                     degrees WGS 84; area_km2 float64; null where unknown. Communes only are read.
        occasions:   id int64, unique; commune_code, precision string; lat, lon float64; capacity
                     float64, seats, >= 0, null where unknown: then 1
        bonds:       occasion_id int64; bond string. An occasion without a bond counts in "all".

    Parameters
        reach_m:     longest straight line that counts, in metres, included; > 0
        bandwidth_m: standard deviation of the Gaussian decay, in metres; > 0. At that distance an
                     occasion weighs 0.61, at twice that distance 0.14.

    Returns
        code     string, a commune
        bond     string: "all", or a bond
        per_1000 float64, occasions (seats where capacities are known) per 1,000 residents, >= 0;
                 null when the commune has no known point or residents
        occasions_in_reach int64, how many were found within reach; null as above
        blurred_in_reach   int64, those of them whose point is known to the commune only
        reason   string, why access is unknown (`MissingAccess`); null when it is known
        One row per commune and bond, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".
        ParameterError: a distance is zero or negative.

    Method
        Enhanced two-step floating catchment area (Luo and Qi 2009,
        doi:10.1016/j.healthplace.2009.06.002) with a Gaussian decay. An occasion near which
        nobody lives gives to no one. An occasion whose point is known to the commune only has a
        wider decay (see `place_occasions`): never "100 m away". One without a point counts
        nowhere: `count_placed` counts it. Ten kilometres and five are conventions of ours, not
        findings. Straight lines know neither roads, rivers nor buses; residents are put at one
        point of their commune; beyond the communes loaded nobody lives and nothing exists, so
        that access is wrong within `reach_m` of their edge: load the neighbours. Seats and
        occasions do not add up: give capacities for all, or for none.

    Example
        >>> territories = ibis.memtable({"code": ["A"], "level": ["commune"], "residents": [500],
        ...     "lat": [44.5], "lon": [5.0], "area_km2": [18.0]})
        >>> occasions = ibis.memtable({"id": [1], "commune_code": ["A"], "lat": [44.51],
        ...     "lon": [5.0], "precision": ["number"], "capacity": [None]},
        ...     schema={"id": "int64", "commune_code": "string", "lat": "float64",
        ...             "lon": "float64", "precision": "string", "capacity": "float64"})
        >>> bonds = ibis.memtable({"occasion_id": [1], "bond": ["elective"]})
        >>> access = shared_access(territories, occasions, bonds).order_by("bond").to_pyarrow()
        >>> dict(zip(access["bond"].to_pylist(), access["per_1000"].to_pylist()))
        {'all': 2.0, 'citizenship': 0.0, 'elective': 2.0, 'filiation': 0.0, 'organic': 0.0}
    """
    for name, value in (("reach_m", reach_m), ("bandwidth_m", bandwidth_m)):
        if not value > 0:
            raise ParameterError(name, value, "a positive number of metres")
    columns = ("code", "level", "residents", "lat", "lon")
    communes = require_columns("territories", territories, *columns).filter(
        _.level == Level.COMMUNE.value
    )
    supply = _mark_bonds(place_occasions(occasions, territories), bonds)
    pairs = _weigh_pairs(communes, supply, reach_m=reach_m, bandwidth_m=bandwidth_m)
    return _explain(communes, _share(pairs))


def _mark_bonds(placed: ibis.Table, bonds: ibis.Table) -> ibis.Table:
    """Add one 0 or 1 column per bond, so that one pass over pairs serves all bonds."""
    bonds = require_columns("bonds", bonds, "occasion_id", "bond")
    marks = bonds.group_by(tagged_id=_.occasion_id).agg(
        **{f"is_{bond.value}": (_.bond == bond.value).any().cast("int64") for bond in Bond}
    )
    joined = placed.left_join(marks, placed.occasion_id == marks.tagged_id).drop("tagged_id")
    filled = {f"is_{bond.value}": _[f"is_{bond.value}"].fill_null(0) for bond in Bond}
    return joined.mutate(is_all=ibis.literal(1, "int64"), **filled)


def _weigh_pairs(
    communes: ibis.Table, supply: ibis.Table, *, reach_m: float, bandwidth_m: float
) -> ibis.Table:
    demand = communes.filter(_.lat.notnull() & _.lon.notnull() & _.residents.notnull()).select(
        "code", "residents", "lat", "lon"
    )
    variance = bandwidth_m * bandwidth_m
    return pair_near(demand, supply, reach_m=reach_m).mutate(
        weight=(-(_.distance_m * _.distance_m) / (2 * (_.blur_m2 + variance))).exp()
    )


def _share(pairs: ibis.Table) -> ibis.Table:
    """Give each commune its part of every occasion in reach, by bond."""
    crowds = pairs.group_by("occasion_id").agg(crowd=(_.residents * _.weight).sum())
    # An occasion near which nobody lives gives to no one, instead of dividing by zero.
    parts = pairs.join(crowds, "occasion_id").mutate(
        part=(1000.0 * _.capacity * _.weight / _.crowd.nullif(0.0)).fill_null(0.0)
    )
    sums = {}
    for bond in BONDS:
        mark = parts[f"is_{bond}"]
        sums[f"part_{bond}"] = (parts.part * mark).sum()
        sums[f"reached_{bond}"] = mark.sum()
        sums[f"blurred_{bond}"] = (mark * parts.is_blurred.cast("int64")).sum()
    return parts.group_by("code").agg(**sums)


def _explain(communes: ibis.Table, wide: ibis.Table) -> ibis.Table:
    """Give every commune a row per bond: 0 when nothing is in reach, null when unknown."""
    reason = ibis.cases(
        (_.lat.isnull() | _.lon.isnull(), MissingAccess.NO_POINT.value),
        (_.residents.isnull(), MissingAccess.NO_RESIDENTS.value),
        else_=ibis.null("string"),
    )
    every = communes.mutate(reason=reason).cross_join(ibis.memtable({"bond": list(BONDS)}))
    reached = wide.rename(reached_code="code")
    joined = every.left_join(reached, every.code == reached.reached_code)
    return joined.select(
        "code",
        "bond",
        per_1000=_pick("part", "float64"),
        occasions_in_reach=_pick("reached", "int64"),
        blurred_in_reach=_pick("blurred", "int64"),
        reason=_.reason,
    )


def _pick(name: str, kind: str) -> ibis.Deferred:
    """Take the column of the bond of the row; null where access is unknown."""
    of_bond = [(_.bond == bond, _[f"{name}_{bond}"].fill_null(0)) for bond in BONDS]
    return ibis.cases((_.reason.notnull(), ibis.null(kind)), *of_bond, else_=ibis.null(kind))
