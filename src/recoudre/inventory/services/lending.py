"""A match of the queue is lent to one reader at a time, for ten minutes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from recoudre.accounts.models import Person
from recoudre.inventory.models import Match
from recoudre.vocabulary.decisions import MatchState

LENT_FOR = timedelta(minutes=10)


@transaction.atomic
def lend_match(*, match_id: int, person: Person, at: datetime) -> bool:
    """Lend a waiting match to somebody; False when somebody else is reading it."""
    free = Q(lent_until__isnull=True) | Q(lent_until__lt=at) | Q(lent_to=person)
    waiting = Match.objects.filter(free, pk=match_id, state=MatchState.WAITING)
    return waiting.update(lent_to=person, lent_until=at + LENT_FOR) > 0


def lend_first(*, match_ids: Iterable[int], person: Person, at: datetime) -> int | None:
    """Lend the first of these matches that nobody else took meanwhile; None when all are taken."""
    for match_id in match_ids:
        if lend_match(match_id=match_id, person=person, at=at):
            return match_id
    return None
