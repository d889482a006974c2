"""One of everything that an address may speak of, all of it in Dieulefit, and a picture of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.core import serializers
from django.utils import timezone

from recoudre.accounts.models import Assignment
from recoudre.importers.uploads import Brought, create_upload
from recoudre.inventory.models import Match, Occasion, SourceRecord
from recoudre.inventory.services.batches import decide_proposals
from recoudre.inventory.services.claims import create_claim
from recoudre.inventory.services.confirmations import create_link
from recoudre.inventory.services.letters import write_confirmation_token
from recoudre.inventory.services.merges import merge_occasions
from recoudre.inventory.services.proposals import Draft, create_proposal
from recoudre.inventory.services.workshops import create_workshop
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ClaimProof, Relation, Role
from recoudre.vocabulary.lists import Channel
from tests.inventory.moderating import make_person, make_proposal, make_suggestion
from tests.stock import make_located

FILE = b"nom;nature;commune\nCaf\xc3\xa9 du fichier;lieu;Dieulefit\n"
# A visit leaves a session, and a search that found nothing is counted: neither is the inventory.
_ASIDE = {"UnmetSearch"}


@dataclass(slots=True)
class World:
    """The keys of each thing, as an address names them."""

    occasion: int
    withdrawn: int
    alias: int
    record: int
    proposal: int
    new_proposal: int
    match: int
    merge: int
    batch: int
    claim: int
    workshop: int
    suggestion: int
    code: str
    confirm_token: str
    link_token: str
    upload_token: str
    role: int


def make_world(register, write) -> World:
    """Make one of everything, an hour ago: no link has expired, no mail may be asked again."""
    now = timezone.now() - timedelta(hours=1)
    write(
        register,
        *(
            make_located(str(n), 44.52 + n / 100, 5.06, name=f"Lieu {n}", address="1 rue du Bourg",
                         phone=f"047500000{n}", website="https://lieu.example")
            for n in range(1, 6)
        ),
    )  # fmt: skip
    write(register, withdrawals=["5"])
    first, second, third, fourth, fifth = Occasion.objects.order_by("pk")
    chief, commune = make_person("chef@example.org", Role.MODERATOR), first.territory
    author = Draft(territory=commune, values={"name": "Banc", "kind": "place"},
                   author_email="auteur@example.org")  # fmt: skip
    proposed = create_proposal(draft=author, token="jeton", at=now)
    batch = decide_proposals(
        versions={make_proposal(second).pk: 0}, reason="", moderator=chief, at=now
    )
    brought = Brought("Liste", "Mairie", "etalab-2.0")
    return World(
        occasion=first.pk, withdrawn=fifth.pk, alias=fourth.pk,
        record=SourceRecord.objects.filter(occasion=first)[0].pk,
        proposal=make_proposal(first).pk,
        new_proposal=make_proposal().pk,
        match=Match.objects.create(
            first=first, second=second, relation=Relation.SAME, proposed_at=now
        ).pk,
        merge=merge_occasions(kept_id=third.pk, absorbed_id=fourth.pk, at=now).pk,
        batch=batch.pk,
        claim=create_claim(
            occasion=first, email="voisine@example.org", proof=ClaimProof.LETTER, at=now
        ).pk,
        workshop=create_workshop(
            name="Marché", on=date(2026, 3, 7), helper=chief, at=now,
            territory=Territory.objects.get(code="26114"),
        ).pk,
        suggestion=make_suggestion(first).pk,
        code=proposed.code,
        confirm_token=write_confirmation_token(proposed.proposal),
        link_token=create_link(occasion=first, role=Role.STEWARD, channel=Channel.WEB, at=now),
        upload_token=create_upload(
            content=FILE, file_name="l.csv", brought=brought,
            person=make_person("chef-fr@example.org", Role.ADMINISTRATOR, "FR"),
        ).token,
        role=Assignment.objects.get(person=chief).pk,
    )  # fmt: skip


def picture() -> dict[str, str]:
    """Picture every table of ours, to tell which one somebody changed."""
    models = [
        model
        for room in ("accounts", "inventory", "importers")
        for model in apps.get_app_config(room).get_models()
        if model.__name__ not in _ASIDE
    ]
    return {
        one.__name__: serializers.serialize("json", one.objects.order_by("pk")) for one in models
    }


def list_changed(before: dict[str, str]) -> list[str]:
    """List the tables that changed since a picture."""
    after = picture()
    return sorted(name for name in after if after[name] != before[name])
