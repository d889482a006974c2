"""Run in a home: fill it with proposals and moderators, copy its tables, count its decisions."""

import hashlib
import json
import random
import sys
from datetime import timedelta
from typing import Any

import django

MODERATORS = 3
NOTES = (
    "Fermé en août.",
    "Ouvert à tous, sans inscription.",
    "Sonner deux fois.",
    "Un café offert.",
)


def fill(count: int) -> dict[str, Any]:
    """Make proposals, two changes for one new occasion, and three moderators signed in."""
    from django.utils import timezone

    from recoudre.inventory.models import Occasion
    from recoudre.inventory.services.proposals import create_proposal

    now = timezone.now()
    chance = random.Random(5)  # noqa: S311 - the same proposals every time.
    known = list(Occasion.objects.select_related("territory", "steward").order_by("pk")[:count])
    for number in range(count):
        draft = _draft(number, chance.choice(known), chance)
        asked_at = now - timedelta(days=6, minutes=-number)
        create_proposal(draft=draft, token=f"mesure-{number}", at=asked_at)
    return {"sessions": [_sign_in(number) for number in range(MODERATORS)]}


def _draft(number: int, known: Any, chance: random.Random) -> Any:
    from recoudre.inventory.services.proposals import Draft
    from recoudre.inventory.telling import tell_visible

    note = f"{chance.choice(NOTES)} ({number})"
    if number % 3:
        values = {"summary": note} if number % 2 else {"hours_note": note, "cost": "free"}
        return Draft(known.territory, values, occasion=known, base=tell_visible(known))
    values = {
        "name": f"Café des voisins {number}", "kind": "place", "summary": note,
        "commune_code": known.territory.code,
        "bonds": [{"bond": "elective", "foundation": "recognition", "mark": "stated"}],
    }  # fmt: skip
    return Draft(known.territory, values, message="On y va le jeudi.")


def _sign_in(number: int) -> str:
    """Open the session of a moderator of the whole country, and give its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from recoudre.accounts.services import give_role, keep_person
    from recoudre.vocabulary.decisions import Role

    person = keep_person(email=f"moderation-{number}@example.org")
    give_role(person=person, role=Role.MODERATOR, territory_code="FR")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def copy() -> dict[str, str]:
    """Digest every table that a decision may write, but those that only grow."""
    from recoudre.inventory import models
    from recoudre.inventory.services.restoring import digest_state, pack_row

    names = ("Match", "Occasion", "Proposal", "SearchEntry", "Source", "SourceRecord", "Steward",
             "Suggestion", "Timing", "Training")  # fmt: skip
    digests = {}
    for name in names:
        digest = hashlib.sha256()
        for row in getattr(models, name).objects.order_by("pk").iterator(chunk_size=2_000):
            digest.update(digest_state(pack_row(row)).encode())
        digests[name] = digest.hexdigest()
    return digests


def count() -> dict[str, Any]:
    """Count proposals by state, the decisions that the public log tells, and repeated ones."""
    from django.db.models import Count, Sum

    from recoudre.inventory.models import LogLine, Proposal, SourceRecord

    states = Proposal.objects.order_by().values_list("state").annotate(n=Count("pk"))
    acts = LogLine.objects.order_by().values_list("act").annotate(n=Sum("count"))
    answered = Proposal.objects.exclude(state="waiting")
    accepted_new = answered.filter(values__has_key="name").exclude(state="refused")
    created = SourceRecord.objects.filter(remote_id__startswith="proposition-")
    return {
        "states": dict(states), "logged": dict(acts), "answered": answered.count(),
        "accepted_new": accepted_new.count(), "created": created.count(),
        "answered_twice": answered.filter(version__gt=1).count(),
    }  # fmt: skip


def main() -> None:
    """Do one of the three and print what it gives as JSON."""
    django.setup()
    asked = sys.argv[1]
    given = fill(int(sys.argv[2])) if asked == "fill" else {"copy": copy, "count": count}[asked]()
    sys.stdout.write(json.dumps(given))


if __name__ == "__main__":
    main()
