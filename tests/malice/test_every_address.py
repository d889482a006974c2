"""Every address, every method, every person: never a failure, never what is somebody else's."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver

from recoudre.vocabulary.decisions import Role
from tests.inventory.moderating import make_elsewhere
from tests.malice.world import list_changed, make_world, picture
from tests.people import sign_in

# name: path, and who may read it. "open": anybody; "list": any moderator; "helpers": any helper;
# "here": moderators of Dieulefit; "help here": helpers of Dieulefit; "files": who brings files;
# "mine": who brought the file. The last word is "post" for what no link does.
ADDRESSES: dict[str, tuple[str, str]] = {
    "account_request_login_code": ("/compte/entrer", "open"),
    "account_login": ("/compte/entrer", "open"),
    "account_confirm_login_code": ("/compte/code", "open"),
    "account_logout": ("/compte/sortir", "open"),
    "people": ("/roles", "administrators"),
    "withdraw-role": ("/roles/{role}/retirer", "administrators post"),
    "my-contacts": ("/mes-contacts", "open"),
    "show-again": ("/moderation/contacts/{record}", "here post"),
    "propose": ("/proposer", "open"),
    "propose-change": ("/proposer/{occasion}", "open"),
    "proposal-code": ("/proposition", "open"),
    "proposal-confirm": ("/proposition/confirmer/{confirm_token}", "open"),
    "proposal-fate": ("/proposition/{code}", "open"),
    "proposal-receipt": ("/proposition/{code}/recu", "open"),
    "proposal-withdraw": ("/proposition/{code}/retirer", "open post"),
    "confirm": ("/confirmer/{link_token}", "open"),
    "confirm-change": ("/confirmer/{link_token}/changer", "open"),
    "confirm-end": ("/confirmer/{link_token}/fini", "open"),
    "confirm-again": ("/confirmer/{link_token}/redemander", "open post"),
    "blank-sheet": ("/proposer/feuille.pdf", "open"),
    "type-in": ("/saisie", "helpers"),
    "workshops": ("/ateliers", "helpers"),
    "workshop": ("/ateliers/{workshop}", "help here"),
    "workshop-sheets": ("/ateliers/{workshop}/feuilles.pdf?combien=1", "help here"),
    "workshop-typing": ("/ateliers/{workshop}/saisie", "help here"),
    "claim": ("/occasion/{occasion}/repondre", "open"),
    "confirm-here": ("/occasion/{occasion}/confirmer", "open post"),
    "claims": ("/moderation/revendications", "list"),
    "claim-decide": ("/moderation/revendications/{claim}", "here post"),
    "claim-letter": ("/moderation/revendications/{claim}/lettre.pdf", "here"),
    "calls": ("/moderation/appels", "list"),
    "record-call": ("/moderation/appels/{occasion}", "here post"),
    "moderation": ("/moderation", "list"),
    "moderation-proposal": ("/moderation/propositions/{proposal}", "here"),
    "moderation-batch": ("/moderation/lot", "list"),
    "moderation-batches": ("/moderation/lots", "list"),
    "moderation-undo": ("/moderation/lots/{batch}/defaire", "here post"),
    "moderation-log": ("/moderation/journal", "open"),
    "moderation-occasion": ("/moderation/occasions/{occasion}", "here"),
    "moderation-pin": ("/moderation/occasions/{occasion}/fixer", "here post"),
    "moderation-unpin": ("/moderation/occasions/{occasion}/rendre", "here post"),
    "moderation-disagreements": ("/moderation/desaccords", "list"),
    "moderation-corrections": ("/moderation/desaccords/registre.csv", "here"),
    "moderation-matches": ("/moderation/rapprochements", "list"),
    "moderation-next-match": ("/moderation/rapprochements/suivant", "list post"),
    "moderation-match": ("/moderation/rapprochements/{match}", "here"),
    "moderation-merges": ("/moderation/fusions", "list"),
    "moderation-unmerge": ("/moderation/fusions/{merge}/defaire", "here post"),
    "moderation-suggestions": ("/moderation/suggestions", "list"),
    "moderation-suggestions-preview": ("/moderation/suggestions/lot", "list"),
    "moderation-suggestions-answer": ("/moderation/suggestions/repondre", "list post"),
    "bring-file": ("/imports", "files"),
    "map-columns": ("/imports/{upload_token}", "mine"),
    "import-file": ("/imports/{upload_token}/importer", "mine post"),
    "home": ("/", "open"),
    "search": ("/chercher", "open"),
    "search-words": ("/chercher/mots?q=li", "open"),
    "unmet": ("/chercher/sans-reponse", "open"),
    "search-map": ("/chercher/carte.json", "open"),
    "search-outlines": ("/chercher/contours.json", "open"),
    "occasion": ("/occasion/{occasion}-lieu-1", "open"),
    "occasion-unslugged": ("/occasion/{occasion}", "open"),
    "territories": ("/territoires", "open"),
    "territory": ("/territoire/26114-dieulefit", "open"),
    "territory-moved": ("/territoire/26114", "open"),
    "atlas": ("/atlas", "open"),
    "method": ("/methode", "open"),
    "matching": ("/methode/rapprochements", "open"),
    "suggestions": ("/methode/suggestions", "open"),
    "sources": ("/sources", "open"),
    "source": ("/sources/registre", "open"),
    "data": ("/donnees", "open"),
    "template-csv": ("/donnees/modele.csv", "open"),
    "legal": ("/mentions-legales", "open"),
    "accessibility": ("/accessibilite", "open"),
    "components": ("/composants", "open"),
    "robots": ("/robots.txt", "open"),
}
PEOPLE = ("visitor", "contributor", "moderator", "stranger", "administrator", "everywhere")
HELPERS = {"contributor", "moderator", "administrator", "everywhere"}
MODERATORS = HELPERS - {"contributor"}
MAY_READ = {
    "open": set(PEOPLE),
    "list": MODERATORS | {"stranger"},
    "here": MODERATORS,
    "helpers": HELPERS | {"stranger"},
    "help here": HELPERS,
    "files": {"everywhere"},
    "administrators": {"administrator", "everywhere"},
    # A file is its bringer's alone, even for another administrator.
    "mine": set(),
}
# To open a match lends it for some minutes to who reads it, so that two people do not decide it.
WRITTEN_BY_READING = {"moderation-match": ["Match"]}
FIELDS = (
    "name", "kind", "commune", "commune_code", "seal", "address", "summary", "phone", "email",
    "website", "message", "author_email", "resemblance", "short", "look", "code", "contact",
    "fiche", "quoi", "lien", "reason", "reply", "version", "champ", "valeur", "temoin", "reponse",
    "choix", "p", "s", "accept", "proof", "number", "answer", "ended_on", "agreed", "channel",
    "feuille", "sur", "on", "territory", "licence", "publisher", "file", "homepage", "column_0",
    "all_nature", "pertes", "demonstration", "next", "q", "page", "trusted", "champ_phone",
    "day_1", "start_1", "end_1", "cost", "autre", "login", "steward", "hours_note",
    "territoire", "canal", "retard", "source", "tout", "combien", "besoin", "pres", "essais",
    "role", "lien", "nom", "fait",
)  # fmt: skip
JUNK = {
    "nothing": {},
    "zeros": dict.fromkeys(FIELDS, "0"),
    "null bytes": dict.fromkeys(FIELDS, "a\x00b"),
    "long digits": dict.fromkeys(FIELDS, "9" * 5_000),
    "big numbers": dict.fromkeys(FIELDS, str(2**63)),
    "negative": dict.fromkeys(FIELDS, "-1"),
    "other digits": dict.fromkeys(FIELDS, "²٣"),
    "pairs": dict.fromkeys(FIELDS, f"{10**18}:{10**18}"),
    "several": {name: ["x", "1", "", "1:1"] for name in FIELDS},
    "an e-mail": dict.fromkeys(FIELDS, "a@example.org\r\nBcc: b@example.org"),
    "an address": dict.fromkeys(FIELDS, "http://[::1"),
    "a day": dict.fromkeys(FIELDS, "0000-00-00"),
    "the last day": dict.fromkeys(FIELDS, "9999-12-31"),
}


def list_names(resolver):
    """List the names of all addresses."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from list_names(pattern)
        else:
            yield pattern.name


