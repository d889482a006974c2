"""The runner: five steps, one transaction, and the same file twice writes nothing."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from recoudre.importers import services
from recoudre.importers.errors import (
    AlreadyRunningError,
    EmptyAnswerError,
    NoTerritoryError,
    TooManyLossesError,
)
from recoudre.importers.keeping import find_raw, hash_file, hold_source
from recoudre.importers.models import ImportRun, RowReport, RunState
from recoudre.importers.services import run_import
from recoudre.inventory.models import Occasion, OccasionChange, SourceRecord
from recoudre.territories.models import Territory
from tests.importers.conftest import write_file

pytestmark = pytest.mark.usefixtures("communes")

READS = ("SELECT", "DECLARE")  # PostgreSQL declares the cursor that it reads with.

TWO = write_file(("1", "Café", "26114"), ("2", "Jardin", "26113"))


def test_the_four_outcomes_add_up_to_the_rows_read(source):
    content = write_file(
        ("1", "Café", "26114"),
        ("2", "", "26114"),
        ("3", "Hors", "26114", "48", "2"),
        ("4", "X", "01001"),
    )

    report = run_import(source, content)

    assert report.outcomes == {"accepted": 1, "repaired": 0, "doubtful": 1, "refused": 2}
    assert sum(report.outcomes.values()) == report.read == 4


def test_a_row_that_is_not_accepted_keeps_its_number_and_its_reason(source):
    run_import(source, write_file(("1", "Café", "26114"), ("2", "", "26114")))

    row = RowReport.objects.get()
    assert (row.row_number, row.outcome, row.reasons) == (3, "refused", ["no_name"])


def test_the_raw_file_is_kept_as_it_came(source):
    run_import(source, TWO)

    kept = find_raw("essai", hash_file(TWO))
    assert kept.read_bytes() == TWO


def test_the_same_file_again_writes_nothing_at_all(source):
    run_import(source, TWO)

    with CaptureQueriesContext(connection) as asked:
        report = run_import(source, TWO)

    writes = [one["sql"] for one in asked if not one["sql"].startswith(READS)]
    assert (report.counts["unchanged"], writes) == (2, [])


def test_a_dry_run_tells_the_difference_and_writes_nothing(source):
    run_import(source, TWO)

    report = run_import(source, TWO.replace(b"Jardin", b"Potager"), is_dry_run=True)

    assert report.differences == [
        {"source_id": "2", "field": "name", "before": "Jardin", "after": "Potager"}
    ]
    assert Occasion.objects.filter(name="Jardin").exists()


NANTES = {
    "code": "44109", "nom": "Nantes", "departement": "44", "region": "52",
    "population_2023": "327734", "latitude": "47.2335", "longitude": "-1.53709",
}  # fmt: skip


def test_a_source_may_bring_its_own_communes(source):
    travelling = replace(source, read_communes=lambda: [NANTES])

    report = run_import(travelling, write_file(("1", "Café", "44109")))

    assert report.counts["created"] == 1
    assert Territory.objects.filter(code="44109").exists()


def test_a_dry_run_leaves_no_commune_behind(source):
    travelling = replace(source, read_communes=lambda: [NANTES])

    report = run_import(travelling, write_file(("1", "Café", "44109")), is_dry_run=True)

    assert report.outcomes["accepted"] == 1
    assert not Territory.objects.filter(code="44109").exists()


def test_a_run_that_stops_leaves_no_commune_behind(source):
    travelling = replace(source, read_communes=lambda: [NANTES])

    with pytest.raises(EmptyAnswerError):
        run_import(travelling, write_file())

    assert not Territory.objects.filter(code="44109").exists()


def test_more_than_a_fifth_lost_changes_nothing(source):
    run_import(source, write_file(*((str(n), f"Lieu {n}", "26114") for n in range(10))))

    with pytest.raises(TooManyLossesError):
        run_import(source, write_file(("0", "Lieu 0", "26114")))

    assert Occasion.objects.published().count() == 10


def test_losses_that_are_accepted_are_withdrawn(source):
    run_import(source, write_file(*((str(n), f"Lieu {n}", "26114") for n in range(10))))

    report = run_import(source, write_file(("0", "Lieu 0", "26114")), accepts_losses=True)

    assert (report.counts["withdrawn"], Occasion.objects.published().count()) == (9, 1)


def test_an_empty_file_stops_and_asks(source):
    with pytest.raises(EmptyAnswerError):
        run_import(source, write_file())


class KilledError(Exception):
    """What stands for a process that is killed."""


def kill_at_half(done: int, total: int) -> None:
    raise KilledError


def test_killed_on_the_way_nothing_is_half_written(source):
    with pytest.raises(KilledError):
        run_import(source, TWO, advance=kill_at_half)

    assert (Occasion.objects.count(), SourceRecord.objects.count()) == (0, 0)


def test_killed_then_resumed_then_run_again_gives_the_same_counts(source):
    with pytest.raises(KilledError):
        run_import(source, TWO, advance=kill_at_half)

    resumed = run_import(source, TWO).counts
    again = run_import(source, TWO).counts

    assert (resumed["created"], again["unchanged"], Occasion.objects.count()) == (2, 2, 2)
    assert OccasionChange.objects.count() == 2


def test_a_killed_run_is_said_to_be_interrupted(source):
    with pytest.raises(KilledError):
        run_import(source, TWO, advance=kill_at_half)

    run_import(source, TWO)

    states = list(ImportRun.objects.order_by("id").values_list("state", flat=True))
    assert states == [RunState.FAILED, RunState.DONE]


def test_a_full_disk_leaves_the_inventory_as_it_was(source, monkeypatch):
    def fill_disk(run, read):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(services, "_finish_run", fill_disk)

    with pytest.raises(DatabaseError):
        run_import(source, TWO)

    assert not Occasion.objects.exists()


def test_two_imports_of_one_source_never_run_together(source):
    with hold_source("essai"), pytest.raises(AlreadyRunningError, match="déjà en cours"):
        run_import(source, TWO)


def test_a_corrected_file_comes_only_when_something_is_to_correct(source):
    assert run_import(source, TWO).corrected is None
    assert run_import(source, TWO + b"3,,26114,,\n").corrected.is_file()


def test_a_corrected_file_sent_again_brings_the_row_in(source):
    report = run_import(source, TWO + b"3,,26114,,\n")

    corrected = report.corrected.read_text("utf-8-sig").replace("3,,26114", "3,Lavoir,26114")
    again = run_import(source, corrected.encode())

    assert (again.counts["created"], again.counts["unchanged"]) == (1, 2)


def test_without_any_commune_the_import_says_what_to_do_first(source):
    Territory.objects.all().delete()

    with pytest.raises(NoTerritoryError, match="recoudre territory add"):
        run_import(source, TWO)
