"""Occasions, their stewards, and what each source says of them."""

from django.db import models
from django.urls import reverse

from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.licences import LICENCES, Licence
from recoudre.vocabulary.lists import (
    Channel,
    ContactBasis,
    Cost,
    Kind,
    Precision,
    Screen,
    Sector,
    State,
    TimingStatus,
    Trust,
)
from recoudre.vocabulary.moments import is_held


class Source(models.Model):
    """Who publishes facts, under which licence, and how far it is trusted."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.SlugField()
    trust = models.CharField(max_length=20, choices=Trust.choices())
    contact_basis = models.CharField(
        max_length=20, choices=ContactBasis.choices(), default=ContactBasis.UNKNOWN.value
    )
    contact_proof = models.CharField(max_length=2000, blank=True)
    homepage = models.URLField(max_length=2000, blank=True)
    covers = models.JSONField(default=list)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        verbose_name = "source"

    def __str__(self) -> str:
        return self.name

    @property
    def licence_terms(self) -> Licence:
        """Give the licence's name and address."""
        return LICENCES[self.licence]


class Steward(models.Model):
    """Who answers for occasions. A SIRET is an attribute, never an identity."""

    key = models.CharField(max_length=400, unique=True)
    name = models.CharField(max_length=300)
    sector = models.CharField(max_length=20, choices=Sector.choices(), blank=True)
    siret = models.CharField(max_length=14, blank=True)
    rna = models.CharField(max_length=10, blank=True)
    commune_code = models.CharField(max_length=9, blank=True)

    class Meta:
        verbose_name = "porteur"

    def __str__(self) -> str:
        return self.name

    @property
    def sector_label(self) -> str:
        """Name the sector in French, or nothing when it is unknown."""
        return Sector(self.sector).label if self.sector else ""


class OccasionQuerySet(models.QuerySet["Occasion"]):
    """Occasions, in domain words."""

    def published(self) -> "OccasionQuerySet":
        """Keep what the public sees in lists, counts and maps."""
        return self.filter(state=State.PUBLISHED)

    def with_place(self) -> "OccasionQuerySet":
        """Join the commune and the steward, without the heavy outline."""
        return self.select_related("territory", "steward").defer(
            "territory__outline", "territory__neighbour_codes"
        )


class Occasion(models.Model):
    """A place, a gathering or a project that makes bonds. Each visible value is elected.

    `witnesses` names, field by field, the source record that won; `pins` the record that a
    moderator fixed for a field. Empty, null and [] mean unknown. `said_on` is the date of a file;
    `confirmed_on` is the day when a person last said that it is still true, which no import sets.
    `merged_into` makes it an alias, served for ever.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices())
    state = models.CharField(max_length=20, choices=State.choices())
    name = models.CharField(max_length=300)
    slug = models.CharField(max_length=100)
    search_name = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    description = models.TextField(blank=True)

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="occasions")
    address = models.CharField(max_length=400, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    precision = models.CharField(max_length=20, choices=Precision.choices())

    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.URLField(max_length=2000, blank=True)
    source_url = models.URLField(max_length=2000, blank=True)

    opening_hours = models.TextField(blank=True)
    hours_note = models.TextField(blank=True)
    cost = models.CharField(max_length=20, choices=Cost.choices(), blank=True)
    cost_note = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    screen = models.CharField(max_length=20, choices=Screen.choices(), blank=True)
    reach_modes = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    bonds = models.JSONField(default=list)
    domains = models.JSONField(default=list)

    steward = models.ForeignKey(
        Steward, on_delete=models.PROTECT, null=True, related_name="occasions"
    )
    since = models.CharField(max_length=200, blank=True)
    caveat = models.TextField(blank=True)
    said_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=20, choices=Role.choices(), blank=True)
    confirmed_channel = models.CharField(max_length=20, choices=Channel.choices(), blank=True)
    schedule = models.JSONField(default=dict)
    witnesses = models.JSONField(default=dict)
    pins = models.JSONField(default=dict)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="aliases"
    )
    is_fictional = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = "occasion"
        indexes = [
            models.Index(fields=["state", "search_name", "id"], name="occasion_by_name"),
            models.Index(fields=["state", "-created_at"], name="occasion_by_creation"),
            models.Index(fields=["territory", "state"], name="occasion_by_territory"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="occasion_point_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of its page; it never changes once published."""
        return reverse("occasion", args=[self.pk, self.slug])

    @property
    def kind_label(self) -> str:
        """Name the kind in French."""
        return Kind(self.kind).label


class SearchEntry(models.Model):
    """What a search reads of one published occasion: narrow rows, kept beside the word index.

    The words themselves live in `inventory_searchwords` (SQLite, FTS5) or in the column
    `document` that a migration adds here (PostgreSQL); see `search/engines.py`.
    """

    occasion = models.OneToOneField(
        Occasion, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    facet_bits = models.BigIntegerField()
    sort_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = "entrée de recherche"
        indexes = [models.Index(fields=["sort_name", "occasion"], name="entry_by_name")]

    def __str__(self) -> str:
        return self.sort_name


class Timing(models.Model):
    """One date of a gathering. `place` says where when it is not at the occasion's own address.

    One that comes from the occasion's schedule was told by nobody: it is renewed every night.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="timings")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(null=True)
    status = models.CharField(
        max_length=20, choices=TimingStatus.choices(), default=TimingStatus.SCHEDULED.value
    )
    place = models.CharField(max_length=400, blank=True)
    is_from_schedule = models.BooleanField(default=False)

    class Meta:
        verbose_name = "date"
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["occasion", "starts_at", "place"], name="timing_once"),
        ]

    def __str__(self) -> str:
        return self.starts_at.isoformat()

    @property
    def is_held(self) -> bool:
        """Say whether it will happen on that date: neither cancelled nor postponed."""
        return is_held(self.status)


class SourceRecord(models.Model):
    """What one source says of one occasion: its raw row untouched, and what was read from it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records")
    remote_id = models.CharField(max_length=300)
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="records")
    row_number = models.PositiveIntegerField()
    raw = models.JSONField()
    values = models.JSONField()
    content_hash = models.CharField(max_length=64)
    doubts = models.JSONField(default=list)
    licence = models.SlugField()
    seen_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "témoin"
        constraints = [
            models.UniqueConstraint(fields=["source", "remote_id"], name="record_once_per_source"),
        ]

    def __str__(self) -> str:
        return self.remote_id


class OccasionChange(models.Model):
    """One line of an occasion's history: when, because of what, and each value before and after."""

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField()
    cause = models.CharField(max_length=200)
    changes = models.JSONField()

    class Meta:
        verbose_name = "changement"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.cause}"
