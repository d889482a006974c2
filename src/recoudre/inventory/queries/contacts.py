"""Reads of contacts: which occasions show or hold one, and which are closed to the public."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from recoudre.inventory.contacts import (
    KINDS,
    TEXTS,
    digest_contact,
    find_basis,
    is_objected,
    list_closed,
    mask_objected,
    normalise_contact,
    open_values,
)
from recoudre.inventory.models import ContactObjection, Occasion, SourceRecord
from recoudre.vocabulary.lists import ContactBasis


@dataclass(frozen=True, slots=True)
class ClosedContact:
    """A contact that a live record gives and that nobody but the moderation may see."""

    record_id: int
    kind: str
    value: str
    source: str
    is_objected: bool


def open_records(records: Sequence[SourceRecord]) -> list[SourceRecord]:
    """Copy records without what may not be shown to all. One query at most; never save a copy."""
    objected = _find_objected(records)
    return [_open_record(record, objected) for record in records]


def list_closed_contacts(records: Sequence[SourceRecord]) -> list[ClosedContact]:
    """List the contacts of records that are closed, each once, for the moderation alone."""
    objected = _find_objected(records)
    closed: dict[str, ClosedContact] = {}
    for record in records:
        for kind in list_closed(record.source, record.values, objected):
            value, source = record.values[kind], record.source.name
            digest = digest_contact(kind, value)
            known = closed.get(digest)
            closed[digest] = ClosedContact(
                record.pk,
                kind,
                value,
                f"{known.source}, {source}" if known else source,
                is_objected(kind, value, objected),
            )
    return list(closed.values())


def list_showing(kind: str, value: str) -> list[int]:
    """List the occasions, in any state, that show a contact in its place or in a text."""
    hint = _write_hint(kind, value)
    wanted = {digest_contact(kind, value)}
    held = Occasion.objects.filter(**{f"{kind}__icontains": hint}).values_list("pk", kind)
    found = {pk for pk, shown in held.iterator() if is_objected(kind, shown, wanted)}
    return sorted(found | _find_in_texts(kind, value, wanted))


def list_holding(kind: str, value: str) -> list[int]:
    """List the occasions of which a live record gives a contact, shown or closed."""
    wanted = {digest_contact(kind, value)}
    held = SourceRecord.objects.filter(
        **{f"values__{kind}__icontains": _write_hint(kind, value)}, withdrawn_at__isnull=True
    ).values_list("occasion_id", f"values__{kind}")
    found = {pk for pk, given in held.iterator() if is_objected(kind, given, wanted)}
    return sorted(found | _find_masked(kind, value, wanted))


def _open_record(record: SourceRecord, objected: set[str]) -> SourceRecord:
    opened = copy.copy(record)
    opened.values = dict(open_values(record.source, record.values, objected))
    return opened


def _find_objected(records: Iterable[SourceRecord]) -> set[str]:
    """Find which contacts of these records somebody objected to. One query, or none."""
    digests = {
        digest_contact(kind, record.values[kind])
        for record in records
        for kind in KINDS
        if record.values.get(kind)
        and find_basis(record.source, record.values) is not ContactBasis.UNKNOWN
    }
    if not digests:
        return set()
    found = ContactObjection.objects.filter(digest__in=digests)
    return set(found.values_list("digest", flat=True))


def _write_hint(kind: str, value: str) -> str:
    """Write what every way to write a contact holds: the database looks for it first."""
    normal = normalise_contact(kind, value)
    return normal if kind == "email" else normal[-2:]


def _write_ways(kind: str, value: str) -> list[str]:
    """Write a contact as texts have it: an e-mail one way, a phone two by two or not."""
    normal = normalise_contact(kind, value)
    if kind == "email" or len(normal) < 9:
        return [normal]
    first, pairs = normal[0], [normal[at : at + 2] for at in range(1, 9, 2)]
    return [joint.join([first, *pairs]) for joint in (" ", "", ".", "-", "\u00a0", "\u202f")]


def _find_in_texts(kind: str, value: str, wanted: set[str]) -> set[int]:
    asked = Q()
    for name in TEXTS:
        for way in _write_ways(kind, value):
            asked |= Q(**{f"{name}__icontains": way})
    rows = Occasion.objects.filter(asked).values_list("pk", *TEXTS)
    return {
        pk for pk, *texts in rows.iterator() if any(mask_objected(t, wanted) != t for t in texts)
    }


def _find_masked(kind: str, value: str, wanted: set[str]) -> set[int]:
    """Find the occasions of which a live record gives a contact inside a text."""
    asked = Q()
    for name in TEXTS:
        for way in _write_ways(kind, value):
            asked |= Q(**{f"values__{name}__icontains": way})
    rows = SourceRecord.objects.filter(asked, withdrawn_at__isnull=True)
    return {
        pk
        for pk, values in rows.values_list("occasion_id", "values").iterator()
        if any(mask_objected(values.get(n, ""), wanted) != values.get(n, "") for n in TEXTS)
    }
