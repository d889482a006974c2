"""What a machine suggests for untagged occasions, and how well it was trained."""

from django.conf import settings
from django.db import models

from recoudre.inventory.models.occasions import Occasion
from recoudre.vocabulary.decisions import SuggestionState


class Training(models.Model):
    """One training: on how many validated examples, and how right it was on those kept apart.

    `measures` has precision and recall per class, per territory and per audience, with counts.
    """

    at = models.DateTimeField()
    examples = models.PositiveIntegerField()
    measures = models.JSONField()

    class Meta:
        verbose_name = "apprentissage"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.at.isoformat()


class Suggestion(models.Model):
    """A value that a machine suggests for one field of one occasion, and the words that led to it.

    `field` is "bonds", "domains" or "audiences"; `value` a slug of its closed list.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="suggestions")
    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="suggestions")
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    probability = models.FloatField()
    words = models.JSONField(default=list)
    state = models.CharField(
        max_length=20, choices=SuggestionState.choices(), default=SuggestionState.WAITING.value
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "suggestion"
        ordering = ["-probability", "id"]
        indexes = [models.Index(fields=["state", "field", "value"], name="suggestion_by_value")]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "field", "value"], name="suggestion_once_per_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.field} {self.value}"
