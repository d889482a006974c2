"""The check of each parsed row against the communes: its code, then its point. Pure.

A commune is found by its code, else by its former code, else by its name and postcode, else by
its point. A point must fall in its commune; when it only does with its axes swapped, they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from operator import attrgetter, gt
from typing import Protocol

from recoudre.importers.precision import Point, find_shared_points, judge_precision
from recoudre.vocabulary.lists import Outcome, Precision
from recoudre.vocabulary.records import (
    Doubt,
    DoubtName,
    OccasionValues,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    Repair,
    RepairName,
)

# What the inventory can hold of each short text, in characters; the long ones have no limit.
LONGEST = {
    "name": 300,
    "address": 400,
    "phone": 60,
    "email": 254,
    "website": 2_000,
    "source_url": 2_000,
    "since": 200,
}
_read_short = attrgetter(*LONGEST)
LONGEST_SOURCE_ID = 300
LONGEST_STEWARD_NAME = 300
# One number holds the row of an identifier and what it said: a million of them fit in memory.
_DIGEST_BITS = 64


class CommuneLookup(Protocol):
    """What the check asks of the territories."""

    def follow(self, code: str) -> str | None:
        """Follow a code to today's commune; None when it leads to none that we know."""

    def find_by_name(self, name: str, postcode: str) -> str | None:
        """Find the only commune of that name under that postcode."""

    def locate(self, points: Sequence[tuple[float, float]]) -> list[str | None]:
        """Find the commune that holds each (lat, lon)."""

    def contains(self, code: str, lat: float, lon: float) -> bool | None:
        """Say whether a commune holds a point; None when its outline is unknown."""

    def is_outside(self, code: str) -> bool:
        """Say whether a code belongs to a département that is not held whole."""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row after the check: its record unless it is refused, and why it is what it is.

    `digest` tells what the raw row said, for a row whose identifier no other may have; else empty.
    """

    row: ParsedRecord | RejectedRow
    outcome: Outcome
    digest: bytes = b""

    @property
    def reasons(self) -> list[str]:
        """List the slugs of the repairs, doubts or refusal of this row."""
        if isinstance(self.row, RejectedRow):
            return [self.row.reason.value]
        repairs = [repair.name.value for repair in self.row.repairs]
        return repairs + [doubt.name.value for doubt in self.row.doubts]


def check_rows(
    rows: Sequence[ParsedRecord | RejectedRow], communes: CommuneLookup, *, today: date
) -> list[CheckedRow]:
    """Check every row, in order; one comes out for each that goes in.

    Parameters
        today: the day of the run; nobody can have said something true after it.
    """
    repeats = Repeats()
    shared = find_shared_points(rows)
    checked = check_each(rows, communes, today=today, shared=shared)
    return [_refuse_repeat(one, repeats) for one in checked]


def check_each(
    rows: Sequence[ParsedRecord | RejectedRow],
    communes: CommuneLookup,
    *,
    today: date,
    shared: frozenset[Point],
) -> Iterator[CheckedRow]:
    """Check rows by themselves: all but the identifiers that come twice in the file.

    Parameters
        shared: the points that several addresses of the whole file share.
    """
    located = _locate_orphans(rows, communes)
    for row in rows:
        digest = b""
        if isinstance(row, ParsedRecord):
            row = _refuse_too_long(row)
        if isinstance(row, ParsedRecord):
            digest = digest_raw(row)
            row = _place(row, communes, located)
        if isinstance(row, ParsedRecord):
            row = _check_day(_check_point(row, communes), today)
            values = judge_precision(row.values, shared)
            row = row if values is row.values else replace(row, values=values)
        yield CheckedRow(row, _judge(row), digest)


def digest_raw(row: ParsedRecord) -> bytes:
    """Tell in eight bytes what a raw row says."""
    text = "\x1f".join((*row.raw.keys(), *row.raw.values()))
    return blake2b(text.encode(), digest_size=8).digest()


class Repeats:
    """The identifiers met so far in a file, each with its row and what that row said."""

    def __init__(self) -> None:
        """Start a file."""
        self._seen: dict[str, int] = {}

    def find(
        self, source_id: str, row_number: int, digest: bytes
    ) -> tuple[RejectReason, str] | None:
        """Find why a row repeats an earlier one, and say it; None when it does not."""
        if not digest:
            return None
        first = self._seen.get(source_id)
        if first is None:
            self._seen[source_id] = row_number << _DIGEST_BITS | int.from_bytes(digest)
            return None
        number, said = divmod(first, 1 << _DIGEST_BITS)
        if said == int.from_bytes(digest):
            message = f"Cette ligne répète à l’identique la ligne {number}."
            return RejectReason.DUPLICATE_ROW, message
        message = (
            f"L’identifiant « {source_id} » est déjà celui de la ligne {number}. "
            "Donnez-lui un identifiant à elle."
        )
        return RejectReason.DUPLICATE_ID, message


def _refuse_repeat(one: CheckedRow, repeats: Repeats) -> CheckedRow:
    """Refuse a row whose identifier an earlier row has: the first one stays."""
    row = one.row
    found = repeats.find(row.source_id, row.row_number, one.digest)
    if found is None:
        return one
    refused = RejectedRow(row.row_number, row.raw, *found, row.source_id, row.repairs)
    return CheckedRow(refused, Outcome.REFUSED)


def _judge(row: ParsedRecord | RejectedRow) -> Outcome:
    if isinstance(row, RejectedRow):
        return Outcome.REFUSED
    if row.doubts:
        return Outcome.DOUBTFUL
    return Outcome.REPAIRED if row.repairs else Outcome.ACCEPTED


def _refuse_too_long(row: ParsedRecord) -> ParsedRecord | RejectedRow:
    """Refuse a row with a text that the inventory cannot hold: a short one was mistaken for it."""
    values = row.values
    if not any(map(gt, map(len, _read_short(values)), LONGEST.values())) and _fits(row):
        return row
    lengths = [(len(getattr(values, name)), longest) for name, longest in LONGEST.items()]
    lengths.append((len(row.source_id), LONGEST_SOURCE_ID))
    lengths.append((len(values.steward.name) if values.steward else 0, LONGEST_STEWARD_NAME))
    length, longest = max(lengths, key=lambda pair: pair[0] - pair[1])
    message = (
        f"Une cellule de cette ligne a {length} caractères : on en garde {longest} au plus. "
        "Raccourcissez-la, puis renvoyez le fichier."
    )
    refused = _refuse(row, RejectReason.TOO_LONG, message)
    return replace(refused, source_id=row.source_id[:LONGEST_SOURCE_ID])


def _fits(row: ParsedRecord) -> bool:
    steward = row.values.steward
    return len(row.source_id) <= LONGEST_SOURCE_ID and (
        steward is None or len(steward.name) <= LONGEST_STEWARD_NAME
    )


def _locate_orphans(
    rows: Sequence[ParsedRecord | RejectedRow], communes: CommuneLookup
) -> dict[int, str | None]:
    """Find in one go the commune that holds the point of each row whose code leads nowhere."""
    orphans = [
        row
        for row in rows
        if isinstance(row, ParsedRecord)
        and row.values.lat is not None
        and row.values.lon is not None
        and communes.follow(row.values.commune_code) is None
    ]
    points = [(row.values.lat or 0.0, row.values.lon or 0.0) for row in orphans]
    found = communes.locate(points)
    return dict(zip((row.row_number for row in orphans), found, strict=True))


def _place(
    row: ParsedRecord, communes: CommuneLookup, located: dict[int, str | None]
) -> ParsedRecord | RejectedRow:
    """Give the row today's commune, or refuse it with what was said."""
    values = row.values
    declared = values.commune_code
    code = communes.follow(declared)
    if code == declared:
        return row
    if code is not None:
        return _set_commune(row, code, RepairName.FORMER_COMMUNE)
    if code := communes.find_by_name(values.commune_name, values.postcode):
        return _set_commune(row, code, RepairName.COMMUNE_BY_NAME)
    if code := located.get(row.row_number):
        return _set_commune(row, code, RepairName.COMMUNE_BY_POINT)
    return _refuse_place(row, communes)


