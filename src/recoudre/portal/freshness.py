"""How fresh an occasion is, as its page and its card say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from recoudre.inventory.freshness import Word, compute_freshness, write_freshness, write_warning
from recoudre.inventory.models import Occasion, SourceRecord
from recoudre.inventory.queries import Listed
from recoudre.vocabulary.lists import Freshness, State

_WARNS = {Freshness.NOT_CONFIRMED, Freshness.DORMANT}


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence of a page, and whether it warns."""

    sentence: str
    is_recent: bool
    warns: bool


def describe_freshness(
    occasion: Occasion, records: Sequence[SourceRecord], today: date
) -> Said | None:
    """Describe how fresh an occasion is from its last word and its live records.

    None for what is over: nobody asks whether it is still true.
    """
    if occasion.state == State.ENDED:
        return None
    word = _tell_word(occasion, records)
    step = _find_step(occasion, word, today)
    return Said(write_freshness(word, step), step == Freshness.RECENT, step in _WARNS)


def warn_of_age(occasion: Listed | Occasion, today: date) -> str:
    """Warn on a card of what is old; "" when there is nothing to warn of."""
    return write_warning(
        kind=occasion.kind,
        confirmed_on=_read_day(occasion.confirmed_on),
        said_on=_read_day(occasion.said_on),
        today=today,
    )


def _tell_word(occasion: Occasion, records: Sequence[SourceRecord]) -> Word:
    seen = max((one.seen_at for one in records), default=None)
    speaker = occasion.witnesses.get("said_on")
    names = {one.pk: one.source.name for one in records}
    return Word(
        kind=occasion.kind,
        confirmed_on=occasion.confirmed_on,
        role=occasion.confirmed_by,
        channel=occasion.confirmed_channel,
        sector=occasion.steward.sector if occasion.steward else "",
        said_on=occasion.said_on,
        file_name=names.get(speaker or 0) or next(iter(names.values()), ""),
        last_seen_on=timezone.localdate(seen) if seen else None,
        has_phone=bool(occasion.phone),
    )


def _find_step(occasion: Occasion, word: Word, today: date) -> Freshness:
    """Find the step; what the night put to sleep, and it alone, is said to sleep."""
    if occasion.state == State.DORMANT:
        return Freshness.DORMANT
    return compute_freshness(
        kind=word.kind, confirmed_on=word.confirmed_on, said_on=word.said_on,
        last_seen_on=today, today=today,
    )  # fmt: skip


def _read_day(day: date | str | None) -> date | None:
    """Read a day that SQLite gives as text and PostgreSQL as a day."""
    return date.fromisoformat(day) if isinstance(day, str) else day
