"""What people say of an occasion: one record per voice, which no import ever changes.

A person speaks through one of three voices, each a source like the others: verified on site or by
phone, the steward, the moderation. Their trust makes them win the election over every file.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recoudre.inventory.models import Occasion, Source, SourceRecord
from recoudre.inventory.services.electing import Writing, elect_again, start_writing
from recoudre.inventory.services.records import Incoming, keep_source, write_records
from recoudre.inventory.testimony import hash_content
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import ContactBasis, Trust
from recoudre.vocabulary.records import SourceInfo

_PUBLISHER = "Les personnes de cet observatoire"
VOICES: dict[Trust, SourceInfo] = {
    trust: SourceInfo(
        slug=slug,
        name=name,
        publisher=_PUBLISHER,
        licence=LICENCE_OUVERTE,
        trust=trust,
        homepage="",
        contact_basis=ContactBasis.STRUCTURE,
        contact_proof=proof,
    )
    for trust, slug, name, proof in (
        (Trust.VERIFIED, "verifications", "Vérifications sur place ou par téléphone", "vérifié"),
        (Trust.STEWARD, "porteurs", "Les porteurs eux-mêmes", "donné par le porteur"),
        (
            Trust.MODERATOR,
            "moderation",
            "Modération de l’observatoire",
            "accepté par la modération",
        ),
    )
}


@transaction.atomic
def create_testified(
    *,
    trust: Trust,
    values: Mapping[str, Any],
    remote_id: str,
    at: datetime,
    cause: str,
    writing: Writing | None = None,
) -> Occasion:
    """Create an occasion from what a person says of it.

    Parameters
        trust: the voice; a key of `VOICES`.
        values: as testimony stores them; `name`, `kind` and `commune_code` must be there, and no
            match is looked for: who proposes or accepts has seen the occasions that resemble it.
        remote_id: stable name of what was said, for instance "proposition-12".
        writing: of the transaction that this is one word of; a new one otherwise.
    """
    source = keep_voice(trust, writing)
    raw: dict[str, str] = {}
    told = {"said_on": timezone.localdate(at).isoformat(), **values}
    incoming = Incoming(remote_id, 0, raw, told, hash_content(raw, told), [])
    write_records(
        source=source, additions=[incoming], changes=(), withdrawals=(), at=at, cause=cause,
        looks_for_matches=False, is_fictional=settings.IS_DEMO, writing=writing,
    )  # fmt: skip
    record = SourceRecord.objects.select_related("occasion").get(source=source, remote_id=remote_id)
    return record.occasion


@transaction.atomic
def write_testimony(
    *,
    occasion: Occasion,
    trust: Trust,
    values: Mapping[str, Any],
    at: datetime,
    cause: str,
    removed: Collection[str] = (),
    writing: Writing | None = None,
) -> None:
    """Write what a person says of a known occasion, and elect its visible values again.

    What the same voice said before of other fields stays.

    Parameters
        values: the fields said now, as testimony stores them.
        removed: fields that this voice no longer says anything of: the sources speak again.
        writing: of the transaction that this is one word of; a new one otherwise.
    """
    source = keep_voice(trust, writing)
    record = SourceRecord.objects.filter(source=source, occasion=occasion).order_by("pk").first()
    held = dict(record.values) if record else {}
    told = {name: value for name, value in {**held, **values}.items() if name not in removed}
    told["said_on"] = timezone.localdate(at).isoformat()
    _keep_record(record, source, occasion, told, at)
    _unsay(source, occasion, removed, at)
    elect_again(writing or start_writing(at=at, cause=cause), [occasion.pk])


def _unsay(source: Source, occasion: Occasion, removed: Collection[str], at: datetime) -> None:
    """Unsay fields in every record of a voice: merged occasions have several of it."""
    if not removed:
        return
    for record in SourceRecord.objects.filter(source=source, occasion=occasion):
        kept = {name: value for name, value in record.values.items() if name not in removed}
        if kept != record.values:
            _keep_record(record, source, occasion, kept, at)


def keep_voice(trust: Trust, writing: Writing | None = None) -> Source:
    """Keep the source through which people of this trust speak, once for a shared write."""
    if writing is None:
        return keep_source(VOICES[trust])
    if trust not in writing.voices:
        writing.voices[trust] = keep_source(VOICES[trust])
    return writing.voices[trust]


def _keep_record(
    record: SourceRecord | None,
    source: Source,
    occasion: Occasion,
    told: dict[str, Any],
    at: datetime,
) -> None:
    """Keep the one record of a voice on an occasion; a voice that says nothing is withdrawn."""
    is_silent = told.keys() <= {"said_on"}
    if record is None:
        record = SourceRecord(
            source=source, occasion=occasion, remote_id=f"occasion-{occasion.pk}", row_number=0,
            raw={}, licence=source.licence,
        )  # fmt: skip
    record.values, record.content_hash = told, hash_content({}, told)
    record.seen_at, record.withdrawn_at = at, at if is_silent else None
    record.save()
