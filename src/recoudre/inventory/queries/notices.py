"""Reads of whom to tell that an import publishes their e-mail."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from recoudre.inventory.contacts import digest_contact, normalise_contact
from recoudre.inventory.models import NoticeSent, SourceRecord
from recoudre.vocabulary.lists import State, Trust

# Within which the law asks to tell somebody whose contact came from elsewhere.
NOTICE_DAYS = 30
_IMPORTED = (Trust.REGISTER, Trust.PARTNER, Trust.OPEN)
_SHOWN = (State.PUBLISHED, State.DORMANT)


@dataclass(slots=True)
class Untold:
    """An e-mail that is shown and was never told, and the records that give it."""

    email: str
    records: list[SourceRecord] = field(default_factory=list)

    def is_late(self, at: datetime) -> bool:
        """Say whether one of its records is here for more than thirty days."""
        limit = at - timedelta(days=NOTICE_DAYS)
        return any(record.occasion.created_at < limit for record in self.records)


def list_untold(limit: int | None = None) -> list[Untold]:
    """List the e-mails of imports that are shown and were never told, the oldest first.

    What is invented, and what a person said themselves, is nobody's to be told.
    """
    told = set(NoticeSent.objects.values_list("digest", flat=True))
    records = (
        SourceRecord.objects.filter(
            withdrawn_at__isnull=True,
            source__trust__in=_IMPORTED,
            source__is_fictional=False,
            occasion__is_fictional=False,
            occasion__state__in=_SHOWN,
        )
        .exclude(occasion__email="")
        .select_related("source", "occasion")
        .defer("raw")
        .order_by("occasion__created_at", "pk")
    )
    untold: dict[str, Untold] = {}
    for record in records.iterator(chunk_size=2_000):
        email = normalise_contact("email", record.occasion.email)
        if email == normalise_contact("email", record.values.get("email", "")):
            untold.setdefault(email, Untold(email)).records.append(record)
    fresh = [one for email, one in untold.items() if digest_contact("email", email) not in told]
    return fresh[:limit]
