"""Two occasions that may be one, and the merges that were decided; each can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recoudre.inventory.models.occasions import Occasion
from recoudre.vocabulary.decisions import MatchState, Relation


class Match(models.Model):
    """Two occasions, in the order of their ids, that a machine thinks related, and why.

    `reasons` are sentences' slugs with their values. "Apart" is remembered for ever: the pair is
    never proposed again. `lent_to` and `lent_until` lend it to one reader of the queue at a time.
    """

    first = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="matches_after")
    second = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="matches_before")
    relation = models.CharField(max_length=20, choices=Relation.choices())
    probability = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    state = models.CharField(
        max_length=20, choices=MatchState.choices(), default=MatchState.WAITING.value
    )
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    lent_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    lent_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "rapprochement"
        ordering = ["-probability", "id"]
        indexes = [models.Index(fields=["state", "-probability"], name="match_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="match_once_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="match_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.relation} {self.second_id}"


class Merge(models.Model):
    """One merge: which records moved from the absorbed occasion to the kept one.

    `before` keeps both occasions as they were, so that undoing gives them back byte for byte.
    """

    kept = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="absorptions")
    record_ids = models.JSONField()
    before = models.JSONField()
    reasons = models.JSONField(default=list)
    is_automatic = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "fusion"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.absorbed_id} -> {self.kept_id}"
