"""What each source says of each territory, beside what one would expect it to say."""

import ibis
from ibis import _

from recoudre.analysis.conventions import EXPECTED_TO_SPEAK
from recoudre.analysis.intervals import add_count_limits
from recoudre.analysis.membership import count_residents, list_members
from recoudre.analysis.sizes import find_size_band
from recoudre.analysis.states import SourceState
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Level


def count_by_source(
    territories: ibis.Table, occasions: ibis.Table, records: ibis.Table, sources: ibis.Table
) -> ibis.Table:
    """Count what each imported source says of each territory, beside what it says elsewhere.

    Answers: which sources speak of us, and which are silent where one would expect them?

    Reads
        territories: code, level, epci_code, department_code, region_code string; residents int64
        occasions:   id int64, unique; commune_code string
        records:     occasion_id int64; source string
        sources:     source string, unique

    Returns
        code, level, source string, never null
        records  int64, records of the source about occasions of the territory, >= 0
        residents int64, persons; per_1000 float64, records per 1,000 residents; null if unknown
        expected float64, records that would be here if the source spoke of us as it speaks of
                 communes of the same size; null where it speaks of nobody or residents are unknown
        ratio, ratio_low, ratio_high
                 float64, records / expected and its 95 % Poisson limits; null with `expected`
        state    string (`SourceState`). "silent" is a blank to be explained, never a zero.
        One row per territory and source, in no particular order, lazy.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".

    Method
        Indirect standardisation by band of population (see `sizes`), on the départements where
        the source has at least one record: a regional source is not expected beyond its region.

    Example
        >>> territories = ibis.memtable(
        ...     {"code": ["A", "B"], "level": ["commune"] * 2, "epci_code": [None] * 2,
        ...      "department_code": ["1"] * 2, "region_code": [None] * 2, "residents": [400, 100]},
        ...     schema={"code": "string", "level": "string", "epci_code": "string",
        ...             "department_code": "string", "region_code": "string",
        ...             "residents": "int64"})
        >>> counts = count_by_source(
        ...     territories, ibis.memtable({"id": [1], "commune_code": ["A"]}),
        ...     ibis.memtable({"occasion_id": [1] * 5, "source": ["s"] * 5}),
        ...     ibis.memtable({"source": ["s"]}))
        >>> rows = counts.order_by("code").to_pyarrow().to_pydict()
        >>> rows["code"], rows["records"], rows["expected"]
        (['1', 'A', 'B'], [5, 5, 0], [5.0, 4.0, 1.0])
    """
    communes = _list_communes(territories)
    sources = require_columns("sources", sources, "source")
    counts = _count_records(communes, occasions, records, sources)
    expected = _add_expected(counts)
    by_territory = (
        expected.join(list_members(territories), "commune_code")
        .group_by("code", "level", "source")
        .agg(n=_.records.sum(), expected=_.expected.sum())
    )
    denominators = count_residents(territories).select("code", "residents")
    joined = add_count_limits(by_territory.join(denominators, "code"))
    return joined.select(
        "code",
        "level",
        "source",
        "residents",
        "expected",
        records=_.n,
        per_1000=_.n * 1000.0 / _.residents.nullif(0),
        ratio=_.n / _.expected.nullif(0.0),
        ratio_low=_.count_low / _.expected.nullif(0.0),
        ratio_high=_.count_high / _.expected.nullif(0.0),
        state=_name_state(_.n, _.expected),
    )


def _name_state(records: ibis.Deferred, expected: ibis.Deferred) -> ibis.Deferred:
    return ibis.cases(
        (records > 0, SourceState.SPEAKS.value),
        (expected >= EXPECTED_TO_SPEAK, SourceState.SILENT.value),
        else_=SourceState.CANNOT_TELL.value,
    )


def _list_communes(territories: ibis.Table) -> ibis.Table:
    columns = ("code", "level", "department_code", "residents")
    communes = require_columns("territories", territories, *columns)
    return communes.filter(_.level == Level.COMMUNE.value).select(
        "department_code",
        "residents",
        commune_code=_.code,
        band=find_size_band(_.residents),
    )


def _count_records(
    communes: ibis.Table, occasions: ibis.Table, records: ibis.Table, sources: ibis.Table
) -> ibis.Table:
    """Count the records of every source in every commune, 0 included."""
    occasions = require_columns("occasions", occasions, "id", "commune_code")
    records = require_columns("records", records, "occasion_id", "source")
    counted = (
        records.join(occasions, records.occasion_id == occasions.id)
        .group_by(counted_code=_.commune_code, counted_source=_.source)
        .agg(counted=_.count())
    )
    every = communes.cross_join(sources)
    joined = every.left_join(
        counted,
        (every.commune_code == counted.counted_code) & (every.source == counted.counted_source),
    )
    return joined.select(*every.columns, records=_.counted.fill_null(0))


def _add_expected(counts: ibis.Table) -> ibis.Table:
    """Expect of each commune what the source says of communes of its size where it speaks."""
    reached = counts.group_by("department_code", "source").agg(total=_.records.sum())
    reached = reached.filter(_.total > 0).select("department_code", "source")
    rates = (
        counts.filter(_.residents.notnull())
        .join(reached, ["department_code", "source"])
        .group_by("source", "band")
        .agg(rate=_.records.sum() / _.residents.sum().nullif(0))
    )
    return counts.left_join(rates, ["source", "band"]).select(
        "commune_code", "source", "records", expected=_.residents * _.rate
    )
