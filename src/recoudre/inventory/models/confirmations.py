"""What people say of an occasion's freshness, and who proved that they answer for it."""

from django.conf import settings
from django.db import models

from recoudre.inventory.models.occasions import Occasion
from recoudre.vocabulary.decisions import ClaimProof, ClaimState, ConfirmationAnswer, Role
from recoudre.vocabulary.lists import Channel


class Confirmation(models.Model):
    """Somebody said whether an occasion is still true: when, how, in which role. Never who."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="confirmations")
    answer = models.CharField(max_length=20, choices=ConfirmationAnswer.choices())
    role = models.CharField(max_length=20, choices=Role.choices())
    channel = models.CharField(max_length=20, choices=Channel.choices())
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "confirmation"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.answer}"


class ConfirmationLink(models.Model):
    """A signed link sent to who answers for an occasion: used once, and it expires."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=Role.choices())
    channel = models.CharField(max_length=20, choices=Channel.choices())
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "lien de confirmation"
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.sent_at.isoformat()}"


class Claim(models.Model):
    """Somebody says that they answer for an occasion, and how they prove it.

    `email` is private. `code_digest` is the digest of the code sent to prove it.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="claims")
    email = models.EmailField()
    proof = models.CharField(max_length=20, choices=ClaimProof.choices())
    evidence = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=20, choices=ClaimState.choices(), default=ClaimState.WAITING.value
    )
    code_digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "revendication"
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.occasion_id} {self.proof} {self.state}"
