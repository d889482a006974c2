"""What residents propose: an occasion or a change of one, shown to nobody before it is accepted."""

from django.conf import settings
from django.db import models

from recoudre.inventory.models.occasions import Occasion
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState, RefusalReason
from recoudre.vocabulary.lists import Channel


class Workshop(models.Model):
    """A workshop where a pile of paper forms was filled, to be typed in together."""

    name = models.CharField(max_length=200)
    on = models.DateField()
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="workshops")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="workshops"
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "atelier"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return self.name


class Proposal(models.Model):
    """What somebody proposes: `values` as testimony stores them, of a new occasion or a known one.

    `occasion` is null for a new one until it is accepted. `base` keeps, for a change, the visible
    values its author saw. `fates` says, field by field, {"accepted": bool, "reason": slug}.
    `return_digest` is the digest of the code that leads its author back, without an account.
    `author_email` is private and erased some time after the answer; `consent` says how somebody
    agreed that a helper types in for them, or that a contact is public; its "private_contact" is
    for moderators alone, and erased with the e-mail. `version` grows at each write: two
    moderators who decide at once are told so.
    """

    occasion = models.ForeignKey(
        Occasion, on_delete=models.CASCADE, null=True, related_name="proposals"
    )
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=20, choices=ProposalState.choices())
    channel = models.CharField(max_length=20, choices=Channel.choices())
    values = models.JSONField()
    base = models.JSONField(default=dict)
    fates = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    reason = models.CharField(max_length=20, choices=RefusalReason.choices(), blank=True)
    reply = models.TextField(blank=True)

    author_email = models.EmailField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="proposals"
    )
    return_digest = models.CharField(max_length=64, unique=True)
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="typed_in"
    )
    consent = models.JSONField(default=dict)
    workshop = models.ForeignKey(
        Workshop, on_delete=models.SET_NULL, null=True, related_name="proposals"
    )
    sheet_number = models.PositiveIntegerField(null=True)

    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="decided"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "proposition"
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["state", "created_at", "id"], name="proposal_by_age"),
            models.Index(fields=["territory", "state"], name="proposal_by_territory"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "sheet_number"], name="sheet_typed_once"),
        ]

    def __str__(self) -> str:
        return f"proposition {self.pk}"
