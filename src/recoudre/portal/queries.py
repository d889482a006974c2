"""Reads of the inventory and of the imports that only a page asks for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from recoudre.importers.models import ImportRun, RowReport
from recoudre.inventory.models import Occasion, OccasionQuerySet, Source, SourceRecord
from recoudre.territories.models import Territory
from recoudre.territories.queries import list_communes_of
from recoudre.vocabulary.lists import Level, Outcome, State
from recoudre.vocabulary.records import SET_ASIDE

ATLAS = "atlas"


def list_occasions_in(territory: Territory) -> OccasionQuerySet:
    """List the published occasions of a territory, in no order."""
    published = Occasion.objects.published()
    if territory.level == Level.COMMUNE:
        return published.filter(territory_id=territory.pk)
    communes = list_communes_of(territory).order_by().values("pk")
    return published.filter(territory_id__in=communes)


def list_newest_in(territory: Territory, limit: int) -> list[Occasion]:
    """List the published occasions of a territory that entered the inventory last."""
    newest = list_occasions_in(territory).with_place()
    return list(newest.order_by("-created_at", "-pk")[:limit])


def count_in(territory: Territory, *, changed_since: datetime | None = None) -> tuple[int, int]:
    """Count the published occasions of a territory, and those that changed since an instant."""
    is_changed = Q(changed_at__gt=changed_since) if changed_since else Q(pk__isnull=True)
    counts = list_occasions_in(territory).aggregate(
        total=Count("pk"), changed=Count("pk", filter=is_changed)
    )
    return counts["total"], counts["changed"]


def list_blank_communes(territory: Territory) -> set[str]:
    """List the codes of the communes of which nothing is listed: a blank, never a zero."""
    listed = Occasion.objects.published().filter(territory=OuterRef("pk"))
    communes = list_communes_of(territory).order_by().filter(~Exists(listed))
    return set(communes.values_list("code", flat=True))


def map_epcis_by_department() -> defaultdict[str, set[str]]:
    """Map each département to the EPCI that have a commune in it: some straddle several."""
    communes = Territory.objects.filter(level=Level.COMMUNE).exclude(epci_code="").order_by()
    members: defaultdict[str, set[str]] = defaultdict(set)
    for department, epci in communes.values_list("department_code", "epci_code").distinct():
        members[department].add(epci)
    return members


def map_outlines(codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Map the communes whose outline is known to it."""
    outlined = Territory.objects.filter(code__in=codes, outline__isnull=False)
    return {code: outline for code, outline in outlined.values_list("code", "outline") if outline}


def list_atlas() -> list[SourceRecord]:
    """List the live records of the atlas of the white paper, with their occasion, by name."""
    records = SourceRecord.objects.filter(
        source__slug=ATLAS,
        withdrawn_at__isnull=True,
        occasion__state__in=[State.PUBLISHED, State.PROPOSED],
    )
    joined = records.select_related("occasion__territory", "occasion__steward")
    light = joined.defer("occasion__territory__outline", "occasion__territory__neighbour_codes")
    return list(light.order_by("occasion__search_name", "pk"))


def list_sources() -> list[Source]:
    """List the imported sources by name, with how many live records each has."""
    live = Count("records", filter=Q(records__withdrawn_at__isnull=True))
    return list(Source.objects.annotate(live=live).order_by("name"))


def map_last_runs() -> dict[int, ImportRun]:
    """Map each source to its last import, however it ended."""
    runs: dict[int, ImportRun] = {}
    for run in ImportRun.objects.order_by("started_at", "pk"):
        runs[run.source_id] = run
    return runs


def list_runs(source: Source, limit: int) -> list[ImportRun]:
    """List the last imports of a source, the latest first."""
    return list(source.runs.all()[:limit])


def list_unimported_rows(run: ImportRun, limit: int) -> list[RowReport]:
    """List the rows of an import that are refused or doubtful, by number.

    Rows set aside are left out: they are counted with their reason, and are no mistake.
    """
    rows = run.rows.filter(outcome__in=[Outcome.REFUSED, Outcome.DOUBTFUL])
    aside = [[reason.value] for reason in SET_ASIDE]
    return list(rows.exclude(reasons__in=aside).order_by("row_number")[:limit])
