"""People for the tests: a helper of the Drôme, one of another place, somebody without a role."""

from recoudre.accounts.services import give_role, keep_person
from recoudre.vocabulary.decisions import Role
from tests.conftest import StrictClient


def sign_in(role=Role.CONTRIBUTOR, code="26", email="aide@example.org"):
    """Sign somebody in, with a role in a territory, or none."""
    person = keep_person(email=email)
    if role:
        give_role(person=person, role=role, territory_code=code)
    client = StrictClient()
    client.force_login(person)
    return client
