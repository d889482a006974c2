"""Reads of what machines propose and people review: matches, merges, suggestions."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from recoudre.inventory.models import Match, Merge, Suggestion
from recoudre.inventory.queries.merges import list_open_matches
from recoudre.inventory.queries.scope import Scope
from recoudre.vocabulary.decisions import SuggestionState

MERGES_SHOWN = 50
_OUTLINES = ("territory__outline", "territory__neighbour_codes")


def list_waiting_matches(scope: Scope) -> QuerySet[Match]:
    """List the matches to review, the likeliest first; both occasions lie in the scope."""
    both = scope.narrow("first__territory"), scope.narrow("second__territory")
    matches = list_open_matches().filter(*both)
    related = matches.select_related("first__territory", "second__territory")
    heavy = [f"{side}__{name}" for side in ("first", "second") for name in _OUTLINES]
    return related.defer(*heavy)


def list_free_matches(scope: Scope, *, person_id: int, at: datetime) -> QuerySet[Match]:
    """List the matches that nobody else is reading at an instant."""
    free = Q(lent_until__isnull=True) | Q(lent_until__lt=at) | Q(lent_to=person_id)
    return list_waiting_matches(scope).filter(free)


def find_match(scope: Scope, match_id: int) -> Match | None:
    """Find a match in any state, both of whose occasions lie in the scope."""
    both = scope.narrow("first__territory"), scope.narrow("second__territory")
    sides = [f"{side}__{name}" for side in ("first", "second") for name in ("territory", "steward")]
    return Match.objects.filter(*both, pk=match_id).select_related(*sides).first()


def list_last_merges(scope: Scope) -> list[Merge]:
    """List the last merges in the scope, undone ones included."""
    both = scope.narrow("kept__territory"), scope.narrow("absorbed__territory")
    merges = Merge.objects.filter(*both).select_related("kept", "absorbed").defer("before")
    return list(merges[:MERGES_SHOWN])


def find_merge(scope: Scope, merge_id: int) -> Merge | None:
    """Find a merge of occasions that lie in the scope."""
    both = scope.narrow("kept__territory"), scope.narrow("absorbed__territory")
    return Merge.objects.filter(*both, pk=merge_id).select_related("kept", "absorbed").first()


def list_waiting_suggestions(
    scope: Scope, *, field: str = "", value: str = ""
) -> QuerySet[Suggestion]:
    """List the suggestions that nobody answered, the surest first; of one value when asked."""
    waiting = Suggestion.objects.filter(
        scope.narrow("occasion__territory"), state=SuggestionState.WAITING
    )
    if field:
        waiting = waiting.filter(field=field)
    if value:
        waiting = waiting.filter(value=value)
    related = waiting.select_related("occasion__territory")
    return related.defer(*(f"occasion__{name}" for name in _OUTLINES))


def count_suggestions_by_value(scope: Scope) -> list[tuple[str, str, int]]:
    """Count the waiting suggestions by field and value, the most numerous first."""
    rows = list_waiting_suggestions(scope).order_by().values_list("field", "value")
    return list(rows.annotate(total=Count("pk")).order_by("field", "-total", "value"))


def list_suggestions(scope: Scope, ids: Collection[int]) -> list[Suggestion]:
    """List waiting suggestions by their ids, but only those of the scope."""
    return list(list_waiting_suggestions(scope).filter(pk__in=ids).order_by("pk"))
