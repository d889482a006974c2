"""The people of the tests: each a signed-in client, with `.person` behind it.

The territory is the département 26 of the smallest inventory (`tests/stock.py`).
"""

import pytest
from django.test import Client

from recoudre.accounts.services import give_role, keep_person
from recoudre.vocabulary.decisions import Role
from tests.conftest import StrictClient

HERE = "26"
ELSEWHERE = "07"


@pytest.fixture
def visitor(client: Client) -> Client:
    """A visitor without an account."""
    return client


@pytest.fixture
def contributor(db: None) -> Client:
    """Somebody whose contributions are trusted in the département 26."""
    return sign_in("contributrice@example.org", Role.CONTRIBUTOR, HERE)


@pytest.fixture
def moderator(db: None) -> Client:
    """A moderator of the département 26."""
    return sign_in("moderatrice@example.org", Role.MODERATOR, HERE)


@pytest.fixture
def stranger(db: None) -> Client:
    """A moderator of another département, 07: nothing here is theirs."""
    return sign_in("etranger@example.org", Role.MODERATOR, ELSEWHERE)


@pytest.fixture
def administrator(db: None) -> Client:
    """An administrator of the département 26."""
    return sign_in("administratrice@example.org", Role.ADMINISTRATOR, HERE)


def sign_in(email: str, role: Role, territory_code: str) -> Client:
    """Sign in somebody who holds one role; the client refuses inline script like a visitor's."""
    client = StrictClient()
    client.person = keep_person(email=email)
    give_role(person=client.person, role=role, territory_code=territory_code)
    client.force_login(client.person)
    return client
