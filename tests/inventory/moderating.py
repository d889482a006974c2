"""Proposals, moderators and whole tables, for the tests of the moderation."""

from datetime import timedelta
from itertools import count

from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse

from recoudre.accounts.models import Person
from recoudre.accounts.services import give_role, keep_person
from recoudre.inventory.models import (
    Match,
    Occasion,
    Proposal,
    SearchEntry,
    Source,
    SourceRecord,
    Steward,
    Suggestion,
    Timing,
    Training,
)
from recoudre.inventory.services.restoring import pack_row
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ProposalState, Role
from recoudre.vocabulary.lists import Channel, Level
from tests.stock import NOON

_NUMBERS = count(1)
# All that a decision may write, but the history and the public log, which only grow.
TABLES = (
    Match, Occasion, Proposal, SearchEntry, Source, SourceRecord, Steward, Suggestion, Timing,
    Training,
)  # fmt: skip


def make_person(email: str, role: Role | None = None, code: str = "26114") -> Person:
    """Make a person, with a role in a territory when one is given."""
    person = keep_person(email=email)
    if role:
        give_role(person=person, role=role, territory_code=code)
    return person


def make_proposal(occasion: Occasion | None = None, **given) -> Proposal:
    """Make a waiting proposal in Dieulefit: a new place, or a change of a known one."""
    number = next(_NUMBERS)
    values = {"name": f"Café {number}", "kind": "place", "commune_code": "26114"}
    values = {"phone": "0475000099"} if occasion else values
    told = {
        "occasion": occasion,
        "territory": Territory.objects.get(code="26114"),
        "state": ProposalState.WAITING,
        "channel": Channel.WEB,
        "values": values,
        "return_digest": f"{number:064d}",
        "created_at": NOON - timedelta(days=3),
        "due_at": NOON + timedelta(days=4),
    } | given
    return Proposal.objects.create(**told)


def make_suggestion(occasion: Occasion, value: str = "elective", **given) -> Suggestion:
    """Make a waiting suggestion of a bond."""
    training, _ = Training.objects.get_or_create(at=NOON, examples=40, measures={})
    told = {"field": "bonds", "probability": 0.8, "words": ["café", "jeux"]} | given
    return Suggestion.objects.create(occasion=occasion, training=training, value=value, **told)


def make_elsewhere() -> Territory:
    """Make a commune of another région."""
    return Territory.objects.create(
        code="29019", level=Level.COMMUNE, name="Brest", slug="brest", search_name="brest",
        department_code="29", region_code="R53", epci_code="242900314",
    )  # fmt: skip


def copy_tables() -> dict[str, list]:
    """Copy every table that a decision may write, with the words of the search."""
    copied = {
        model.__name__: [pack_row(one) for one in model.objects.order_by("pk")] for model in TABLES
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT rowid, stems, places FROM inventory_searchwords ORDER BY rowid")
        else:
            cursor.execute(
                "SELECT occasion_id, document::text, '' FROM inventory_searchentry ORDER BY 1"
            )
        copied["words"] = cursor.fetchall()
    return copied


def read(response):
    """Read a page."""
    return BeautifulSoup(response.content, "html.parser")


def post_answer(client, proposal, **told):
    """Answer a proposal as its page does."""
    given = {"version": proposal.version, "reason": "", "reply": ""} | told
    return client.post(reverse("moderation-proposal", args=[proposal.pk]), given)
