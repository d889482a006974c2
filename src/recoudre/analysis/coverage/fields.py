"""What occasions leave unsaid, and how old the last word about them is."""

from datetime import date

import ibis
from ibis import _

from recoudre.analysis.membership import list_members
from recoudre.analysis.states import AuditedField
from recoudre.analysis.tables import require_columns


def count_missing_fields(
    territories: ibis.Table, occasions: ibis.Table, audiences: ibis.Table, openings: ibis.Table
) -> ibis.Table:
    """Count, for each territory, the occasions of which a useful fact is unknown.

    Answers: of how many occasions do we not know where, when, by whom, for whom, at what cost?

    Reads
        territories: code, level, epci_code, department_code, region_code string
        occasions:   id int64, unique; commune_code string; lat, lon float64; sector, cost,
                     opening_hours string; steward_id int64; null where unknown
        audiences:   occasion_id int64
        openings:    occasion_id int64

    Returns
        code, level, field string (`AuditedField`), never null
        occasions int64, >= 1; missing int64, occasions without that fact, >= 0
        share_missing float64 in [0, 1], missing / occasions
        One row per territory that has an occasion and field, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".
    """
    flagged = _flag_missing(occasions, audiences, openings)
    fields = [field.value for field in AuditedField]
    by_commune = flagged.group_by("commune_code").agg(
        occasions=_.count(), **{field: _[field].sum() for field in fields}
    )
    by_territory = (
        by_commune.join(list_members(territories), "commune_code")
        .group_by("code", "level")
        .agg(occasions=_.occasions.sum(), **{field: _[field].sum() for field in fields})
    )
    every = by_territory.cross_join(ibis.memtable({"field": fields}))
    missing = ibis.cases(*((_.field == field, _[field]) for field in fields))
    return every.select("code", "level", "field", "occasions", missing=missing).mutate(
        share_missing=_.missing / _.occasions
    )


def _flag_missing(occasions: ibis.Table, audiences: ibis.Table, openings: ibis.Table) -> ibis.Table:
    columns = ("id", "commune_code", "lat", "lon", "opening_hours", "steward_id", "sector", "cost")
    occasions = require_columns("occasions", occasions, *columns)
    audiences = require_columns("audiences", audiences, "occasion_id")
    openings = require_columns("openings", openings, "occasion_id")
    with_audience = audiences.select(audience_of="occasion_id").distinct()
    with_band = openings.select(band_of="occasion_id").distinct()
    joined = occasions.left_join(with_audience, occasions.id == with_audience.audience_of)
    joined = joined.left_join(with_band, joined.id == with_band.band_of)
    return joined.select(
        "commune_code",
        point=(_.lat.isnull() | _.lon.isnull()).cast("int64"),
        hours=(_.opening_hours.isnull() & _.band_of.isnull()).cast("int64"),
        steward=(_.steward_id.isnull() & _.sector.isnull()).cast("int64"),
        audience=_.audience_of.isnull().cast("int64"),
        cost=_.cost.isnull().cast("int64"),
    )


def compute_witness_age(
    territories: ibis.Table, occasions: ibis.Table, *, today: date
) -> ibis.Table:
    """Say how old the last word about the occasions of each territory is.

    Answers: when did somebody last say that these occasions exist?

    Reads
        territories: code, level, epci_code, department_code, region_code string
        occasions:   id int64; commune_code string; said_on date, null where unknown

    Parameters
        today: the day that ages are counted from; a witness of a later day has a negative age.

    Returns
        code, level string, never null
        occasions int64, >= 1; undated int64, occasions whose last witness has no date
        newest_days, median_days, oldest_days
                  float64, days since the last witness of the newest, of the one in the middle and
                  of the oldest; null when all are undated
        One row per territory that has an occasion, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".

    Example
        >>> territories = ibis.memtable(
        ...     {"code": ["A"], "level": ["commune"], "epci_code": [None],
        ...      "department_code": [None], "region_code": [None]},
        ...     schema={"code": "string", "level": "string", "epci_code": "string",
        ...             "department_code": "string", "region_code": "string"})
        >>> occasions = ibis.memtable(
        ...     {"id": [1], "commune_code": ["A"], "said_on": [date(2026, 11, 13)]})
        >>> ages = compute_witness_age(territories, occasions, today=date(2026, 11, 23))
        >>> ages.median_days.to_pyarrow().to_pylist()
        [10.0]
    """
    occasions = require_columns("occasions", occasions, "id", "commune_code", "said_on")
    aged = occasions.select(
        "commune_code", days=-_.said_on.delta(ibis.literal(today), unit="day").cast("float64")
    )
    return (
        aged.join(list_members(territories), "commune_code")
        .group_by("code", "level")
        .agg(
            occasions=_.count(),
            undated=_.days.isnull().sum(),
            newest_days=_.days.min(),
            median_days=_.days.median(),
            oldest_days=_.days.max(),
        )
    )
