"""Reads of what analysis found."""

from collections.abc import Iterator, Sequence

from recoudre.indicators.models import AnalysisRun, Finding
from recoudre.indicators.packing import Findings, unpack

CODES_PER_QUERY = 900


def find_run() -> AnalysisRun | None:
    """Find the analysis whose findings are kept; None before the first one."""
    return AnalysisRun.objects.first()


def find_findings(code: str) -> Findings | None:
    """Find what is kept of one territory; None when nothing was analysed or listed there."""
    finding = Finding.objects.filter(code=code).order_by("-run_id").first()
    return None if finding is None else unpack(code, bytes(finding.tables))


def list_findings(codes: Sequence[str]) -> Iterator[Findings]:
    """List what is kept of several territories, by code; those without findings are left out."""
    latest = Finding.objects.order_by("code", "run_id")
    for start in range(0, len(codes), CODES_PER_QUERY):
        batch = latest.filter(code__in=codes[start : start + CODES_PER_QUERY])
        for code, tables in dict(batch.values_list("code", "tables")).items():
            yield unpack(code, bytes(tables))
