"""What each import did, and why each row that needs a person was repaired, doubted or refused."""

from django.db import models

from recoudre.inventory.models import Source
from recoudre.vocabulary.lists import Labelled, Outcome


class RunState(Labelled):
    """How far a run went."""

    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    STOPPED = "stopped", "arrêté : une décision est demandée"
    FAILED = "failed", "interrompu"


class ImportRun(models.Model):
    """One import of one file: what was read, what each row became, what changed here."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=20, choices=RunState.choices())
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=300)
    content_hash = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    message = models.TextField(blank=True)

    class Meta:
        verbose_name = "import"
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.source.slug} {self.started_at.isoformat()}"


class RowReport(models.Model):
    """A row that was not simply accepted: its number in the file, its outcome and its reasons.

    The row itself stays in the raw file that is kept beside the database.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    row_number = models.PositiveIntegerField()
    source_id = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices())
    reasons = models.JSONField()

    class Meta:
        verbose_name = "ligne d’import"
        ordering = ["row_number"]
        indexes = [models.Index(fields=["run", "outcome"], name="row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.row_number} {self.outcome}"
