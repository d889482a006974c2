"""Writes about people. Each public function is one transaction."""

from django.db import transaction

from recoudre.accounts.models import Assignment, Person
from recoudre.vocabulary.decisions import Role


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
