"""No page asks the database more than twelve things, however much waits in it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from recoudre.importers.uploads import Brought, create_upload
from recoudre.inventory.models import (
    Claim,
    LogLine,
    Match,
    Merge,
    ModerationBatch,
    Occasion,
    Proposal,
    Suggestion,
    Training,
    Workshop,
)
from recoudre.inventory.return_codes import digest_code, write_code
from recoudre.inventory.services.confirmations import create_link
from recoudre.inventory.services.letters import write_confirmation_token
from recoudre.inventory.services.moderation import correct_value
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import (
    ClaimProof,
    ClaimState,
    ModerationAct,
    ProposalState,
    Relation,
    Role,
)
from recoudre.vocabulary.lists import Channel
from tests.people import sign_in
from tests.stock import make_located

MOST = 12
OCCASIONS, PROPOSALS, MATCHES, SUGGESTIONS, CLAIMS, BATCHES = 310, 2_000, 200, 300, 50, 30
# What each address of the site needs; a page with several faces is read in each of them.
PATHS: dict[str, tuple[str, ...]] = {
    "account_request_login_code": ("/compte/entrer",),
    "account_login": ("/compte/entrer",),
    "account_confirm_login_code": ("/compte/code",),
    "account_logout": ("/compte/sortir",),
    "my-contacts": ("/mes-contacts", "/mes-contacts?fiche={occasion}&quoi=phone"),
    "propose": ("/proposer",),
    "propose-change": ("/proposer/{occasion}",),
    "proposal-code": ("/proposition",),
    "proposal-confirm": ("/proposition/confirmer/{confirm}",),
    "proposal-fate": ("/proposition/{code}",),
    "proposal-receipt": ("/proposition/{code}/recu",),
    "confirm": ("/confirmer/{link}",),
    "confirm-change": ("/confirmer/{link}/changer",),
    "confirm-end": ("/confirmer/{link}/fini",),
    "blank-sheet": ("/proposer/feuille.pdf",),
    "type-in": ("/saisie",),
    "workshops": ("/ateliers",),
    "workshop": ("/ateliers/{workshop}",),
    "workshop-sheets": ("/ateliers/{workshop}/feuilles.pdf?combien=1",),
    "workshop-typing": ("/ateliers/{workshop}/saisie",),
    "claim": ("/occasion/{occasion}/repondre",),
    "claims": ("/moderation/revendications",),
    "claim-letter": ("/moderation/revendications/{claim}/lettre.pdf",),
    "calls": ("/moderation/appels",),
    "moderation": ("/moderation", "/moderation?territoire=242600492&canal=web&retard=oui&page=9"),
    "moderation-proposal": (
        "/moderation/propositions/{new}", "/moderation/propositions/{change}",
        "/moderation/propositions/{new}?fiche={occasion}",
    ),
    "moderation-batch": (
        "/moderation/lot?tout=oui&choix=accepted", "/moderation/lot?tout=oui&choix=advertising",
    ),
    "moderation-batches": ("/moderation/lots",),
    "moderation-log": ("/moderation/journal", "/moderation/journal?territoire=26114"),
    "moderation-occasion": ("/moderation/occasions/{occasion}",),
    "moderation-disagreements": ("/moderation/desaccords",),
    "moderation-corrections": ("/moderation/desaccords/registre.csv",),
    "moderation-matches": ("/moderation/rapprochements",),
    "moderation-match": ("/moderation/rapprochements/{match}",),
    "moderation-merges": ("/moderation/fusions",),
    "moderation-suggestions": (
        "/moderation/suggestions", "/moderation/suggestions?champ=bonds&valeur=elective",
    ),
    "bring-file": ("/imports",),
    "map-columns": ("/imports/{upload}",),
    "home": ("/",),
    "search": ("/chercher", "/chercher?q=lieu&territoire=26", "/chercher?q=licorne"),
    "search-words": ("/chercher/mots?q=li",),
    "unmet": ("/chercher/sans-reponse",),
    "search-map": ("/chercher/carte.json?q=lieu",),
    "search-outlines": ("/chercher/contours.json?q=lieu",),
    "occasion": ("/occasion/{occasion}-{slug}",),
    "occasion-unslugged": ("/occasion/{occasion}",),
    "territories": ("/territoires",),
    "territory": ("/territoire/26114-dieulefit",),
    "territory-moved": ("/territoire/26114",),
    "atlas": ("/atlas",),
    "method": ("/methode",),
    "matching": ("/methode/rapprochements",),
    "suggestions": ("/methode/suggestions",),
    "sources": ("/sources",),
    "source": ("/sources/registre",),
    "data": ("/donnees",),
    "template-csv": ("/donnees/modele.csv",),
    "legal": ("/mentions-legales",),
    "accessibility": ("/accessibilite",),
    "components": ("/composants",),
    "robots": ("/robots.txt",),
    "people": ("/roles",),
}  # fmt: skip
ADMINISTRATORS = ("bring-file", "map-columns", "people")
# What no link does: these only take a form.
FORMS = {
    "show-again", "proposal-withdraw", "confirm-again", "confirm-here", "claim-decide",
    "record-call", "moderation-undo", "moderation-pin", "moderation-unpin",
    "moderation-next-match", "moderation-unmerge", "moderation-suggestions-preview",
    "moderation-suggestions-answer", "import-file", "withdraw-role",
}  # fmt: skip


def list_names(patterns):
    """List the names of all the addresses of the site."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from list_names(one.url_patterns)
        elif isinstance(one, URLPattern):
            yield one.name


