"""The observation: what leaves, under which licence, and always the same bytes."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package

from recoudre.inventory.models import Source
from recoudre.inventory.services import keep_source
from recoudre.observation.opening import ObservationUnreadableError, open_observation
from recoudre.observation.writing import write_observation
from recoudre.vocabulary.licences import ODBL
from recoudre.vocabulary.lists import Bond, Foundation, Kind, TimingStatus, Trust
from recoudre.vocabulary.records import BondTag, SourceInfo, TimingValues
from recoudre.vocabulary.tables import OCCASIONS, TABLES
from tests.stock import make_incoming

CANARY = "0475999999"


def hash_files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.*"))
    }


@pytest.fixture
def shared_source(two_communes) -> Source:
    """A source under a share-alike licence."""
    return keep_source(
        SourceInfo("odbl", "ODbL", "Éditeur", ODBL, Trust.OPEN, "https://example.org")
    )


def test_the_same_facts_give_the_same_bytes(write, register, tmp_path):
    write(register, make_incoming("1", bonds=(BondTag(Bond.ELECTIVE),)))

    first, second = write_observation(tmp_path / "a"), write_observation(tmp_path / "b")

    assert first.content_hash == second.content_hash
    assert hash_files(tmp_path / "a") == hash_files(tmp_path / "b")


def test_a_changed_fact_changes_the_hash(write, register, tmp_path):
    write(register, make_incoming("1"))
    before = write_observation(tmp_path / "a").content_hash

    write(register, changes=[make_incoming("1", name="Café du Port")])

    assert write_observation(tmp_path / "a").content_hash != before


def test_share_alike_facts_are_apart(write, register, shared_source, tmp_path):
    write(register, make_incoming("1", name="Libre"))
    write(shared_source, make_incoming("a", name="Partagé"))

    write_observation(tmp_path / "o")

    names = {
        licence: pq.read_table(tmp_path / "o" / licence / "occasions.parquet")["name"].to_pylist()
        for licence in ("lov2", "odbl")
    }
    assert names == {"lov2": ["Libre"], "odbl": ["Partagé"]}


def test_an_occasion_that_a_share_alike_source_also_tells_goes_with_it(
    write, register, shared_source, tmp_path
):
    write(register, make_incoming("1", phone="04 75 00 00 00"))
    write(shared_source, make_incoming("a", phone="04 75 00 00 00"))

    write_observation(tmp_path / "o")

    assert not (tmp_path / "o" / "lov2" / "occasions.parquet").exists()


def test_no_phone_nor_email_nor_raw_row_leaves(write, register, tmp_path):
    write(register, make_incoming("1", phone=CANARY, email=f"{CANARY}@example.org"))

    write_observation(tmp_path / "o")

    leaked = [
        path for path, content in hash_files(tmp_path / "o").items() if CANARY.encode() in content
    ]
    assert leaked == []


def test_what_is_withdrawn_does_not_leave(write, register, tmp_path):
    write(register, make_incoming("1"))
    write(register, withdrawals=["1"])

    assert write_observation(tmp_path / "o").rows["occasions"] == 0


def test_unknown_is_null_and_never_empty_nor_zero(write, register, tmp_path):
    write(register, make_incoming("1"))

    write_observation(tmp_path / "o")

    row = pq.read_table(tmp_path / "o" / "lov2" / "occasions.parquet").to_pylist()[0]
    assert (row["cost"], row["lat"], row["capacity"], row["steward_id"]) == (None,) * 4


def test_a_cell_that_a_spreadsheet_would_run_is_shielded(write, register, tmp_path):
    write(register, make_incoming("1", name="=HYPERLINK(1)"))

    write_observation(tmp_path / "o")

    text = (tmp_path / "o" / "lov2" / "occasions.csv").read_text("utf-8")
    assert next(csv.DictReader(io.StringIO(text)))["name"] == "'=HYPERLINK(1)"


def test_every_file_is_described_with_its_columns_and_licence(write, register, tmp_path):
    write(register, make_incoming("1"))

    write_observation(tmp_path / "o")

    package = json.loads((tmp_path / "o" / "datapackage.json").read_text("utf-8"))
    described = {one["path"]: one for one in package["resources"]}
    assert set(described) == set(hash_files(tmp_path / "o")) - {"datapackage.json"}
    fields = [one["name"] for one in described["lov2/occasions.csv"]["schema"]["fields"]]
    assert tuple(fields) == OCCASIONS.column_names


def test_the_validator_of_data_packages_finds_every_table_sound(write, register, tmp_path):
    bonds = (BondTag(Bond.ELECTIVE), BondTag(Bond.ELECTIVE, Foundation.PROTECTION))
    write(register, make_incoming("1", name='=Nom; "dur"\n', bonds=bonds))

    write_observation(tmp_path / "o")

    package = Package(str(tmp_path / "o" / "datapackage.json"))
    errors = {
        one.name: one.validate().flatten(["message"])
        for one in package.resources
        if one.format == "csv"
    }
    assert {name: found for name, found in errors.items() if found} == {}
    assert len(errors) >= 5


def test_dates_leave_with_their_end_their_status_and_their_offset(write, register, tmp_path):
    cancelled = TimingValues(
        datetime.fromisoformat("2026-10-24T20:00"),
        datetime.fromisoformat("2026-10-24T23:00"),
        TimingStatus.CANCELLED,
    )
    winter = TimingValues(datetime.fromisoformat("2026-10-31T20:00"), place="Salle B")
    write(register, make_incoming("1", kind=Kind.GATHERING, timings=(winter, cancelled)))

    write_observation(tmp_path / "a")

    rows = pq.read_table(tmp_path / "a" / "lov2" / "timings.parquet").to_pylist()
    assert [list(row.values())[1:] for row in rows] == [
        [1, "2026-10-24T20:00:00+02:00", "2026-10-24T23:00:00+02:00", "cancelled", None],
        [2, "2026-10-31T20:00:00+01:00", None, "scheduled", "Salle B"],
    ]


def test_the_part_of_the_week_of_a_cancelled_date_does_not_leave(write, register, tmp_path):
    friday = datetime.fromisoformat("2026-12-04T20:00")
    held, cancelled = TimingValues(friday), TimingValues(friday, status=TimingStatus.CANCELLED)
    write(
        register,
        make_incoming("1", kind=Kind.GATHERING, timings=(held,)),
        make_incoming("2", kind=Kind.GATHERING, timings=(cancelled,)),
    )

    write_observation(tmp_path / "a")

    rows = pq.read_table(tmp_path / "a" / "lov2" / "openings.parquet").to_pylist()
    assert [row["band"] for row in rows] == ["week_evening"]


def test_a_folder_that_holds_something_else_is_never_replaced(tmp_path):
    (tmp_path / "roman.txt").write_text("chapitre 1")

    with pytest.raises(NotADirectoryError, match="autre chose qu’une observation"):
        write_observation(tmp_path)


def test_it_opens_as_ibis_tables_with_every_part(write, register, shared_source, tmp_path):
    write(register, make_incoming("1", name="Libre"))
    write(shared_source, make_incoming("a", name="Partagé"))

    observed = open_observation(write_observation(tmp_path / "o").folder)

    names = observed.tables["occasions"].order_by("name").to_pyarrow()["name"].to_pylist()
    assert names == ["Libre", "Partagé"]


def test_an_empty_base_still_opens_with_every_table(db, tmp_path):
    observed = open_observation(write_observation(tmp_path / "o").folder)

    assert {name: table.columns for name, table in observed.tables.items()} == {
        table.name: table.column_names for table in TABLES
    }


def test_what_is_no_observation_is_said_so(tmp_path):
    with pytest.raises(ObservationUnreadableError, match="n’est pas une observation"):
        open_observation(tmp_path)


def test_a_missing_file_is_named(write, register, tmp_path):
    write(register, make_incoming("1"))
    folder = write_observation(tmp_path / "o").folder
    (folder / "lov2" / "occasions.parquet").unlink()

    with pytest.raises(ObservationUnreadableError, match=r"occasions\.parquet"):
        open_observation(folder)
