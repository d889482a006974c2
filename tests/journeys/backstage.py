"""What waits behind the pages: links, codes and a session, made in the home of a served site.

Run as a process of its own, as an operator would; it prints the addresses as JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.terminal import describe_environment

ADMINISTRATOR = "tout@ormance.example.org"
COMMUNE = "96011"
TABLE = "Intitulé;Code INSEE;Nature\nLe Bal des voisins;96011;moment\nLe Four;96011;lieu\n"


def prepare_backstage(home: Path) -> dict[str, str]:
    """Prepare what some pages need, in another process, and give what leads to them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.backstage"],
        env=describe_environment(home, DJANGO_SETTINGS_MODULE="recoudre.config.settings"),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def main() -> None:
    """Make everything, and print it."""
    from recoudre.config.preparation import prepare_database

    prepare_database()
    from django.utils import timezone

    at = timezone.now()
    found = {**_open_links(at), **_propose(at), **_find_work(), **_enter(at)}
    sys.stdout.write(json.dumps(found))


def _open_links(at):
    from recoudre.inventory.models import ConfirmationLink, Occasion
    from recoudre.inventory.services.confirmations import confirm_by_link, create_link
    from recoudre.vocabulary.decisions import Role
    from recoudre.vocabulary.lists import Channel

    asked, told = Occasion.objects.filter(is_fictional=True).order_by("-pk")[:2]
    link, spent = (
        create_link(occasion=one, role=Role.STEWARD, channel=Channel.WEB, at=at)
        for one in (asked, told)
    )
    confirm_by_link(link=ConfirmationLink.objects.get(occasion=told), at=at)
    return {"link": link, "spent": spent}


def _propose(at):
    from recoudre.inventory.services.proposals import Draft, create_proposal
    from recoudre.territories.models import Territory

    values = {"name": "Le Goûter des lecteurs", "kind": "gathering", "commune_code": COMMUNE}
    draft = Draft(territory=Territory.objects.get(code=COMMUNE), values=values)
    made = create_proposal(draft=draft, token="backstage", at=at)
    return {"code": made.code, "proposal": str(made.proposal.pk)}


def _find_work():
    from recoudre.inventory.models import Match, Proposal

    change = Proposal.objects.filter(occasion__isnull=False, state="waiting").first()
    match = Match.objects.filter(state="waiting").order_by("pk").last()
    return {"change": str(change.pk), "match": str(match.pk)}


def _enter(at):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from recoudre.accounts.services import give_role, keep_person
    from recoudre.accounts.views import BACKEND
    from recoudre.importers.uploads import Brought, create_upload
    from recoudre.inventory.models import Occasion
    from recoudre.inventory.services.claims import create_claim
    from recoudre.vocabulary.decisions import ClaimProof, Role

    person = keep_person(email=ADMINISTRATOR)
    give_role(person=person, role=Role.ADMINISTRATOR, territory_code="96")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    create_claim(
        occasion=Occasion.objects.get(pk=2), email="mairie@ormance.example.org",
        proof=ClaimProof.LETTER, number="", at=at,
    )  # fmt: skip
    brought = Brought("Les rendez-vous", "Mairie", "lov2", "")
    upload = create_upload(
        content=TABLE.encode(), file_name="rendez-vous.csv", brought=brought, person=person
    )
    return {"session": session.session_key, "upload": upload.token}


if __name__ == "__main__":
    main()
