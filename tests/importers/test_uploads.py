"""A file that somebody brings: its columns, what it would do, then what it does; all private."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from recoudre.accounts.rules import Roles
from recoudre.importers.models import ColumnMapping, Upload
from recoudre.importers.rules import may_bring_file
from recoudre.importers.uploads import erase_uploads, find_mapped_source
from recoudre.inventory.models import Occasion, SourceRecord
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Level
from tests.stock import LATER, NOON

FILE = (
    "Titre;Ville;CP\nCafé des Halles;Dieulefit;26220\nBal du samedi;Dieulefit;26220\n;Die;26150\n"
).encode()
ABOUT = {"name": "Lieux de Dieulefit", "publisher": "La mairie", "licence": "lov2"}
COLUMNS = {
    "column_0": "nom",
    "column_1": "commune",
    "column_2": "code_postal",
    "all_nature": "lieu",
}


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    """A home of one's own, where files are kept."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def followed(two_communes):
    """The département 26, held whole."""
    Territory.objects.filter(level=Level.COMMUNE).update(residents=100)
    Territory.objects.create(
        code="26", level=Level.DEPARTEMENT, name="Drôme", slug="drome", search_name="drome",
        department_code="26", residents=200,
    )  # fmt: skip


def bring(person, content=FILE, **about):
    """Bring a file."""
    file = SimpleUploadedFile("lieux.csv", content)
    return person.post("/imports", ABOUT | {"file": file} | about)


def read_text(response):
    """Read the text of a page."""
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_columns_come_already_recognised(administrator, followed):
    page = administrator.get(bring(administrator).url)

    chosen = BeautifulSoup(page.content, "html.parser").select("option[selected]")
    assert [one["value"] for one in chosen][:3] == ["nom", "commune", "code_postal"]


def test_the_preview_counts_and_writes_nothing(administrator, followed):
    page = administrator.post(bring(administrator).url, COLUMNS)

    assert "lignes lues 3" in read_text(page)
    assert Occasion.objects.count() == 0


def test_what_was_previewed_is_imported_and_the_file_is_forgotten(administrator, followed, home):
    address = bring(administrator).url
    administrator.post(address, COLUMNS)

    done = administrator.post(f"{address}/importer")

    assert done.url == "/sources/fichier-lieux-de-dieulefit"
    assert sorted(Occasion.objects.values_list("name", flat=True)) == [
        "Bal du samedi", "Café des Halles",
    ]  # fmt: skip
    assert (Upload.objects.count(), list((home / "uploads").iterdir())) == (0, [])


def test_the_same_file_again_changes_nothing_and_needs_no_choice(administrator, followed):
    for _ in range(2):
        address = bring(administrator).url
        administrator.post(address, COLUMNS)
        administrator.post(f"{address}/importer")

    assert (Occasion.objects.count(), ColumnMapping.objects.count()) == (2, 1)


def test_another_file_with_the_same_columns_finds_the_correspondence(administrator, followed):
    administrator.post(bring(administrator).url, COLUMNS)

    bring(administrator, name="Autres lieux")

    assert ColumnMapping.objects.get(name="Autres lieux").constants == {"nature": "lieu"}


def test_without_a_preview_nothing_is_imported(administrator, followed):
    page = administrator.post(f"{bring(administrator).url}/importer")

    assert "regardez-le d’abord" in read_text(page)
    assert Occasion.objects.count() == 0


def test_a_field_given_twice_and_a_needed_one_missing_are_said(administrator, followed):
    page = administrator.post(bring(administrator).url, {"column_0": "nom", "column_1": "nom"})

    assert "déjà donné par la colonne" in read_text(page)
    assert "Rien ne donne" in read_text(page)


def test_what_is_no_table_is_said_next_to_the_field(administrator, followed):
    page = bring(administrator, b"%PDF-1.7")

    assert "document PDF" in read_text(page)
    assert Upload.objects.count() == 0


def test_nobody_else_opens_a_file_that_waits(administrator, moderator, client, followed):
    address = bring(administrator).url

    assert [one.get(address).status_code for one in (moderator, client)] == [404, 404]


@pytest.mark.parametrize("name", ["visitor", "contributor", "moderator", "stranger"])
def test_only_who_administers_all_that_is_followed_brings_files(request, followed, name):
    assert request.getfixturevalue(name).get("/imports").status_code == 404


@pytest.mark.parametrize(
    ("held", "followed", "answer"),
    [
        ((("administrator", "FR"),), ["26"], True),
        ((("administrator", "26"),), ["26"], True),
        ((("administrator", "26"),), ["26", "07"], False),
        ((("administrator", "26"),), [], False),
        ((("moderator", "FR"),), ["26"], False),
        ((), ["26"], False),
    ],
)
def test_who_may_bring_a_file(held, followed, answer):
    assert may_bring_file(Roles.of(held), followed) is answer


def test_a_kept_correspondence_is_a_source_of_the_command_line(administrator, followed):
    administrator.post(bring(administrator).url, COLUMNS)

    source = find_mapped_source("fichier-lieux-de-dieulefit")

    assert len(source.parse(FILE).rows) == 3
    assert find_mapped_source("autre") is None


def test_a_script_in_a_header_or_a_cell_stays_text(administrator, followed):
    content = b"<script>alert(1)</script>;Ville\n<script>alert(2)</script>;Dieulefit\n"
    address = bring(administrator, content).url

    page = administrator.post(
        address, {"column_0": "nom", "column_1": "commune", "all_nature": "lieu"}
    )

    assert b"<script>alert" not in page.content


def test_the_rows_keep_their_own_raw_cells(administrator, followed):
    address = bring(administrator).url
    administrator.post(address, COLUMNS)
    administrator.post(f"{address}/importer")

    assert SourceRecord.objects.order_by("pk").first().raw["Titre"] == "Café des Halles"


def test_the_screens_ask_few_queries(administrator, followed, django_assert_max_num_queries):
    address = bring(administrator).url
    with django_assert_max_num_queries(8):
        administrator.get(address)


def test_a_file_left_too_long_is_erased_and_another_one_stays(administrator, followed, home):
    bring(administrator)
    bring(administrator, FILE + b"Marche;Die;26150\n")
    Upload.objects.filter(pk=Upload.objects.first().pk).update(at=NOON)

    assert erase_uploads(before=LATER) == 1
    assert len(list((home / "uploads").iterdir())) == 1
