"""Writes about people. Each public function is one transaction."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from recoudre.accounts.models import Assignment, Person
from recoudre.vocabulary.decisions import Role

DEMO_TERRITORY = "96"
_DEMO_PEOPLE = {
    Role.MODERATOR: ("moderatrice@demonstration.invalid", "Modératrice de démonstration"),
    Role.CONTRIBUTOR: ("aidante@demonstration.invalid", "Aidante de démonstration"),
}


class NotADemoError(Exception):
    """A person of the demonstration was asked for where the territory is real."""


@transaction.atomic
def keep_person(*, email: str, name: str = "") -> Person:
    """Find the person of an e-mail, or create them."""
    found = Person.objects.filter(email=email.strip().lower()).first()
    return found or Person.objects.create_user(email, name)


@transaction.atomic
def give_role(*, person: Person, role: Role, territory_code: str) -> Assignment:
    """Give a role in a territory; given twice, it is held once."""
    assignment, _ = Assignment.objects.get_or_create(
        person=person, role=role.value, territory_code=territory_code
    )
    return assignment


@transaction.atomic
def withdraw_role(*, person: Person, role: Role, territory_code: str) -> bool:
    """Withdraw a role, and say whether it was held."""
    held = Assignment.objects.filter(person=person, role=role.value, territory_code=territory_code)
    return held.delete()[0] > 0


@transaction.atomic
def forget_ended_visits() -> int:
    """Forget the sessions that ended, and say how many; some hold the e-mail that asked a code."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


@transaction.atomic
def keep_demo_person(*, role: Role) -> Person:
    """Keep an invented person who holds a role in the invented territory.

    Raises
        NotADemoError: the territory of this site is real.
    """
    if not settings.IS_DEMO:
        raise NotADemoError(
            "The people of the demonstration exist only where the territory is invented. "
            "Sign in with a code instead."
        )
    email, name = _DEMO_PEOPLE[role]
    person = keep_person(email=email, name=name)
    give_role(person=person, role=role, territory_code=DEMO_TERRITORY)
    return person
