"""What is printed: A4, tagged, in French, with every font inside and every letter right."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from recoudre.inventory.paper import (
    MAX_SHEETS,
    ClaimLetter,
    Pile,
    Sheet,
    draw_letter,
    draw_sheets,
)

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
A4_POINTS = (595.276, 841.89)
SITE = "https://lien.example.org/proposer"
FATE = "https://lien.example.org/proposition"


def draw(count=2, title="Fête d’été", place="Nœux-les-Mines", **values):
    sheets = [Sheet(n, f"BCDF-GHJK-MNPR-TWX{n}", f"{FATE}/{n}") for n in range(1, count + 1)]
    told = {"title": title, "place": place, "address": SITE, "fate_root": FATE, "sheets": sheets}
    return PdfReader(io.BytesIO(draw_sheets(Pile(**told | values), at=AT)))


def read_text(page):
    return " ".join(page.extract_text().split())


def list_fonts(reader):
    fonts = {}
    for page in reader.pages:
        fonts.update(page["/Resources"]["/Font"])
    return [one.get_object() for one in fonts.values()]


def test_one_page_per_sheet_with_its_number_and_its_receipt():
    pages = draw(3).pages

    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        text = read_text(page)
        assert f"Feuille {number}" in text
        assert f"BCDF-GHJK-MNPR-TWX{number}" in text
        assert "À découper et à garder" in text


def test_french_letters_are_read_back_as_they_were_written():
    text = read_text(draw(1).pages[0])

    assert "Fête d’été, Nœux-les-Mines" in text
    assert "J’accepte que ces lignes soient publiées" in text


def test_every_line_of_the_form_is_on_the_sheet():
    text = read_text(draw(1).pages[0])

    for words in (
        "C’est…", "lieu", "moment", "projet", "Son nom", "Commune", "Quand", "Qui l’anime",
        "chaque semaine", "une semaine sur deux", "chaque mois", "Jour et heure",
        "Téléphone public", "Courriel public", "gratuit", "prix libre", "Ce que l’on y fait",
        SITE, FATE,
    ):  # fmt: skip
        assert words in text


def test_every_page_is_a4():
    for page in draw(2).pages:
        assert tuple(map(float, page.mediabox[2:])) == pytest.approx(A4_POINTS, abs=0.1)


def test_it_is_tagged_in_french_and_has_a_title():
    reader = draw(1)
    root = reader.trailer["/Root"]

    assert root["/Lang"] in {"fr", "fr-FR"}
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata.title


def test_it_says_that_it_is_pdf_ua():
    metadata = draw(1).trailer["/Root"]["/Metadata"].get_data()

    assert b"pdfuaid:part" in metadata


def test_every_font_is_inside():
    for font in list_fonts(draw(1)):
        [descendant] = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()


def test_the_body_is_at_least_14_points():
    sizes = []

    def note(text, _matrix, _text_matrix, font, size):
        if font and text.strip():
            sizes.append(size)

    draw(1).pages[0].extract_text(visitor_text=note)

    assert min(sizes) >= 14


def test_a_sheet_for_anybody_has_no_receipt():
    text = read_text(draw(sheets=[Sheet()], place="").pages[0])

    assert "À découper" not in text
    assert "Feuille 0" not in text


def test_a_title_is_never_read_as_typesetting():
    wild = '#panic() *a* $x$ "] \\ // <img> `x`'

    assert "#panic() *a* $x$" in read_text(draw(1, title=wild).pages[0])


def test_a_long_title_does_not_make_a_second_page():
    assert len(draw(1, title="Atelier " * 25, place="Saint-Remy-en-Bouzemont").pages) == 1


@pytest.mark.parametrize("count", [0, MAX_SHEETS + 1])
def test_a_pile_has_one_to_two_hundred_sheets(count):
    with pytest.raises(ValueError, match="Ask for 1 to 200"):
        draw(count)


def test_the_letter_carries_the_code_to_the_declared_address():
    letter = ClaimLetter(
        lines=["Association Le Fil", "2 place des Halles", "26220 DIEULEFIT"],
        occasion="Café des Halles", code="BCDF-GHJK-MNPR-TWXZ",
        address="https://lien.example.org/occasion/1/repondre", expires_on="8 mai 2026",
        written_on="9 mars 2026",
    )  # fmt: skip

    [page] = PdfReader(io.BytesIO(draw_letter(letter, at=AT))).pages

    text = read_text(page)
    for words in ("26220 DIEULEFIT", "BCDF-GHJK-MNPR-TWXZ", "jusqu’au 8 mai 2026"):
        assert words in text