@pytest.fixture
def world(register, write, settings, tmp_path):
    """One of everything."""
    settings.HOME = tmp_path
    make_elsewhere()
    return make_world(register, write)


@pytest.fixture
def who(request, world):
    """Find the browser of somebody by their name."""
    given = dict(request.node.callspec.params)["name"]
    if given == "everywhere":
        return sign_in("partout@example.org", Role.ADMINISTRATOR, "FR")
    return request.getfixturevalue(given)


def fill(world, name: str) -> str:
    """Give the path of an address."""
    return ADDRESSES[name][0].format(**{key: getattr(world, key) for key in world.__slots__})


def is_post(name: str) -> bool:
    """Say whether an address takes nothing but a form."""
    return ADDRESSES[name][1].endswith(" post")


def may_read(person: str, name: str) -> bool:
    """Say whether the table opens an address to somebody."""
    return person in MAY_READ[ADDRESSES[name][1].removesuffix(" post")]


def test_every_address_is_attacked():
    assert set(list_names(get_resolver())) == set(ADDRESSES)


@pytest.mark.parametrize("name", PEOPLE)
def test_each_person_reads_what_the_table_opens_and_changes_nothing(world, who, name):
    wrong = {}
    for address in ADDRESSES:
        before = picture()
        answer = who.get(fill(world, address))
        code, changed = answer.status_code, list_changed(before)
        if changed != (WRITTEN_BY_READING.get(address, []) if code == 200 else []):
            wrong[address] = changed
        elif is_post(address):
            if code != 405:
                wrong[address] = code
        elif may_read(name, address):
            if code >= 400 and address != "moderation-corrections":
                wrong[address] = code
        elif name == "visitor" and code == 302:
            if not answer["Location"].startswith(settings.LOGIN_URL):
                wrong[address] = answer["Location"]
        elif code != 404:
            wrong[address] = code

    assert wrong == {}


