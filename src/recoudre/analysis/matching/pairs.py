"""From a table of descriptions to pairs: relation, probability and reasons."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI

from recoudre.analysis.errors import ParameterError
from recoudre.analysis.matching.comparing import make_settings, score_pairs
from recoudre.analysis.matching.grouping import find_certain, group_pairs
from recoudre.analysis.matching.judging import judge_pairs
from recoudre.analysis.matching.normalising import check_columns, normalise
from recoudre.analysis.matching.weights import AUTOMATIC, REVIEW

LEAST_SCORED = 0.002


def compute_pairs(
    descriptions: pa.Table | Path,
    *,
    automatic: float = AUTOMATIC,
    review: float = REVIEW,
    within_source: bool = False,
    threads: int = 0,
    memory_limit: str = "",
) -> pa.Table:
    """Compare descriptions of occasions by several sources, and say what each pair is.

    Answers: which of these descriptions tell of one and the same place, moment or project?

    Reads (other columns are ignored; an empty text is unknown, like a null)
        id int64, unique; source string; name string; commune_code string; and when they are
        there: kind, commune_name, address, postcode, lat, lon (degrees; used only when
        `precision` is "number", "street" or unknown), phone, email, website, siret, rna, day (ISO,
        of the next date of a gathering).

    Parameters
        automatic: least probability of a pair that is merged without a person; in [review, 1].
        review: least probability of a pair that a person is asked about; in (0, automatic].
        within_source: compare also two descriptions of one source.
        threads: how many; 0 leaves the engine choose. memory_limit: "1GB"; "" leaves it choose.

    Returns
        first_id, second_id int64 (first < second); relation string: same, colocated, branch;
        probability float64 in [0, 1]; is_automatic bool; reasons list of {slug, first, second,
        distance_m, distance_km}. One row per related pair, in the order of the ids. A pair that is
        absent is unrelated.

    Raises
        MissingColumnsError: a column without which nothing can be compared is not there.
        ParameterError: the thresholds are not in order.

    Method
        Fellegi and Sunter (1969), doi:10.1080/01621459.1969.10501049, by Splink, with weights
        learnt once; one comparison joins address, distance and commune, which repeat each other.
        Then what forbids that two be one is looked for, and groups are capped (`grouping`).
    """
    if not 0 < review <= automatic <= 1:
        raise ParameterError(
            "review, automatic", (review, automatic), "0 < review <= automatic <= 1"
        )
    con = open_engine(threads, memory_limit)
    columns = _register(con, descriptions)
    check_columns(columns)
    normalise(con, columns)
    api = DuckDBAPI(con)
    scored = score_pairs(
        api.register("compared"),
        threshold=LEAST_SCORED,
        settings=make_settings(within_source=within_source),
    )
    judge_pairs(con, scored.physical_name, least=review)
    return _decide(con, automatic=automatic)


def open_engine(threads: int, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """Open DuckDB; 0 threads and "" leave it choose."""
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    if threads:
        con.execute(f"SET threads = {int(threads)}")
    if memory_limit:
        con.execute("SET memory_limit = $limit", {"limit": memory_limit})
    return con


def _register(con: duckdb.DuckDBPyConnection, descriptions: pa.Table | Path) -> list[str]:
    if isinstance(descriptions, Path):
        con.read_parquet(str(descriptions)).create_view("described")
    else:
        con.register("described", descriptions)
    return [str(row[0]) for row in con.execute("DESCRIBE described").fetchall()]


def _decide(con: duckdb.DuckDBPyConnection, *, automatic: float) -> pa.Table:
    """Mark the pairs of each group as automatic."""
    certain = find_certain(con, automatic=automatic)
    merged = _list_merged(con, certain) if certain else []
    table = pa.table(
        {"first_id": [a for a, _ in merged], "second_id": [b for _, b in merged]},
        schema=pa.schema([("first_id", pa.int64()), ("second_id", pa.int64())]),
    )
    con.register("merged", table)
    result: Any = con.execute("""
        SELECT j.first_id, j.second_id, relation, probability,
            m.first_id IS NOT NULL AS is_automatic, reasons
        FROM judged j LEFT JOIN merged m USING (first_id, second_id)
        ORDER BY first_id, second_id
    """)
    return result.to_arrow_table()


def _list_merged(
    con: duckdb.DuckDBPyConnection, certain: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    rows = con.execute(
        "SELECT first_id, second_id, first_source, second_source FROM judged "
        "WHERE relation = 'same'"
    ).fetchall()
    sources = {row[side]: row[side + 2] for row in rows for side in (0, 1)}
    allowed = {(row[0], row[1]) for row in rows}
    groups = group_pairs(certain, sources=sources, allowed=allowed)
    return [(a, b) for group in groups for a in group for b in group if a < b]
