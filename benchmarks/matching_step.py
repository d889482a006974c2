"""One step of the matching, in a process of its own, to be timed.

python -m benchmarks.matching_step pairs | prepare | predict | score FOLDER
"""

import json
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from splink import DuckDBAPI

from recoudre.analysis.matching import compute_pairs
from recoudre.analysis.matching.comparing import make_settings, score_pairs
from recoudre.analysis.matching.normalising import normalise
from recoudre.analysis.matching.pairs import LEAST_SCORED, open_engine

THREADS = 2


def find_pairs(folder: Path) -> None:
    """Run the whole: what sources say in, pairs out."""
    pairs = compute_pairs(folder / "described.parquet", threads=THREADS, memory_limit="2GB")
    pq.write_table(pairs, folder / "pairs.parquet")


def prepare(folder: Path) -> None:
    """Write the comparable descriptions, so that the library can be timed alone."""
    con = open_engine(THREADS, "2GB")
    con.read_parquet(str(folder / "described.parquet")).create_view("described")
    normalise(con, con.table("described").columns)
    con.execute(f"COPY compared TO '{folder / 'compared.parquet'}'")


def predict(folder: Path) -> None:
    """Run Splink alone, on descriptions already made comparable."""
    con = open_engine(THREADS, "2GB")
    con.execute(f"CREATE TABLE compared AS FROM '{folder / 'compared.parquet'}'")
    api = DuckDBAPI(con)
    score_pairs(api.register("compared"), threshold=LEAST_SCORED, settings=make_settings())


def score(folder: Path) -> None:
    """Print precision and recall of the automatic pairs against the truth."""
    found = duckdb.sql(f"""
        WITH truth AS (FROM '{folder / "truth.parquet"}'),
        same AS (SELECT sum(n * (n - 1) / 2) AS n FROM
            (SELECT count(*) AS n FROM truth GROUP BY truth)),
        judged AS (SELECT a.truth = b.truth AS is_right
            FROM '{folder / "pairs.parquet"}' p
            JOIN truth a ON a.id = first_id JOIN truth b ON b.id = second_id WHERE is_automatic)
        SELECT avg(is_right::INT), sum(is_right::INT) / (SELECT n FROM same),
            (SELECT n FROM same), count(*) FROM judged
    """).fetchone()  # noqa: S608
    names = ("precision", "recall", "same", "automatic")
    sys.stdout.write(json.dumps(dict(zip(names, map(float, found or ()), strict=True))) + "\n")


STEPS = {"pairs": find_pairs, "prepare": prepare, "predict": predict, "score": score}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]))