@pytest.mark.parametrize("name", ["visitor", "everywhere"])
def test_a_head_and_the_odd_methods_change_nothing(world, who, name):
    before, wrong = picture(), {}
    for address in ADDRESSES:
        path = fill(world, address)
        codes = {way: getattr(who, way)(path).status_code for way in
                 ("head", "put", "patch", "delete", "options", "trace")}  # fmt: skip
        odd = {way: code for way, code in codes.items() if way not in {"head", "options"}
               and code not in {302, 404, 405}}  # fmt: skip
        if odd or max(codes.values()) >= 500:
            wrong[address] = codes

    assert wrong == {}
    assert list_changed(before) in ([], ["Match"])


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
@pytest.mark.parametrize("name", ["visitor", "everywhere"])
def test_junk_is_answered_everywhere(world, who, name, junk):
    wrong = {}
    for address in sorted(ADDRESSES, key="account_logout".__eq__):
        path = fill(world, address)
        codes = {who.post(path, junk).status_code, who.get(path, junk).status_code}
        if max(codes) >= 500 or (not may_read(name, address) and not codes <= {302, 400, 404, 405}):
            wrong[address] = codes

    assert wrong == {}


@pytest.mark.parametrize("junk", ["zeros", "several", "true"])
@pytest.mark.parametrize("name", ["visitor", "contributor", "stranger"])
def test_who_may_not_read_writes_nothing(world, who, name, junk):
    told = JUNK.get(junk) or {
        "version": "0", "reason": "unverifiable", "accept": "1", "choix": "accepted",
        "p": f"{world.proposal}:0", "s": str(world.suggestion), "champ": "phone", "valeur": "x",
        "temoin": str(world.record), "reponse": "same", "kind": "phone", "answer": "ended",
    }  # fmt: skip
    before = picture()

    for address in ADDRESSES:
        if not may_read(name, address) or ADDRESSES[address][1].startswith("list"):
            who.post(fill(world, address), told)

    assert list_changed(before) == []


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"name=%ED%A0%80&=%", b"x" * 500_000])
@pytest.mark.parametrize("name", ["visitor", "everywhere"])
def test_bytes_that_are_no_form_are_answered(world, who, name, body):
    kinds = (
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json",
        "application/x-www-form-urlencoded; charset=utf-16", "text/plain",
    )  # fmt: skip
    wrong = {}
    for address in sorted(ADDRESSES, key="account_logout".__eq__):
        for kind in kinds:
            path = fill(world, address)
            code = who.generic("POST", path, body, content_type=kind).status_code
            if code >= 500:
                wrong[address, kind] = code

    assert wrong == {}


@pytest.mark.parametrize("name", ["visitor", "everywhere"])
def test_no_form_is_taken_from_another_site(world, who, name):
    other = Client(enforce_csrf_checks=True)
    other.cookies = who.cookies
    before = picture()

    codes = {one: other.post(fill(world, one), {"a": "b"}).status_code for one in ADDRESSES}

    assert set(codes.values()) <= {403, 405}, codes
    assert all(codes[one] == 403 for one in ADDRESSES if is_post(one))
    assert list_changed(before) == []


