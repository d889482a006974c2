"""What analysis found on one observation, and how it was obtained."""

from django.db import models


class AnalysisRun(models.Model):
    """One analysis of one observation: the same observation is never analysed twice."""

    observation_hash = models.CharField(max_length=80, unique=True)
    observed_until = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    version = models.CharField(max_length=20)

    class Meta:
        verbose_name = "analyse"
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.observation_hash


class Finding(models.Model):
    """All that an analysis found of one territory: its tables, column by column, compressed.

    `tables` is the zlib of a JSON object {table: {column: [values]}}; see `packing.py`.
    """

    run = models.ForeignKey(AnalysisRun, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=9)
    tables = models.BinaryField()

    class Meta:
        verbose_name = "résultat"
        constraints = [models.UniqueConstraint(fields=["code", "run"], name="finding_once_a_run")]

    def __str__(self) -> str:
        return self.code
