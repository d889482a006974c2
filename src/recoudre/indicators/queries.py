"""Reads of what analysis found."""

from recoudre.indicators.models import AnalysisRun, Finding
from recoudre.indicators.packing import Findings, unpack


def find_run() -> AnalysisRun | None:
    """Find the analysis whose findings are kept; None before the first one."""
    return AnalysisRun.objects.first()


def find_findings(code: str) -> Findings | None:
    """Find what is kept of one territory; None when nothing was analysed or listed there."""
    finding = Finding.objects.filter(code=code).order_by("-run_id").first()
    return None if finding is None else unpack(code, bytes(finding.tables))
