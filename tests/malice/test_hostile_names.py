"""Names meant to be run: by a typesetter, a spreadsheet, a browser or a mail server."""

import io
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from recoudre.inventory.letters import write_claim_code_mail, write_subject
from recoudre.inventory.models import Occasion
from recoudre.inventory.paper import ClaimLetter, Pile, Sheet, draw_letter, draw_sheets
from recoudre.inventory.services.moderation import correct_value
from recoudre.inventory.views.moderation.disagreements import _guard
from tests.inventory.moderating import make_proposal
from tests.stock import LATER, NOON, make_incoming

NAMES = {
    "typst code": '#panic("x") #read("/etc/passwd") #import "@preview/a:1.0.0"',
    "typst marks": "]} $x^2$ \\ *a* _b_ `c` <label> @ref // /* = - + #",
    "a script": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "a formula": '=HYPERLINK("http://evil.example")',
    "controls": "a\x01b\x1b[31m\x7f\u2028c",
    "line breaks": "Café\r\nBcc: evil@example.org\r\n\r\nSujet",
    "right to left": "\u202eedrac\u202c\u200b\ufeff",
    "emoji": "🏡👩‍👩‍👧" * 20,
    "very long": "Jardin " * 40,
    "JSON": '{"told": "]"}\\u0000\\',
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_only_ink_on_paper(name):
    letter = ClaimLetter([name, name, name], name, "BCDF-GHJK", "https://x.example", name, name)
    pile = Pile(name, name, "https://x.example", "https://x.example/y", [Sheet(1, "BCDF", "z")])

    pages = PdfReader(io.BytesIO(draw_letter(letter, at=NOON))).pages
    sheets = PdfReader(io.BytesIO(draw_sheets(pile, at=NOON))).pages

    assert "BCDF-GHJK" in pages[0].extract_text()
    assert len(sheets) >= 1
    assert "root:" not in pages[0].extract_text()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_adds_no_line_to_the_head_of_a_mail(name):
    occasion = SimpleNamespace(name=name, pk=1)

    assert "\n" not in write_subject([occasion])
    assert "\r" not in write_subject([occasion])
    assert "BCDF-GHJK" in write_claim_code_mail(occasion, "BCDF-GHJK")


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|=1"]
)
def test_no_cell_of_the_corrections_is_run(cell):
    assert _guard(cell).startswith(("'", "|"))


@pytest.fixture
def hostile(register, write):
    """A place told in scripts, corrected in scripts, and a proposal in scripts."""
    script = NAMES["a script"]
    write(
        register,
        make_incoming("1", name=script, summary=script, address=script, hours_note=script,
                      conditions=script, website="https://x.example/'\"><script>alert(1)"),
    )  # fmt: skip
    place = Occasion.objects.get()
    correct_value(occasion_id=place.pk, values={"summary": f"=1 {script}"}, at=LATER)
    told = {"name": script, "summary": script, "phone": script, "website": "javascript:alert(1)",
            "email": script}  # fmt: skip
    return place, make_proposal(place, values=told, base=told, message=script, reply=script,
                                consent={"how": script}, author_email="a@example.org")  # fmt: skip


def test_no_page_of_the_moderation_runs_what_people_wrote(moderator, client, hostile):
    place, proposal = hostile
    paths = (
        "/moderation", f"/moderation/propositions/{proposal.pk}", "/moderation/desaccords",
        f"/moderation/lot?choix=accepted&p={proposal.pk}", f"/moderation/occasions/{place.pk}",
        "/moderation/appels", f"/occasion/{place.pk}/repondre", f"/proposer/{place.pk}",
        "/moderation/journal", place.get_absolute_url(), "/chercher?q=script", "/",
    )  # fmt: skip

    for path in paths:
        page = moderator.get(path).content.decode()
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert 'href="javascript:' not in page, path
    table = moderator.get("/moderation/desaccords/registre.csv").content.decode("utf-8-sig")
    assert ";=" not in table
    assert ';"=' not in table
