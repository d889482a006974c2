"""Which points may be used to measure a distance, and how blurred they are."""

import math

import ibis
from ibis import _

from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Level, Precision

AREA_IF_UNKNOWN_KM2 = 18.0
"""About the mean area of a commune of France, for a commune whose area is unknown."""

FINE_PRECISIONS = (Precision.NUMBER.value, Precision.STREET.value, Precision.LOCALITY.value)


def place_occasions(occasions: ibis.Table, territories: ibis.Table) -> ibis.Table:
    """Keep the occasions that have a point, each with the blur of that point.

    Answers: where is each occasion, and how far from there may it really be?

    Reads
        occasions:   id int64; commune_code, precision string; lat, lon float64, degrees, null
                     where unknown; capacity float64, seats, null where unknown
        territories: code, level string; area_km2 float64, null where unknown

    Returns
        occasion_id int64; lat, lon float64; capacity float64, 1 where unknown; blur_m2 float64,
        square metres, 0 for a point finer than the commune; is_blurred boolean. One row per
        occasion with a point, in no particular order, lazy.

    Method
        A point known to the commune only, or of unknown precision, may be anywhere in it. A
        commune being read as a disk of area A, the variance along each axis of a place drawn in
        it is A / (4 pi). That variance widens the decay of such an occasion.
    """
    columns = ("id", "commune_code", "lat", "lon", "precision", "capacity")
    occasions = require_columns("occasions", occasions, *columns)
    territories = require_columns("territories", territories, "code", "level", "area_km2")
    areas = territories.filter(_.level == Level.COMMUNE.value).select(
        area_code=_.code, area_km2=_.area_km2
    )
    with_point = occasions.filter(_.lat.notnull() & _.lon.notnull())
    joined = with_point.left_join(areas, _.commune_code == areas.area_code)
    blur = _.area_km2.fill_null(AREA_IF_UNKNOWN_KM2) * 1e6 / (4 * math.pi)
    return joined.mutate(is_blurred=~is_fine(_.precision)).select(
        "lat",
        "lon",
        "is_blurred",
        occasion_id=_.id,
        capacity=_.capacity.fill_null(1.0),
        blur_m2=ibis.ifelse(_.is_blurred, blur, 0.0),
    )


def is_fine(precision: ibis.Deferred) -> ibis.Deferred:
    """Say whether a precision is finer than the commune; unknown is not."""
    return precision.isin(FINE_PRECISIONS).fill_null(False)


def count_placed(occasions: ibis.Table) -> ibis.Table:
    """Count, by commune, the occasions that access can use and those that it leaves out.

    Reads
        occasions: commune_code, precision string; lat, lon float64, null where unknown

    Returns
        commune_code string; occasions, fine, blurred, without_point int64, the three last adding
        up to the first. One row per commune with an occasion, in no particular order, lazy.

    Example
        >>> occasions = ibis.memtable({"commune_code": ["A", "A"], "lat": [45.0, None],
        ...     "lon": [5.0, None], "precision": ["commune", "unknown"]})
        >>> count_placed(occasions).to_pyarrow().to_pylist()
        [{'commune_code': 'A', 'occasions': 2, 'fine': 0, 'blurred': 1, 'without_point': 1}]
    """
    columns = ("commune_code", "precision", "lat", "lon")
    occasions = require_columns("occasions", occasions, *columns)
    has_point = occasions.lat.notnull() & occasions.lon.notnull()
    fine = is_fine(occasions.precision)
    return occasions.group_by("commune_code").agg(
        occasions=_.count(),
        fine=(has_point & fine).sum(),
        blurred=(has_point & ~fine).sum(),
        without_point=(~has_point).sum(),
    )
