"""What invented residents propose: something waits for the moderation of the demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from recoudre.demo.sights import SHARED_OCCASION, SIGHTS
from recoudre.inventory.models import Occasion, Workshop
from recoudre.inventory.services.proposals import Draft, create_proposal
from recoudre.inventory.telling import tell_visible
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Channel


@dataclass(frozen=True, slots=True)
class Proposed:
    """One invented proposal of a new occasion, so many days before the demonstration."""

    commune_code: str
    days_ago: int
    values: Mapping[str, Any]
    message: str = ""
    channel: Channel = Channel.WEB
    sheet_number: int | None = field(default=None)


PROPOSALS = (
    Proposed(
        SIGHTS["cracked"],
        12,
        {
            "name": "La table du jeudi",
            "kind": "gathering",
            "summary": "Chacun apporte un plat, on mange ensemble dans l’ancienne école.",
            "hours_note": "tous les jeudis à 12 h",
            "bonds": [{"bond": "elective", "foundation": "recognition", "mark": "stated"}],
            "domains": [{"domain": "food", "mark": "stated"}],
            "cost": "free_price",
        },
        "On est une dizaine, il reste de la place.",
    ),
    Proposed(
        SIGHTS["town"],
        3,
        {
            "name": "Atelier vélo de la gare",
            "kind": "place",
            "summary": "On y apprend à réparer son vélo avec ceux qui savent.",
            "address": "2 place de la Gare",
            "bonds": [{"bond": "organic", "foundation": "protection", "mark": "stated"}],
        },
    ),
    Proposed(
        SIGHTS["thick"],
        1,
        {"name": "Promo -50 % sur les vérandas", "kind": "project", "summary": "Devis gratuit !"},
    ),
    *(
        Proposed(SIGHTS["thick"], 2, {"name": name, "kind": "gathering"}, "", Channel.WORKSHOP, at)
        for at, name in enumerate(("Veillée des contes", "Troc de plants", "Bal du lavoir"), 1)
    ),
)
CHANGE = {"hours_note": "Fermé la première semaine de chaque mois."}


def bring_proposals(*, at: datetime) -> int:
    """Bring what residents propose; brought twice, it is there once. Return how many there are."""
    communes = {one.code: one for one in Territory.objects.filter(code__in=SIGHTS.values())}
    workshop = _keep_workshop(communes[SIGHTS["thick"]], at)
    for number, one in enumerate(PROPOSALS):
        commune = communes[one.commune_code]
        draft = Draft(
            territory=commune,
            values={**one.values, "commune_code": commune.code},
            message=one.message,
            channel=one.channel,
        )
        create_proposal(
            draft=draft,
            token=f"demonstration-{number}",
            at=at - timedelta(days=one.days_ago),
            workshop=workshop if one.sheet_number else None,
            sheet_number=one.sheet_number,
        )
    return len(PROPOSALS) + _bring_change(at)


def _bring_change(at: datetime) -> int:
    """Bring one change of an occasion that several files tell."""
    occasion = Occasion.objects.filter(name=SHARED_OCCASION).select_related("territory").first()
    if occasion is None:
        return 0
    draft = Draft(
        territory=occasion.territory, values=CHANGE, occasion=occasion, base=tell_visible(occasion)
    )
    create_proposal(draft=draft, token="demonstration-change", at=at - timedelta(days=5))  # noqa: S106 - invented
    return 1


def _keep_workshop(commune: Territory, at: datetime) -> Workshop:
    workshop, _ = Workshop.objects.get_or_create(
        name="Atelier au lavoir", territory=commune, defaults={"on": at.date(), "created_at": at}
    )
    return workshop
