"""A contact planted in every private or closed place is found in nothing that the public can read.

Each canary names the place where it was planted, so that a failure says where the leak begins.
Every address of the site has a scenario: a new one fails here until somebody thinks of it.
"""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from django.core import mail
from django.urls import URLResolver, get_resolver
from pypdf import PdfReader

from recoudre.accounts.services import keep_person
from recoudre.config.cli import main
from recoudre.inventory.models import Claim, Confirmation, Occasion, Proposal, SourceRecord
from recoudre.inventory.return_codes import digest_code
from recoudre.inventory.services.confirmations import create_link
from recoudre.inventory.services.electing import elect_again, start_writing
from recoudre.inventory.services.rights import close_contact
from recoudre.inventory.services.testimonies import write_testimony
from recoudre.observation.writing import write_observation
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import ConfirmationAnswer, ProposalState, Role
from recoudre.vocabulary.lists import Channel, ContactBasis, State, Trust
from tests.stock import LATER, NOON, make_incoming, make_source

PLACES = (
    "raw", "closed", "closed_text", "objected", "objected_text", "outvoted", "withdrawn",
    "refused", "imported", "imported_doubt", "author", "message", "waiting_value", "consent",
    "claim", "evidence", "person", "note", "search",
)  # fmt: skip
CODE = "BCDF-GHJK-MNPR-TWXZ"
OPEN_PHONE = "04 75 46 43 62"


def write_email(place: str) -> str:
    """Write the canary e-mail of a place, which looks like a structure's own."""
    return f"canari{PLACES.index(place) + 10}@accueil.example"


def write_phone(place: str) -> str:
    """Write the canary phone of a place, which is not a mobile one."""
    return f"04 89 31 77 {PLACES.index(place) + 10}"


def give(place: str) -> dict[str, str]:
    """Give both canaries of a place, as a record says them."""
    return {"phone": write_phone(place), "email": write_email(place)}


def tell(place: str) -> str:
    """Tell both canaries of a place in a sentence."""
    return f"Écrire à {write_email(place)} ou appeler le {write_phone(place)}."


def list_found(text: str) -> list[str]:
    """List the places whose canary is in a text, however a phone is cut in pieces."""
    squeezed = re.sub(r"(?<=\d)(?:[ .\-\u00a0\u202f]|&nbsp;|%20)+(?=\d)", "", text.lower())
    return [
        place
        for place in PLACES
        if write_email(place) in squeezed
        or re.sub(r"\D", "", write_phone(place))[-9:] in squeezed
        or write_email(place).partition("@")[0] in squeezed
    ]


@pytest.fixture
def planted(register, open_source, write, tmp_path, settings, client, caplog):
    """An inventory with a canary in each private place, and one visible occasion beside each."""
    caplog.set_level("DEBUG")
    settings.HOME = tmp_path / "home"
    _plant_records(register, write)
    _plant_file(tmp_path)
    _plant_people(Occasion.objects.get(name="Café visible"))
    client.get("/chercher", {"q": write_email("search")})
    client.get("/chercher", {"q": write_phone("search")})
    return Occasion.objects.get(name="Café visible")


def _plant_records(register, write):
    silent = make_source("muette", Trust.REGISTER, ContactBasis.UNKNOWN)
    write(register, make_incoming("1", name="Café visible", phone=OPEN_PHONE))
    cafe = Occasion.objects.get()
    SourceRecord.objects.update(raw={"note": tell("raw"), **give("raw")})
    write(silent, make_incoming("1", name="Café fermé", **give("closed")))
    write(silent, make_incoming("2", name="Café bavard", description=tell("closed_text")))
    write(register, make_incoming("2", name="Café opposé", **give("objected")))
    write(register, make_incoming("3", name="Café cité", description=tell("objected_text")))
    write(silent, make_incoming("3", name="Café double", **give("outvoted")))
    SourceRecord.objects.filter(source=silent, remote_id="3").update(occasion=cafe)
    write(register, make_incoming("4", name="Café parti", **give("withdrawn")))
    write(register, withdrawals=["4"])
    write(register, make_incoming("5", name="Café refusé", **give("refused")))
    write_testimony(
        occasion=Occasion.objects.get(name="Café refusé"), trust=Trust.MODERATOR,
        values={"state": State.REFUSED.value}, at=LATER, cause="essai",
    )  # fmt: skip
    every = list(Occasion.objects.values_list("pk", flat=True))
    elect_again(start_writing(at=LATER, cause="essai"), every)
    for place in ("objected", "objected_text"):
        for kind, value in give(place).items():
            close_contact(kind=kind, value=value, at=LATER)


