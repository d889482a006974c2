"""Files meant to harm: each is refused in French, or read for what it is worth."""

import pytest

from recoudre.importers.checking import LONGEST, LONGEST_SOURCE_ID, LONGEST_STEWARD_NAME
from recoudre.importers.reading import UnreadableFileError, read_json_list
from recoudre.importers.registry import SOURCES
from recoudre.importers.services import run_import
from recoudre.inventory.models import Occasion, SourceRecord, Steward
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Precision
from tests.malice.files import BREVANNE, PLACE, write_file


def bring(content):
    """Import one file of our template."""
    return run_import(SOURCES["csv"], content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b" \r\n\t\n", "vide"),
        (b"\x00" * 4_096, "n’est pas du texte"),
        (bytes(range(1, 256)) * 16, "n’est pas du texte"),
        (b"PK\x03\x04" + b"\x00" * 99, "classeur de tableur"),
        (b"<!doctype html><p>404", "page web"),
        (b"a;b;c\n1;2;3\n", "« nom »"),
        (b"nom;nom;nature\nA;B;lieu\n", "« nom »"),
        (b"x" * 20_000_000, "démesurée"),
        (b'"' + b"x" * 20_000_000, "guillemet"),
        (b'"' * 1_000_001, "guillemet"),
        (b";" * 1_000_000, "« nom »"),
    ],
    ids=[
        "empty", "blanks", "nulls", "noise", "workbook", "web page", "other columns",
        "a column twice", "20 MB line", "20 MB open quote", "only quotes", "only delimiters",
    ],
)  # fmt: skip
def test_what_is_not_our_template_is_refused_in_french(ormance, content, said):
    with pytest.raises(UnreadableFileError) as refusal:
        bring(content)

    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 2_000
    assert not Occasion.objects.exists()


def test_the_columns_of_another_file_are_named(ormance):
    with pytest.raises(UnreadableFileError) as refusal:
        bring("libellé;ville\nCafé;Brévanne\n".encode())

    assert "« libellé », « ville »" in str(refusal.value)


def test_windows_1252_is_read_and_said(ormance):
    report = bring(write_file([PLACE | {"nom": "Fête de l’été — œuvres"}], encoding="cp1252"))

    assert Occasion.objects.get().name == "Fête de l’été — œuvres"
    assert report.reasons["windows_1252"] == 1


@pytest.fixture
def brevanne(ormance):
    """A commune of the Ormance whose point is known."""
    return Territory.objects.get(code=BREVANNE)


def bring_point(latitude, longitude):
    """Import one place at a point, and give what is kept of it."""
    report = bring(write_file([PLACE | {"latitude": str(latitude), "longitude": str(longitude)}]))
    return Occasion.objects.get(), report


def test_a_true_point_is_kept(brevanne):
    kept, report = bring_point(brevanne.lat, brevanne.lon)

    assert (kept.lat, kept.lon) == pytest.approx((brevanne.lat, brevanne.lon))
    assert report.outcomes["accepted"] == 1


def test_swapped_axes_are_set_right(brevanne):
    kept, report = bring_point(brevanne.lon, brevanne.lat)

    assert (kept.lat, kept.lon) == pytest.approx((brevanne.lat, brevanne.lon))
    assert report.outcomes["repaired"] == 1
    assert report.reasons["swapped_axes"] == 1


def test_a_point_in_lambert_93_is_converted(brevanne):
    from pyproj import Transformer

    to_lambert = Transformer.from_crs(4326, 2154, always_xy=True)
    x, y = to_lambert.transform(brevanne.lon, brevanne.lat)

    kept, report = bring_point(round(y, 2), round(x, 2))

    assert (kept.lat, kept.lon) == pytest.approx((brevanne.lat, brevanne.lon), abs=1e-4)
    assert report.outcomes["repaired"] == 1


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("0", "0"),
        ("0,0", "0,0"),
        ("52.52", "13.40"),
        ("-33.9", "151.2"),
        ("999", "999"),
        ("1e308", "1e308"),
        ("nan", "inf"),
        ("44.5", ""),
        ("=1+1", "<b>"),
        ("9" * 400, "9" * 400),
    ],
)
def test_a_point_that_is_none_is_not_put_on_the_map(brevanne, latitude, longitude):
    kept, report = bring_point(latitude, longitude)

    assert (kept.lat, kept.lon, kept.precision) == (None, None, Precision.UNKNOWN)
    assert report.outcomes["accepted"] == 0


@pytest.mark.parametrize("code", ["99999", "26362x", "0", "-1", "9601", "' OR 1=1", "2A004"])
def test_a_commune_that_nobody_knows_is_refused_with_its_row(ormance, code):
    report = bring(write_file([PLACE | {"code_insee": code}]))

    assert report.outcomes["refused"] == 1
    assert not Occasion.objects.exists()


@pytest.mark.parametrize("column", ["nom", "adresse", "porteur", "depuis", "identifiant"])
def test_an_enormous_cell_is_refused_with_its_row(ormance, column):
    report = bring(write_file([PLACE | {column: "é" * 100_000}, PLACE | {"nom": "Un autre"}]))

    assert (report.outcomes["refused"], report.outcomes["accepted"]) == (1, 1)
    assert "Raccourcissez-la" in report.rows[0].message


@pytest.mark.parametrize("column", ["resume", "description", "telephone", "horaires", "conditions"])
def test_an_enormous_text_breaks_nothing(ormance, client, column):
    report = bring(write_file([PLACE | {column: "é" * 100_000}]))

    assert report.read == 1
    assert client.get("/chercher").status_code == 200


def test_the_limits_are_those_of_the_inventory():
    kept = {name: Occasion._meta.get_field(name).max_length for name in LONGEST}

    assert kept == LONGEST
    assert SourceRecord._meta.get_field("remote_id").max_length == LONGEST_SOURCE_ID
    assert Steward._meta.get_field("name").max_length == LONGEST_STEWARD_NAME


def test_escapes_that_no_database_can_write_are_taken_away():
    table = read_json_list(rb'[{"nom\ud800": "Caf\u0000\u00e9 \ud83d"}]')

    assert table.rows[0].cells == {"nom?": "Café ?"}


@pytest.mark.parametrize("cell", ["a\x00b", "\x1b[31mrouge", "\u202eenvers", "\ufeff", "a\x08"])
def test_what_cannot_be_seen_is_not_kept_in_a_name(ormance, cell):
    report = bring(write_file([PLACE | {"nom": f"Café {cell} du Pont"}]).replace(b"\x00", b""))

    names = list(Occasion.objects.values_list("name", flat=True))
    assert report.read == 1
    assert [name for name in names if not name.isprintable()] == []
