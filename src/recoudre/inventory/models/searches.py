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


class SearchTerm(models.Model):
    """A folded word that some occasion holds: what a misspelt search may have meant."""

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = "mot connu"

    def __str__(self) -> str:
        return self.word
