"""Contacts that somebody asked never to see published again."""

from django.db import models

from recoudre.vocabulary.lists import Channel


class ContactObjection(models.Model):
    """A phone or an e-mail that is never shown again, whatever is imported later.

    Only a keyed digest of it is held: the list of those who object is no list of contacts.
    """

    kind = models.CharField(max_length=10, choices=[("phone", "téléphone"), ("email", "courriel")])
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel.choices())

    class Meta:
        verbose_name = "opposition"
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="objection_once_per_contact"),
        ]

    def __str__(self) -> str:
        return self.kind


class NoticeSent(models.Model):
    """An e-mail was told that it is published and how to object: once, when it was first imported.

    Only its keyed digest is held, as for an objection.
    """

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "information envoyée"

    def __str__(self) -> str:
        return self.at.isoformat()