def _plant_file(tmp_path):
    header = (
        "identifiant;nom;nature;commune;code_insee;telephone;courriel;contact_public;description"
    )
    good = f"1;Café du fichier;lieu;Dieulefit;26114;{write_phone('imported')};"
    doubtful = f"2;Café du doute;lieu;Dieulefit;26114;{write_phone('imported_doubt')} poste x;"
    refused = f"3;;lieu;Dieulefit;26114;{write_phone('imported')};"
    lines = [
        header,
        f"{good}{write_email('imported')};non;{tell('imported')}",
        f"{doubtful}{write_email('imported_doubt').replace('@', ' @ ')};non;",
        f"{refused}{write_email('imported')};non;",
    ]
    path = tmp_path / "fichier.csv"
    path.write_text("\n".join(lines), "utf-8")
    assert main(["import", "csv", str(path)]) == 0


def _plant_people(cafe):
    person = keep_person(email=write_email("person"))
    commune = Territory.objects.get(code="26114")
    for state, occasion in (
        (ProposalState.WAITING, None),
        (ProposalState.REFUSED, None),
        (ProposalState.ACCEPTED, cafe),
    ):
        Proposal.objects.create(
            occasion=occasion, territory=commune, state=state, channel=Channel.HELPER,
            values={"name": "Banquet", "kind": "gathering", **give("waiting_value")},
            message=tell("message"), author_email=write_email("author"), author=person,
            helper=person, consent={"how": tell("consent"), "private_contact": give("consent")},
            return_digest=digest_code(f"{CODE}-{state}"), created_at=NOON, due_at=LATER,
        )  # fmt: skip
    Claim.objects.create(
        occasion=cafe, email=write_email("claim"), proof="domain", evidence=tell("evidence"),
        created_at=NOON, expires_at=LATER,
    )  # fmt: skip
    Confirmation.objects.create(
        occasion=cafe, answer=ConfirmationAnswer.STILL_TRUE, role=Role.STEWARD,
        channel=Channel.WEB, at=NOON, note=tell("note"),
    )  # fmt: skip


