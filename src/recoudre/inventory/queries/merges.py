"""Reads of merges: aliases, the head they lead to, and the pairs still to decide."""

from django.db.models import QuerySet

from recoudre.inventory.models import Match, Merge, Occasion
from recoudre.vocabulary.decisions import MatchState


def find_head(occasion: Occasion) -> Occasion:
    """Find the occasion that an alias leads to, through every merge; itself when it is none."""
    head = occasion
    while head.merged_into_id is not None:
        head = Occasion.objects.select_related("territory").get(pk=head.merged_into_id)
    return head


def list_aliases(occasion: Occasion) -> list[Occasion]:
    """List the occasions that were merged into this one, directly or through another."""
    found: list[Occasion] = []
    layer = [occasion.pk]
    while layer:
        aliases = list(Occasion.objects.filter(merged_into_id__in=layer).order_by("pk"))
        found += aliases
        layer = [one.pk for one in aliases]
    return found


def list_merges(occasion: Occasion) -> list[Merge]:
    """List the merges that this occasion holds, not undone, the latest first."""
    merges = Merge.objects.filter(kept=occasion, undone_at__isnull=True)
    return list(merges.select_related("absorbed"))


def list_open_matches() -> QuerySet[Match]:
    """List the pairs that wait for a decision, the likeliest first; none with an alias."""
    waiting = Match.objects.filter(state=MatchState.WAITING)
    return waiting.filter(first__merged_into__isnull=True, second__merged_into__isnull=True)
