"""Big files from end to end: cut or whole, killed or not, the inventory is the same."""

from dataclasses import replace

import pytest

from recoudre.importers import comparing, sifting
from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.keeping import find_folder
from recoudre.importers.models import RowReport
from recoudre.importers.registry import REGISTER_BYTES, SOURCES
from recoudre.importers.services import run_import
from recoudre.inventory.models import Occasion, SourceRecord
from tests.importers.test_services import KilledError, kill_at_half
from tests.malice.files import write_file

pytestmark = pytest.mark.usefixtures("communes")

PLACE = {"nature": "lieu", "code_insee": "26114"}
ROWS = [{**PLACE, "identifiant": str(n), "nom": f"Lieu {n}" if n % 10 else ""} for n in range(40)]
ROWS.append(ROWS[1])
ROWS.append({**ROWS[2], "nom": "Autre"})
ROWS.append({**PLACE, "identifiant": "x", "nom": "Ailleurs", "code_insee": "01001"})
FILE = write_file(ROWS)


@pytest.fixture(autouse=True)
def small_excerpts(monkeypatch):
    """Cut from a few hundred bytes on, in this very process."""
    monkeypatch.setattr(comparing, "EXCERPT_BYTES", 400)
    monkeypatch.setattr(comparing.cut_file, "__kwdefaults__", {"excerpt_bytes": 400})
    monkeypatch.setattr(sifting.os, "cpu_count", lambda: 1)


@pytest.fixture
def source():
    """Our own template, as a source that may be cut."""
    return replace(SOURCES["csv"], max_bytes=REGISTER_BYTES)


@pytest.fixture
def path(tmp_path):
    """The file, on disk."""
    path = tmp_path / "lieux.csv"
    path.write_bytes(FILE)
    return path


def tell_inventory():
    return sorted(SourceRecord.objects.values_list("remote_id", "row_number", "content_hash"))


def test_cut_or_whole_the_counts_are_the_same(source, path):
    cut = run_import(source, path, is_dry_run=True)
    whole = run_import(source, FILE, is_dry_run=True)

    assert cut.counts == whole.counts
    assert cut.reasons == whole.reasons
    assert {"duplicate_row", "duplicate_id", "no_name"} <= cut.reasons.keys()


def test_a_whole_file_after_the_same_cut_changes_nothing(source, path):
    run_import(source, path)

    assert run_import(source, FILE).plan.is_empty


def test_a_cut_file_twice_writes_once(source, path):
    run_import(source, path)
    before = tell_inventory()

    again = run_import(source, path)

    assert (again.counts["unchanged"], tell_inventory()) == (len(before), before)


def test_a_cut_file_killed_then_resumed_is_whole(source, path):
    with pytest.raises(KilledError):
        run_import(source, path, advance=kill_at_half)
    left = Occasion.objects.count()

    resumed = run_import(source, path)

    assert (left, resumed.counts["created"]) == (0, Occasion.objects.count())


def test_the_kept_file_is_the_one_that_came(source, path):
    run_import(source, path)

    [kept] = [one for one in find_folder("raw", "csv").iterdir() if one.read_bytes() == FILE]
    assert kept.is_file()


def test_rows_of_elsewhere_have_no_line_of_their_own(source, path):
    run_import(source, path)

    assert not RowReport.objects.filter(reasons=["outside_territories"]).exists()


def test_a_cut_file_is_not_written_back_corrected(source, path):
    assert run_import(source, path).corrected is None
    assert run_import(source, FILE).corrected is not None


def test_a_file_beyond_what_its_source_declares_is_refused(source, path):
    small = replace(source, max_bytes=comparing.MAX_BYTES + 1)
    with path.open("r+b") as file:
        file.truncate(comparing.MAX_BYTES + 2)

    with pytest.raises(ImportStoppedError, match="la limite est de 64 Mo"):
        run_import(small, path)
