"""What moderators decide: batches that can be undone whole, and a public log that only grows."""

from django.conf import settings
from django.db import models

from recoudre.vocabulary.decisions import ModerationAct, RefusalReason


class ModerationBatch(models.Model):
    """What one person decided in one go. `before` gives each thing back as it was."""

    act = models.CharField(max_length=20, choices=ModerationAct.choices())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "lot de décisions"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.act} x {self.count}"


class LogLine(models.Model):
    """One line of the public moderation log: what, where, why, how many. Never who.

    Lines are never changed nor erased: the database itself refuses.
    """

    at = models.DateTimeField(db_index=True)
    act = models.CharField(max_length=20, choices=ModerationAct.choices())
    territory_code = models.CharField(max_length=9, blank=True)
    occasion_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20, choices=RefusalReason.choices(), blank=True)
    count = models.PositiveIntegerField(default=1)
    is_automatic = models.BooleanField(default=False)

    class Meta:
        verbose_name = "ligne du journal"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.act}"
