"""Findings kept in the database, by hand: no engine is needed to read them."""

from datetime import UTC, datetime

from recoudre.indicators.models import AnalysisRun, Finding
from recoudre.indicators.packing import Columns, Findings, pack

MADE_AT = datetime(2026, 3, 10, 8, tzinfo=UTC)


def keep_run() -> AnalysisRun:
    """Keep an analysis of the day after the records of the tests."""
    return AnalysisRun.objects.create(observation_hash="abc", made_at=MADE_AT, version="0")


def keep_findings(run: AnalysisRun, code: str, **tables: Columns) -> Finding:
    """Keep what an analysis found of one territory."""
    return Finding.objects.create(run=run, code=code, tables=pack(Findings(code, tables)))