FAR = ["9" * 5_000, str(2**63), str(10**30), "-1", "٣", "²", "1e3", "0x1", ""]


@pytest.mark.parametrize("key", FAR)
@pytest.mark.parametrize("name", ["everywhere"])
def test_keys_that_are_no_keys_lead_nowhere(world, who, name, key):
    new, known = f"/moderation/propositions/{world.new_proposal}", world.occasion
    before = picture()

    codes = {
        "same as": who.get(new, {"fiche": key}).status_code,
        "answered same": who.post(new, {"fiche": key, "version": "x"}).status_code,
        "preview": who.get("/moderation/lot", {"choix": "accepted", "p": key}).status_code,
        "batch": who.post("/moderation/lot", {"choix": "accepted", "p": f"{key}:0"}).status_code,
        "pin": who.post(
            f"/moderation/occasions/{known}/fixer", {"champ": "phone", "temoin": key}
        ).status_code,
        "suggestions": who.get("/moderation/suggestions/lot", {"s": key}).status_code,
        "answers": who.post("/moderation/suggestions/repondre", {"s": key}).status_code,
        "number": who.post(f"/occasion/{known}/repondre", {"code": key}).status_code,
        "sheet": who.get(f"/ateliers/{world.workshop}/saisie", {"feuille": key}).status_code,
        "sheets": who.post(
            f"/ateliers/{world.workshop}/saisie", {"feuille": key, "sur": key}
        ).status_code,
    }  # fmt: skip

    assert {way: code for way, code in codes.items() if code >= 500} == {}
    assert list_changed(before) == []


@pytest.mark.parametrize("place", [
    "//evil.example", "https://evil.example/", "http://[::1", "javascript:alert(1)",
    "/\\evil.example", "\\\\evil.example", "http:///evil.example", "//testserver@evil.example",
    "\x00//evil.example", "data:text/html,x", "https:evil.example", "/\t/evil.example", "https://recoudre.example.evil",
])  # fmt: skip
def test_nobody_is_led_away_after_signing_in(client, settings, two_communes, place):
    settings.IS_DEMO = True
    shown = client.get("/compte/entrer", {"next": place})
    led = client.post("/compte/entrer", {"next": place, "demonstration": "aide"})

    assert shown.status_code == 200
    assert led.status_code == 302
    assert "evil" not in shown.content.decode()
    assert led["Location"] == "/"


@pytest.mark.parametrize("path", [
    "/imports/%00", "/imports/%00/importer", "/imports/" + "x" * 3_000, "/confirmer/%00",
    "/sources/%00", "/moderation/desaccords/%00.csv", "/territoire/1%00", "/ateliers/" + "9" * 400,
    "/moderation/propositions/" + "9" * 400, "/moderation/lots/" + "9" * 30 + "/defaire",
    "/moderation/fusions/" + "9" * 30 + "/defaire", "/moderation/contacts/" + "9" * 30,
    "/occasion/" + "9" * 30 + "/repondre", "/roles/" + "9" * 30 + "/retirer",
    "/moderation/revendications/" + "9" * 30, "/moderation/rapprochements/" + "9" * 30,
])  # fmt: skip
@pytest.mark.parametrize("name", ["everywhere"])
def test_addresses_of_nothing_are_not_found(world, who, name, path):
    assert {who.get(path).status_code, who.post(path).status_code} <= {404, 405}


@pytest.mark.parametrize("asked", [
    "/moderation?territoire=1%00", "/moderation/journal?territoire=1%00", "/moderation?canal=%00",
    "/moderation/suggestions?champ=%00&valeur=%00", "/moderation/desaccords?source=%00",
    "/moderation/lot?tout=1&choix=accepted&territoire=%00", "/roles?x=%00",
    "/moderation/rapprochements?page=%00", "/proposer?commune=%00&nom=%00",
    "/mes-contacts?lien=%00", "/chercher/sans-reponse?territoire=1%00",
])  # fmt: skip
@pytest.mark.parametrize("name", ["everywhere"])
def test_what_cannot_be_seen_is_not_looked_for(world, who, name, asked):
    assert who.get(asked).status_code in {200, 302}
