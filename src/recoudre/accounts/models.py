"""People who have an account, and the roles they hold. Most residents have none, and need none."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from recoudre.vocabulary.decisions import Role


class PersonManager(BaseUserManager["Person"]):
    """Makes people from their e-mail alone: no password, one signs in with a code by e-mail."""

    def create_user(self, email: str, name: str = "") -> "Person":
        """Create a person, whose e-mail is kept in lower case."""
        person = Person(email=email.strip().lower(), name=name.strip())
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. The e-mail is theirs alone: it is shown on no page."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "personne"
        constraints = [models.UniqueConstraint(Lower("email"), name="person_once_per_email")]

    def __str__(self) -> str:
        return self.name or f"personne {self.pk}"


class Assignment(models.Model):
    """A role that a person holds in a territory and in all that it holds.

    `territory_code` is the code of a commune, an EPCI, a département, a région, or "FR".
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role.choices())
    territory_code = models.CharField(max_length=9)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "rôle"
        ordering = ["territory_code", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "territory_code"], name="assignment_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.territory_code}"