# What each address is asked with. A name that is absent fails the first test.
SCENARIOS: dict[str, tuple[str, ...]] = {
    "account_request_login_code": ("/compte/entrer",),
    "account_login": ("/compte/entrer",),
    "account_confirm_login_code": ("/compte/code",),
    "account_logout": ("/compte/sortir",),
    "my-contacts": ("/mes-contacts", "/mes-contacts?fait=1", "/mes-contacts?fiche={any}&quoi=email",
                    "/mes-contacts?fiche={any}&quoi=phone"),
    "show-again": ("/moderation/contacts/{any}",),
    "people": ("/roles",),
    "withdraw-role": ("/roles/1/retirer",),
    "propose": ("/proposer", "/proposer?commune=26114"),
    "propose-change": ("/proposer/{any}",),
    "proposal-code": ("/proposition",),
    "proposal-confirm": ("/proposition/confirmer/faux",),
    "proposal-fate": (f"/proposition/{CODE}",),
    "proposal-receipt": (f"/proposition/{CODE}/recu",),
    "proposal-withdraw": (f"/proposition/{CODE}/retirer",),
    "confirm": ("/confirmer/{token}", "/confirmer/faux"),
    "confirm-change": ("/confirmer/{token}/changer",),
    "confirm-end": ("/confirmer/{token}/fini",),
    "confirm-again": ("/confirmer/{token}/redemander",),
    "blank-sheet": ("/proposer/feuille.pdf",),
    "type-in": ("/saisie",),
    "workshops": ("/ateliers",),
    "workshop": ("/ateliers/1",),
    "workshop-sheets": ("/ateliers/1/feuilles.pdf",),
    "workshop-typing": ("/ateliers/1/saisie",),
    "claim": ("/occasion/{any}/repondre",),
    "confirm-here": ("/occasion/{any}/confirmer",),
    "claims": ("/moderation/revendications",),
    "claim-decide": ("/moderation/revendications/{any}",),
    "claim-letter": ("/moderation/revendications/{any}/lettre.pdf",),
    "calls": ("/moderation/appels",),
    "record-call": ("/moderation/appels/{any}",),
    "moderation": ("/moderation",),
    "moderation-proposal": ("/moderation/propositions/{any}",),
    "moderation-batch": ("/moderation/lot",),
    "moderation-batches": ("/moderation/lots",),
    "moderation-undo": ("/moderation/lots/1/defaire",),
    "moderation-log": ("/moderation/journal",),
    "moderation-occasion": ("/moderation/occasions/{any}",),
    "moderation-pin": ("/moderation/occasions/{any}/fixer",),
    "moderation-unpin": ("/moderation/occasions/{any}/rendre",),
    "moderation-disagreements": ("/moderation/desaccords",),
    "moderation-corrections": ("/moderation/desaccords/registre.csv",),
    "moderation-matches": ("/moderation/rapprochements",),
    "moderation-next-match": ("/moderation/rapprochements/suivant",),
    "moderation-match": ("/moderation/rapprochements/1",),
    "moderation-merges": ("/moderation/fusions",),
    "moderation-unmerge": ("/moderation/fusions/1/defaire",),
    "moderation-suggestions": ("/moderation/suggestions",),
    "moderation-suggestions-preview": ("/moderation/suggestions/lot",),
    "moderation-suggestions-answer": ("/moderation/suggestions/repondre",),
    "bring-file": ("/imports",),
    "map-columns": ("/imports/faux",),
    "import-file": ("/imports/faux/importer",),
    "home": ("/",),
    "search": ("/chercher", "/chercher?q=café", "/chercher?q=canari", "/chercher?q=accueil",
               "/chercher?territoire=26114", "/chercher?pres=Dieulefit"),
    "search-words": ("/chercher/mots?q=caf", "/chercher/mots?q=can", "/chercher/mots"),
    "unmet": ("/chercher/sans-reponse", "/chercher/sans-reponse?territoire=26114"),
    "search-map": ("/chercher/carte.json", "/chercher/carte.json?q=café"),
    "search-outlines": ("/chercher/contours.json?pres=Dieulefit",),
    "occasion": ("{every}",),
    "occasion-unslugged": ("/occasion/{any}",),
    "territories": ("/territoires", "/territoires?q=Dieulefit"),
    "territory": ("/territoire/26114-dieulefit", "/territoire/26113-die"),
    "territory-moved": ("/territoire/26114",),
    "atlas": ("/atlas",),
    "method": ("/methode",),
    "suggestions": ("/methode/suggestions",),
    "matching": ("/methode/rapprochements",),
    "sources": ("/sources",),
    "source": ("/sources/registre", "/sources/muette", "/sources/csv"),
    "data": ("/donnees",),
    "template-csv": ("/donnees/modele.csv",),
    "legal": ("/mentions-legales",),
    "accessibility": ("/accessibilite",),
    "components": ("/composants",),
    "robots": ("/robots.txt",),
}  # fmt: skip
# Read by anybody: an address that answers otherwise would prove nothing.
PUBLIC = (
    "my-contacts", "propose", "confirm", "blank-sheet", "moderation-log", "home", "search",
    "unmet", "search-map", "occasion", "territories", "territory", "atlas", "method",
    "suggestions", "sources", "source", "data", "template-csv", "legal", "robots",
)  # fmt: skip


