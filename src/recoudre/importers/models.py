"""What each import did, and why each row that needs a person was repaired, doubted or refused."""

from django.conf import settings
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


class ColumnMapping(models.Model):
    """A correspondence that a person made for one kind of file, kept for the next time.

    `choices` maps our fields to the file's columns, `constants` our fields to one value for all.
    `columns` are those of the file it was made for: another file with the same is recognised.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    homepage = models.URLField(max_length=2000, blank=True)
    licence = models.SlugField()
    columns = models.JSONField()
    choices = models.JSONField()
    constants = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "correspondance de colonnes"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file that waits for its correspondence: only who brought it sees it; erased once read."""

    token = models.CharField(max_length=32, unique=True)
    file_name = models.CharField(max_length=300)
    content_hash = models.CharField(max_length=64)
    mapping = models.ForeignKey(ColumnMapping, on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="uploads"
    )
    at = models.DateTimeField()
    previewed = models.JSONField(default=dict)

    class Meta:
        verbose_name = "fichier reçu"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name
