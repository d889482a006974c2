"""Reads of who answers for which occasion."""

from recoudre.accounts.models import Person
from recoudre.inventory.models import Claim, Occasion
from recoudre.inventory.queries.scope import Scope
from recoudre.vocabulary.decisions import ClaimState
from recoudre.vocabulary.lists import State

_CLAIMED = [State.PUBLISHED, State.DORMANT, State.ENDED]


def find_claimable(occasion_id: int) -> Occasion | None:
    """Find an occasion that somebody may say they answer for: neither withdrawn nor refused."""
    occasions = Occasion.objects.select_related("territory", "steward").defer("territory__outline")
    return occasions.filter(pk=occasion_id, state__in=_CLAIMED, merged_into__isnull=True).first()


def has_proved_claim(person: Person | None, occasion: Occasion) -> bool:
    """Say whether somebody proved that they answer for an occasion. One query."""
    if person is None:
        return False
    proved = Claim.objects.filter(occasion=occasion, state=ClaimState.PROVED, email=person.email)
    return proved.exists()


def list_waiting_claims(scope: Scope, limit: int = 100) -> list[Claim]:
    """List the claims that wait in the territories of somebody, the oldest first. One query."""
    claims = Claim.objects.select_related("occasion__territory", "occasion__steward").defer(
        "occasion__territory__outline"
    )
    waiting = claims.filter(scope.narrow("occasion__territory"), state=ClaimState.WAITING)
    return list(waiting[:limit])


def find_waiting_claim(scope: Scope, claim_id: int) -> Claim | None:
    """Find one claim that waits in the territories of somebody."""
    claims = Claim.objects.select_related("occasion__territory", "occasion__steward")
    waiting = claims.filter(scope.narrow("occasion__territory"), state=ClaimState.WAITING)
    return waiting.filter(pk=claim_id).first()