def _refuse_place(row: ParsedRecord, communes: CommuneLookup) -> RejectedRow:
    """Refuse a row whose commune is missing, or nowhere, or elsewhere."""
    declared, name = row.values.commune_code, row.values.commune_name
    if not declared and not name:
        message = "La commune manque : donnez son code INSEE, ou son nom et son code postal."
        return _refuse(row, RejectReason.NO_COMMUNE, message)
    said = f"{declared} {name}".strip()
    if declared and not communes.is_outside(declared):
        message = f"La commune « {said} » n’existe pas ou plus : corrigez son code ou son nom."
        return _refuse(row, RejectReason.NO_COMMUNE, message)
    message = (
        f"La commune « {said} » n’est pas parmi les territoires suivis ici. Pour la suivre : "
        "recoudre territory add."
    )
    return _refuse(row, RejectReason.OUTSIDE_TERRITORIES, message)


def _set_commune(row: ParsedRecord, code: str, name: RepairName) -> ParsedRecord:
    before = row.values.commune_code or row.values.commune_name
    repair = Repair(name, "commune", before, code)
    return replace(
        row, values=replace(row.values, commune_code=code), repairs=(*row.repairs, repair)
    )


def _check_point(row: ParsedRecord, communes: CommuneLookup) -> ParsedRecord:
    """Keep a point that its commune holds, swap its axes when that mends it, else take it away."""
    values = row.values
    if values.lat is None or values.lon is None or values.precision == Precision.COMMUNE:
        return row
    if communes.contains(values.commune_code, values.lat, values.lon) is not False:
        return row
    said = f"{values.lat} {values.lon}"
    if communes.contains(values.commune_code, values.lon, values.lat):
        repair = Repair(
            RepairName.SWAPPED_AXES, "latitude, longitude", said, f"{values.lon} {values.lat}"
        )
        swapped = replace(values, lat=values.lon, lon=values.lat)
        return replace(row, values=swapped, repairs=(*row.repairs, repair))
    doubt = Doubt(DoubtName.POINT_OUTSIDE_COMMUNE, "latitude, longitude", said)
    return replace(row, values=_forget_point(values), doubts=(*row.doubts, doubt))


def _check_day(row: ParsedRecord, today: date) -> ParsedRecord:
    """Take away a day of saying that is still to come."""
    said_on = row.values.said_on
    if said_on is None or said_on <= today:
        return row
    doubt = Doubt(DoubtName.DATE_IN_FUTURE, "date", said_on.isoformat())
    return replace(row, values=replace(row.values, said_on=None), doubts=(*row.doubts, doubt))


def _forget_point(values: OccasionValues) -> OccasionValues:
    return replace(values, lat=None, lon=None, precision=Precision.UNKNOWN)


def _refuse(row: ParsedRecord, reason: RejectReason, message: str) -> RejectedRow:
    return RejectedRow(row.row_number, row.raw, reason, message, row.source_id, row.repairs)