@pytest.fixture
def filled(register, write):
    """An inventory where a great deal waits; what the addresses are about, by name."""
    now = timezone.now()
    write(register, *[
        make_located(str(n), 44.5 + n / 5_000, 5.05, name=f"Lieu {n}", phone="0475000000",
                     address="1 rue du Bourg", summary="Un lieu ouvert.")
        for n in range(OCCASIONS)
    ])  # fmt: skip
    occasions = list(Occasion.objects.order_by("pk"))
    chief = sign_in("chef@example.org", Role.MODERATOR, "26").person
    commune = Territory.objects.get(code="26114")
    code = write_code("jeton")
    proposals = fill_proposals(occasions, commune, digest_code(code), now)
    fill_reviews(occasions, chief, now)
    for one in occasions[:5]:
        correct_value(occasion_id=one.pk, values={"phone": "0475999999"}, at=now)
    administrator = sign_in("administratrice-fr@example.org", Role.ADMINISTRATOR, "FR")
    upload = create_upload(
        content="nom;nature;commune\nCafé;lieu;Dieulefit\n".encode(), file_name="l.csv",
        brought=Brought("Liste", "Mairie", "etalab-2.0"), person=administrator.person,
    )  # fmt: skip
    workshop = Workshop.objects.create(
        name="Marché", territory=commune, on=now.date(), created_at=now
    )
    return {
        "occasion": occasions[0].pk, "slug": occasions[0].slug, "code": code,
        "new": proposals[0].pk, "change": proposals[1].pk, "workshop": workshop.pk,
        "confirm": write_confirmation_token(proposals[2]), "claim": Claim.objects.first().pk,
        "match": Match.objects.first().pk, "upload": upload.token,
        "administrator": administrator,
        "link": create_link(occasion=occasions[0], role=Role.STEWARD, channel=Channel.WEB, at=now),
    }  # fmt: skip


def fill_proposals(occasions, commune, digest, now):
    """Fill the queue: one new occasion out of two, late ones, with an address to confirm."""
    made = [
        Proposal(
            occasion=occasions[n % OCCASIONS] if n % 2 else None, territory=commune,
            state=ProposalState.WAITING, channel=Channel.WEB, values=(
                {"summary": f"Fermé le {n}.", "steward": {"name": f"Club {n}"}} if n % 2
                else {"name": f"Lieu {n}", "kind": "place", "commune_code": "26114"}
            ),
            return_digest=f"{n:064d}" if n else digest, created_at=now - timedelta(minutes=n),
            due_at=now + timedelta(days=n % 9 - 4),
        )
        for n in range(PROPOSALS)
    ]  # fmt: skip
    made[2].state, made[2].author_email = ProposalState.UNCONFIRMED, "auteur@example.org"
    return Proposal.objects.bulk_create(made)


def fill_reviews(occasions, chief, now):
    """Fill what is read again: matches, merges, suggestions, claims, batches, the log."""
    training = Training.objects.create(at=now, examples=40, measures={})
    Match.objects.bulk_create(
        Match(first=one, second=other, relation=Relation.SAME, probability=0.8, proposed_at=now,
              reasons=[{"slug": "near", "values": {"distance_m": 40}}])
        for one, other in pairwise(occasions[: MATCHES + 1])
    )  # fmt: skip
    Suggestion.objects.bulk_create(
        Suggestion(occasion=one, training=training, field="bonds", value="elective",
                   probability=0.8, words=["lieu"])
        for one in occasions[:SUGGESTIONS]
    )  # fmt: skip
    Claim.objects.bulk_create(
        Claim(occasion=one, email=f"p{one.pk}@example.org", proof=ClaimProof.LETTER,
              state=ClaimState.WAITING, code_digest=f"{one.pk:064d}",
              created_at=now, expires_at=now + timedelta(days=30))
        for one in occasions[:CLAIMS]
    )  # fmt: skip
    before = {"of": "proposals", "territories": {"1": "26114", "2": "26113"}, "left_ids": [1, 2]}
    ModerationBatch.objects.bulk_create(
        ModerationBatch(act=ModerationAct.ACCEPTED, by=chief, at=now, count=2, before=before)
        for _ in range(BATCHES)
    )
    Merge.objects.bulk_create(
        Merge(kept=one, absorbed=other, record_ids=[], before={}, is_automatic=True, at=now)
        for one, other in zip(occasions[-60:-30], occasions[-30:], strict=True)
    )
    LogLine.objects.bulk_create(
        LogLine(at=now, act=ModerationAct.ACCEPTED, territory_code="26114", occasion_id=one.pk)
        for one in occasions
    )


def count_queries(client, path):
    """Count the queries of one page, nothing being remembered of another."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return len(asked), answer.status_code


def list_paths(filled):
    """List the paths of every page."""
    return sorted({one.format(**filled) for paths in PATHS.values() for one in paths})


def list_files(filled):
    """List the paths that only an administrator opens."""
    return [one.format(**filled) for name in ADMINISTRATORS for one in PATHS[name]]


def test_every_address_of_the_site_is_counted():
    assert set(list_names(get_resolver().url_patterns)) <= PATHS.keys() | FORMS


def test_a_visitor_never_costs_more_than_twelve_queries(visitor, filled):
    counted = {path: count_queries(visitor, path) for path in list_paths(filled)}

    assert {path: told for path, told in counted.items() if told[0] > MOST} == {}


def test_a_moderator_never_costs_more_than_twelve_queries(moderator, filled):
    counted = {path: count_queries(moderator, path) for path in list_paths(filled)}

    assert {path: told for path, told in counted.items() if told[0] > MOST} == {}
    assert {path for path, told in counted.items() if told[1] >= 400} <= set(list_files(filled))


def test_who_brings_files_never_costs_more_than_twelve_queries(filled):
    client = filled["administrator"]

    counted = {path: count_queries(client, path) for path in list_files(filled)}

    assert {path: told for path, told in counted.items() if told[0] > MOST} == {}
    assert {told[1] for told in counted.values()} == {200}
