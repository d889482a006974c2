"""`recoudre match`: what it tells of each pair of sources."""

import json

import pytest

from recoudre.config.cli import main
from recoudre.inventory.models import Merge
from tests.stock import make_located


@pytest.fixture
def told_twice(register, open_source, write):
    """One library, told by two sources."""
    for source in (register, open_source):
        record = make_located("1", 44.7, 5.3, name="Médiathèque Couté", address="1 rue Haute")
        write(source, record, looks_for_matches=False)


def test_it_merges_and_says_so_in_json(told_twice, capsys):
    status = main(["match", "26", "--json"])

    assert status == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": 2,
        "fresh": 1,
        "pairs": [
            {"sources": ["ouverte", "registre"], "merged": 1, "to_review": 0, "colocated": 0,
             "branches": 0},
        ],
    }  # fmt: skip


def test_a_dry_run_says_what_would_be_merged_and_merges_nothing(told_twice, capsys):
    main(["match", "--dry-run"])

    assert "ouverte × registre : 1 à fusionner" in capsys.readouterr().out
    assert not Merge.objects.exists()


def test_nothing_to_match_is_said(two_communes, capsys):
    main(["match"])

    assert "Rien à rapprocher." in capsys.readouterr().out
