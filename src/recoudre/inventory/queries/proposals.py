"""Reads of what residents propose."""

from recoudre.inventory.models import Proposal
from recoudre.inventory.return_codes import digest_code, is_code, is_same_digest


def find_by_code(typed: str) -> Proposal | None:
    """Find the proposal of a return code as somebody types it. One query, or none."""
    if not is_code(typed):
        return None
    digest = digest_code(typed)
    found = (
        Proposal.objects.select_related("territory", "occasion__territory", "author")
        .defer("territory__outline", "occasion__territory__outline")
        .filter(return_digest=digest)
        .first()
    )
    return found if found and is_same_digest(found.return_digest, digest) else None


def find_proposal(proposal_id: int) -> Proposal | None:
    """Find a proposal by its number, with what a page says of it."""
    return (
        Proposal.objects.select_related("territory", "occasion__territory", "author")
        .defer("territory__outline", "occasion__territory__outline")
        .filter(pk=proposal_id)
        .first()
    )
