"""Every result table of one observation, by the pure functions of `analysis`."""

from dataclasses import fields
from datetime import date

import ibis
import pyarrow as pa

from recoudre.analysis.access import shared_access
from recoudre.analysis.coverage import (
    compute_witness_age,
    count_by_source,
    count_missing_fields,
    judge_coverage,
    list_unspoken,
)
from recoudre.analysis.gaps.compute import compute_gaps
from recoudre.analysis.gaps.standings import count_standings
from recoudre.analysis.portrait import compute_diversity, count_facets, list_facets
from recoudre.analysis.results import (
    AccessRow,
    CoverageRow,
    DiversityRow,
    GapRow,
    MissingFieldRow,
    PortraitRow,
    SourceRow,
    StandingRow,
    UnspokenRow,
    WitnessAgeRow,
)
from recoudre.vocabulary.lists import Level
from recoudre.vocabulary.progress import Advance, stay_silent

# Each result table, and the class that describes its rows.
ROW_TYPES = {
    "portrait": PortraitRow,
    "diversity": DiversityRow,
    "access": AccessRow,
    "coverage": CoverageRow,
    "gaps": GapRow,
    "standings": StandingRow,
    "sources": SourceRow,
    "unspoken": UnspokenRow,
    "missing_fields": MissingFieldRow,
    "witness_age": WitnessAgeRow,
}


def compute_tables(
    observed: dict[str, ibis.Table],
    *,
    today: date,
    advance: Advance = stay_silent,
) -> dict[str, pa.Table]:
    """Compute every result table of an observation, for all its territories at once.

    Parameters
        observed: the tables of `vocabulary.tables`, by name.
        today: the day from which the age of witnesses is counted.
        advance: called with the tables done and their total.

    Returns
        One Arrow table per key of `ROW_TYPES`, with the columns of its class.
    """
    territories, occasions = observed["territories"], observed["occasions"]
    parts = (observed[name] for name in ("bonds", "domains", "audiences", "openings"))
    facets = list_facets(occasions, *parts).cache()
    done: dict[str, pa.Table] = {}

    def keep(name: str, table: ibis.Table) -> ibis.Table:
        names = [item.name for item in fields(ROW_TYPES[name])]
        done[name] = table.select(*names).to_pyarrow()
        advance(len(done), len(ROW_TYPES))
        return ibis.memtable(done[name])

    keep("portrait", count_facets(facets, territories))
    keep("diversity", compute_diversity(facets, territories))
    access = keep("access", shared_access(territories, occasions, observed["bonds"]))
    coverage = keep("coverage", judge_coverage(territories, occasions, observed["bonds"]))
    gaps = keep("gaps", compute_gaps(territories, observed["context"], access, coverage))
    keep("standings", count_standings(gaps, territories))
    keep(
        "sources",
        count_by_source(territories, occasions, observed["records"], observed["sources"]),
    )
    # A commune lacks most values; what it lacks is what its portrait does not list.
    unspoken = list_unspoken(facets, territories, observed["sources"])
    keep("unspoken", unspoken.filter(unspoken.level != Level.COMMUNE.value))
    keep(
        "missing_fields",
        count_missing_fields(territories, occasions, observed["audiences"], observed["openings"]),
    )
    keep("witness_age", compute_witness_age(territories, occasions, today=today))
    return done
