"""Territories, the former codes that lead to them, their postcodes and their context values."""

from django.db import models
from django.db.models import Q

from recoudre.vocabulary.lists import Level, MissingReason


class Territory(models.Model):
    """A commune, an EPCI, a département or a région, under its public code.

    `code` is the INSEE code of a commune or département, the SIREN of an EPCI, "R" and the code
    of a région. `department_code`, `region_code` and `epci_code` name the territories that hold
    this one whole; "" when there is none or when it is unknown. `neighbour_codes` are the communes
    whose outlines touch this one; null when its outline is unknown. Null never means zero.
    """

    code = models.CharField(max_length=9, unique=True)
    level = models.CharField(max_length=16, choices=Level.choices())
    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=200)
    search_name = models.CharField(max_length=200, db_index=True)
    department_code = models.CharField(max_length=3, blank=True, db_index=True)
    region_code = models.CharField(max_length=3, blank=True, db_index=True)
    epci_code = models.CharField(max_length=9, blank=True, db_index=True)
    residents = models.PositiveIntegerField(null=True)
    residents_year = models.PositiveSmallIntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    area_km2 = models.FloatField(null=True)
    outline = models.JSONField(null=True)
    neighbour_codes = models.JSONField(null=True)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        verbose_name = "territoire"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lon__isnull=False),
                name="territory_point_whole_or_unknown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def chain(self) -> tuple[str, ...]:
        """Give its code, the codes of the territories that hold it whole, and "FR"."""
        codes = (self.code, self.epci_code, self.department_code, self.region_code, "FR")
        return tuple(dict.fromkeys(code for code in codes if code))


class FormerCommune(models.Model):
    """A code that is no longer a commune's, and today's commune that it leads to."""

    code = models.CharField(max_length=5, unique=True)
    current_code = models.CharField(max_length=5, db_index=True)
    since = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} -> {self.current_code}"


class IndicatorValue(models.Model):
    """What a context indicator is worth on a territory, or why it is not known."""

    # No index of its own: the one of the constraint below begins with the territory.
    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="indicator_values", db_index=False
    )
    indicator = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    source = models.CharField(max_length=200)
    missing_reason = models.CharField(max_length=16, blank=True, choices=MissingReason.choices())

    class Meta:
        verbose_name = "valeur d’un indicateur"
        verbose_name_plural = "valeurs des indicateurs"
        ordering = ["territory", "indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "indicator", "year"], name="indicator_value_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="indicator_value_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"


class CommunePostcode(models.Model):
    """A postcode of a commune. These come under ODbL: kept apart, never mixed in an export."""

    # No index of its own: the one of the constraint below begins with the territory.
    territory = models.ForeignKey(
        Territory, models.CASCADE, related_name="postcodes", db_index=False
    )
    postcode = models.CharField(max_length=5, db_index=True)

    class Meta:
        verbose_name = "code postal"
        verbose_name_plural = "codes postaux"
        ordering = ["postcode", "territory"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "postcode"], name="commune_postcode_once"),
        ]

    def __str__(self) -> str:
        return self.postcode


class SchoolHoliday(models.Model):
    """Days without school in a zone, both included, as the ministry publishes them."""

    zone = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        verbose_name = "vacances scolaires"
        verbose_name_plural = "vacances scolaires"
        ordering = ["zone", "first_on"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "first_on"], name="school_holiday_once"),
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="school_holiday_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.zone})"