def list_names(resolver) -> Iterator[str]:
    """List the name of every address of the site; an address without one is named by its path."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from list_names(pattern)
        else:
            yield pattern.name or str(pattern.pattern)


def fill(path: str, cafe: Occasion) -> list[str]:
    """Fill the gaps of a path: a valid token, the number or the page of each occasion."""
    if path == "{every}":
        return [one.get_absolute_url() for one in Occasion.objects.order_by("pk")]
    if "{token}" in path:
        token = create_link(
            occasion=cafe, role=Role.STEWARD, channel=Channel.WEB, at=cafe.created_at
        )
        return [path.replace("{token}", token)]
    if "{any}" in path:
        keys = range(1, Occasion.objects.order_by("-pk")[0].pk + 3)
        return [path.replace("{any}", str(pk)) for pk in keys]
    return [path]


def read_body(answer) -> str:
    """Read what an answer says: its headers, its bytes as text, and the text of a PDF."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode("utf-8", "replace")
    if content.startswith(b"%PDF"):
        text += "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return f"{answer.headers}\n{answer.cookies}\n{text}"


def scan(client, cafe: Occasion, name: str) -> dict[str, list[str]]:
    """Scan every path of a scenario, and name what was found where."""
    paths = [path for one in SCENARIOS[name] for path in fill(one, cafe)]
    found = {path: list_found(read_body(client.get(path))) for path in paths}
    return {path: places for path, places in found.items() if places}


def test_every_address_of_the_site_has_a_scenario():
    names = set(list_names(get_resolver()))

    assert names - set(SCENARIOS) == set()
    assert set(SCENARIOS) - names == set()


@pytest.mark.parametrize("place", PLACES)
def test_a_canary_is_seen_wherever_it_is(place):
    assert list_found(f"<p>{write_email(place)}</p>") == [place]
    assert list_found(f'<a href="tel:+33{write_phone(place)[1:].replace(" ", "")}">') == [place]
    assert list_found(write_phone(place).replace(" ", "\u202f")) == [place]


def test_the_canaries_are_planted(planted):
    told = " ".join(str(one) for one in SourceRecord.objects.values_list("values", "raw"))
    told += " ".join(str(one) for one in Proposal.objects.values_list())
    told += " ".join(str(one) for one in Claim.objects.values_list())
    told += " ".join(str(one) for one in Confirmation.objects.values_list())

    assert set(list_found(told)) >= set(PLACES) - {"person", "search", "imported_doubt"}


@pytest.mark.parametrize("who", ["client", "stranger"])
def test_no_page_tells_a_visitor_nor_a_stranger_what_is_private(planted, request, who):
    reader = request.getfixturevalue(who)

    found = [scan(reader, planted, name) for name in SCENARIOS]

    assert [one for one in found if one] == []


def test_the_public_pages_that_are_scanned_do_answer(planted, client):
    firsts = {name: fill(SCENARIOS[name][0], planted)[0] for name in PUBLIC}

    answers = {name: client.get(path).status_code for name, path in firsts.items()}

    assert answers == dict.fromkeys(PUBLIC, 200)


def test_no_file_of_the_observation_tells_what_is_private(planted, tmp_path):
    folder = write_observation(tmp_path / "observation").folder

    files = [path for path in folder.rglob("*") if path.is_file()]
    texts = [
        str(pq.read_table(path).to_pylist())
        if path.suffix == ".parquet"
        else path.read_text("utf-8", "replace")
        for path in files
    ]

    assert len(files) > 5
    assert {path.name: list_found(text) for path, text in zip(files, texts, strict=True)} == {
        path.name: [] for path in files
    }


def test_no_log_and_no_output_tells_what_is_private(planted, client, caplog, capsys):
    for name in SCENARIOS:
        scan(client, planted, name)

    written = capsys.readouterr()
    assert list_found(caplog.text) == []
    assert list_found(written.out + written.err) == []


def test_no_mail_tells_anybody_the_contact_of_another(planted, client, settings):
    settings.IS_DEMO = False
    main(["notify-contacts"])
    main(["remind"])
    client.post("/compte/entrer", {"email": "quelquun@example.org"})

    bodies = "".join(f"{one.subject}\n{one.body}" for one in mail.outbox)

    assert mail.outbox
    assert list_found(bodies) == []


def test_a_change_of_day_wakes_no_contact(planted, client, time_machine):
    time_machine.move_to(LATER + timedelta(days=400))
    main(["freshen"])

    assert scan(client, planted, "occasion") == {}
