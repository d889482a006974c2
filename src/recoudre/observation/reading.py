"""Reads of the live database, table by table, as rows in the order of `vocabulary.tables`.

Only what is listed in `vocabulary.tables` leaves: no phone, no e-mail, no raw row. Each row comes
with the licence that covers it, so that share-alike facts are written apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max, Min
from django.utils.timezone import localtime

from recoudre.importers.models import ImportRun, RunState
from recoudre.inventory.models import Occasion, Source, SourceRecord, Steward, Timing
from recoudre.territories.models import IndicatorValue, Territory
from recoudre.vocabulary.hours import list_bands
from recoudre.vocabulary.licences import FICTIONAL, LICENCE_OUVERTE
from recoudre.vocabulary.lists import Band
from recoudre.vocabulary.moments import NOT_HELD, list_bands_held

Row = tuple[Any, ...]
Licensed = Iterator[tuple[str, Row]]
# When several sources describe an occasion, the strictest licence covers it.
STRICTEST_FIRST = ("odbl", "cc-by", "lov2", "fictional")


def read_territories() -> Licensed:
    """Read the territories, by code."""
    fields = (
        "code", "level", "name", "department_code", "region_code", "epci_code", "residents",
        "residents_year", "lat", "lon", "area_km2", "outline__isnull", "is_fictional",
    )  # fmt: skip
    for row in Territory.objects.order_by("code").values_list(*fields).iterator():
        codes = tuple(code or None for code in row[3:6])
        yield _license_place(row[12]), (*row[:3], *codes, *row[6:11], not row[11], row[12])


def read_neighbours() -> Licensed:
    """Read the pairs of neighbours, both ways, by code."""
    known = Territory.objects.filter(neighbour_codes__isnull=False).order_by("code")
    fields = ("code", "neighbour_codes", "is_fictional")
    for code, neighbours, is_fictional in known.values_list(*fields).iterator():
        for neighbour in sorted(neighbours):
            yield _license_place(is_fictional), (code, neighbour)


def read_context() -> Licensed:
    """Read the context indicators, with the reason of each missing value."""
    fields = (
        "territory__code", "indicator", "year", "value", "numerator", "denominator", "source",
        "missing_reason", "territory__is_fictional",
    )  # fmt: skip
    rows = IndicatorValue.objects.order_by("territory__code", "indicator", "year")
    for row in rows.values_list(*fields).iterator():
        yield _license_place(row[8]), (*row[:7], row[7] or None)


def read_licences() -> dict[int, tuple[str, str]]:
    """Read, for each published occasion, the first source that told it and its licence."""
    fields = ("occasion_id", "source__slug", "licence")
    live = SourceRecord.objects.filter(
        withdrawn_at__isnull=True, occasion__search_entry__isnull=False
    ).order_by("occasion_id", "id")
    covers: dict[int, tuple[str, str]] = {}
    for occasion_id, source, licence in live.values_list(*fields).iterator():
        first, strictest = covers.get(occasion_id, (source, licence))
        covers[occasion_id] = (first, min(strictest, licence, key=STRICTEST_FIRST.index))
    return covers


def read_occasions(covers: Mapping[int, tuple[str, str]]) -> Licensed:
    """Read the published occasions, by id."""
    fields = (
        "id", "kind", "name", "summary", "territory__code", "address", "lat", "lon", "precision",
        "steward_id", "steward__sector", "website", "opening_hours", "cost", "screen", "said_on",
        "caveat", "is_fictional",
    )  # fmt: skip
    for row in _published().values_list(*fields).iterator():
        source, licence = covers[row[0]]
        known = tuple(None if value == "" else value for value in row)
        yield licence, (*known[:15], None, known[15], None, known[16], source, licence, row[17])


def read_tags(covers: Mapping[int, tuple[str, str]]) -> dict[str, list[tuple[str, Row]]]:
    """Read the bonds, domains, audiences and openings of the published occasions."""
    bands = _map_bands()
    tables: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    fields = ("id", "bonds", "domains", "audiences", "opening_hours")
    for pk, bonds, domains, audiences, hours in _published().values_list(*fields).iterator():
        licence = covers[pk][1]
        tables["bonds"] += [(licence, (pk, t["bond"], t["foundation"], t["mark"])) for t in bonds]
        tables["domains"] += [(licence, (pk, t["domain"], t["mark"])) for t in domains]
        tables["audiences"] += [(licence, (pk, audience)) for audience in audiences]
        open_bands = set(list_bands(hours)) | bands.get(pk, set())
        tables["openings"] += [(licence, (pk, band.value)) for band in Band if band in open_bands]
    return tables


def read_timings(covers: Mapping[int, tuple[str, str]]) -> Licensed:
    """Read the dates of the published occasions, in order."""
    dates = Timing.objects.filter(occasion__search_entry__isnull=False)
    fields = ("occasion_id", "starts_at", "ends_at", "status", "place")
    numbers: dict[int, int] = defaultdict(int)
    ordered = dates.order_by("occasion_id", "starts_at", "place").values_list(*fields)
    for pk, start, end, status, place in ordered.iterator():
        numbers[pk] += 1
        row = (pk, numbers[pk], _write_instant(start), _write_instant(end), status, place or None)
        yield covers[pk][1], row


def read_stewards(covers: Mapping[int, tuple[str, str]]) -> Licensed:
    """Read the stewards of published occasions; the licence is that of their first occasion."""
    stewards = (
        Steward.objects.filter(occasions__search_entry__isnull=False)
        .annotate(first=Min("occasions__id"))
        .order_by("id")
    )
    fields = ("id", "name", "sector", "commune_code", "first")
    for pk, name, sector, commune_code, first in stewards.values_list(*fields).iterator():
        yield covers[first][1], (pk, name, sector or None, commune_code or None)


def read_records() -> Licensed:
    """Read what each source says of the published occasions, by source and id."""
    live = SourceRecord.objects.filter(
        withdrawn_at__isnull=True, occasion__search_entry__isnull=False
    ).order_by("source__slug", "remote_id")
    fields = ("occasion_id", "source__slug", "remote_id", "seen_at", "licence")
    for row in live.values_list(*fields).iterator():
        yield row[4], (*row[:3], localtime(row[3]).date(), row[4])


def read_sources() -> Licensed:
    """Read the sources and their last complete import."""
    for source in Source.objects.order_by("slug"):
        run = ImportRun.objects.filter(source=source, state=RunState.DONE).first()
        counts = run.counts if run else {}
        yield (
            source.licence,
            (
                source.slug,
                source.name,
                source.publisher,
                source.licence,
                " ".join(source.covers) or None,
                localtime(run.started_at).date() if run else None,
                counts.get("read"),
                counts.get("refused"),
            ),
        )


def find_last_change() -> datetime | None:
    """Find the instant of the last change of an occasion; None when there is none."""
    return Occasion.objects.aggregate(last=Max("changed_at"))["last"]


def _published() -> Any:
    return Occasion.objects.filter(search_entry__isnull=False).order_by("id")


def _license_place(is_fictional: bool) -> str:
    return FICTIONAL.slug if is_fictional else LICENCE_OUVERTE.slug


def _map_bands() -> dict[int, set[Band]]:
    """Map each occasion to the parts of the week of its dates; cancelled ones do not count."""
    bands: dict[int, set[Band]] = defaultdict(set)
    held = Timing.objects.exclude(status__in=NOT_HELD)
    for pk, start, end in held.values_list("occasion_id", "starts_at", "ends_at").iterator():
        bands[pk] |= list_bands_held(localtime(start), localtime(end) if end else None)
    return bands


def _write_instant(instant: datetime | None) -> str | None:
    return localtime(instant).isoformat() if instant else None
