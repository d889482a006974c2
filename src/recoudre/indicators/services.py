"""Writes of the indicators: analyse an observation and keep what was found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recoudre import __version__
from recoudre.indicators.computing import compute_tables
from recoudre.indicators.cutting import cut_by_territory
from recoudre.indicators.models import AnalysisRun, Finding
from recoudre.indicators.packing import Findings, Portrait, pack
from recoudre.indicators.queries import find_findings
from recoudre.observation.opening import OpenObservation, open_observation
from recoudre.observation.writing import write_observation
from recoudre.vocabulary.progress import Advance, stay_silent

BATCH = 500
COUNTRY = "france"


class AnalysisImpossibleError(Exception):
    """Nothing can be said of what was asked."""


def analyse_territory(
    code: str,
    *,
    folder: Path | None = None,
    advance: Advance = stay_silent,
) -> Portrait:
    """Analyse a territory, with all the others of its observation: each is compared with some.

    Parameters
        code: a territory of the observation, or `france` for the whole of it.
        folder: an observation to read and compute, without keeping anything. Without it, the
            observation of this moment is written, analysed once, and its findings kept.

    Raises
        AnalysisImpossibleError: the observation does not hold this territory.
        ObservationUnreadableError: `folder` is not an observation.
    """
    if folder is not None:
        observed = open_observation(folder)
        _find_row(observed, code)
        tables = compute_tables(observed.tables, today=timezone.localdate(), advance=advance)
        found = {one.code: one for one in cut_by_territory(tables)}
        return _portray(observed, code, found.get(code, Findings(code, {})))
    observed = open_observation(write_current_observation())
    _find_row(observed, code)
    keep_findings(observed, advance=advance)
    return _portray(observed, code, find_findings(code) or Findings(code, {}))


def write_current_observation() -> Path:
    """Write the observation of this moment in the home, and return its folder."""
    return write_observation(Path(settings.HOME, "observations", "current")).folder


def keep_findings(observed: OpenObservation, *, advance: Advance = stay_silent) -> AnalysisRun:
    """Analyse an observation and keep what was found, in place of the previous findings.

    The same observation, by the same version, is analysed once.
    """
    known = AnalysisRun.objects.filter(
        observation_hash=observed.content_hash, version=__version__
    ).first()
    if known is not None:
        return known
    tables = compute_tables(observed.tables, today=timezone.localdate(), advance=advance)
    with transaction.atomic():
        AnalysisRun.objects.all().delete()
        run = AnalysisRun.objects.create(
            observation_hash=observed.content_hash,
            observed_until=observed.last_change,
            made_at=timezone.now(),
            version=__version__,
        )
        for batch in _batch(cut_by_territory(tables)):
            Finding.objects.bulk_create(
                Finding(run=run, code=one.code, tables=pack(one)) for one in batch
            )
    return run


def _batch(findings: Iterator[Findings]) -> Iterator[list[Findings]]:
    batch: list[Findings] = []
    for one in findings:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _find_row(observed: OpenObservation, code: str) -> dict[str, Any] | None:
    """Find the territory in the observation; None for the whole country."""
    if code == COUNTRY:
        return None
    territories = observed.tables["territories"]
    rows = territories.filter(territories.code == code).to_pyarrow().to_pylist()
    if not rows:
        raise AnalysisImpossibleError(
            f"Le territoire {code} n’est pas dans l’observation. Ajoutez-le d’abord : "
            f"recoudre territory add {code}"
        )
    row: dict[str, Any] = rows[0]
    return row


def _portray(observed: OpenObservation, code: str, findings: Findings) -> Portrait:
    row = _find_row(observed, code) or {"name": "France", "level": COUNTRY, "residents": None}
    return Portrait(
        code,
        row["name"],
        row["level"],
        row["residents"],
        observed.last_change,
        findings,
    )
