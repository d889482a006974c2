"""Searches that found nothing, counted without who asked: needs that nothing meets yet."""

from django.db import models


class UnmetSearch(models.Model):
    """How many times some words found nothing in a territory, on one day. Never who asked."""

    day = models.DateField()
    territory_code = models.CharField(max_length=9, blank=True)
    words = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "recherche sans réponse"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "territory_code", "words"], name="unmet_search_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} x {self.count}"
