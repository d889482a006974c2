"""Excerpts parsed and checked, by one process or several: the same rows, in order."""

from datetime import date
from functools import partial

import pytest

from recoudre.importers import cutting, sifting
from recoudre.importers.cutting import cut_file
from recoudre.importers.sifting import Sieve, find_shared, sift_excerpts
from recoudre.importers.sources.template import parse
from recoudre.territories.lookup import CommuneLookup, KnownCommune
from tests.malice.files import write_file

TODAY = date(2026, 11, 23)
PLACE = {"nature": "lieu", "code_insee": "26114"}


@pytest.fixture
def sieve():
    """Parses our own template, in one commune."""
    dieulefit = KnownCommune("26114", "Dieulefit", "26", None, None, None, ("26220",))
    return Sieve(parse, CommuneLookup({"26114": dieulefit}, {}, frozenset()), TODAY)


@pytest.fixture
def excerpts(tmp_path):
    """Cut a file of forty places, one without a name, into excerpts of a few rows."""
    rows = [
        {**PLACE, "identifiant": str(n), "nom": f"Lieu {n}" if n != 7 else ""} for n in range(40)
    ]
    path = tmp_path / "lieux.csv"
    path.write_bytes(write_file(rows))
    return partial(cut_file, path, excerpt_bytes=500)


def test_a_row_of_an_excerpt_has_its_number_in_the_whole_file(sieve, excerpts):
    rows = [row for part in sift_excerpts(sieve, excerpts()) for row in part.rows]

    assert [row.row_number for row in rows] == list(range(2, 42))
    assert (rows[7].outcome, rows[7].reasons) == ("refused", ("no_name",))


def test_several_processes_give_what_one_gives(sieve, excerpts, monkeypatch):
    monkeypatch.setattr(sifting.os, "cpu_count", lambda: 2)
    shared_out = list(sift_excerpts(sieve, excerpts()))

    monkeypatch.setattr(sifting.os, "cpu_count", lambda: 1)

    assert shared_out == list(sift_excerpts(sieve, excerpts()))


def test_cut_or_whole_what_is_stored_is_the_same(sieve, excerpts):
    whole = sieve.sift_whole(next(iter(excerpts(excerpt_bytes=10**6))).content)

    rows = [row for part in sift_excerpts(sieve, excerpts()) for row in part.rows]

    assert [row._replace(digest=b"") for row in rows] == list(whole.rows)


def test_a_file_that_cannot_be_read_is_said_by_whatever_process_meets_it(sieve, tmp_path):
    path = tmp_path / "autre.csv"
    path.write_bytes(b"a;b\n" + b"1;2\n" * 10)

    with pytest.raises(cutting.UnreadableFileError, match="colonnes attendues"):
        list(sift_excerpts(sieve, cut_file(path, excerpt_bytes=4)))


def test_points_that_two_excerpts_share_are_found(sieve, tmp_path):
    point = {**PLACE, "nom": "X", "latitude": "44.5", "longitude": "5.05"}
    rows = [{**point, "identifiant": str(n), "adresse": f"{n} rue Haute"} for n in (1, 2)]
    path = tmp_path / "lieux.csv"
    path.write_bytes(write_file(rows))

    assert find_shared(sieve, cut_file(path, excerpt_bytes=1)) == {(44.5, 5.05)}
