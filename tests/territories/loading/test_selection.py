"""Which communes a code stands for."""

import pytest

from recoudre.territories.errors import UnknownTerritoryError
from recoudre.territories.loading.records import CommuneRecord, FormerRecord, LoadedTerritories
from recoudre.territories.loading.selection import select_communes


@pytest.fixture
def loaded():
    communes = [
        CommuneRecord("26001", "Aubrac", "26", "R84", "200000001"),
        CommuneRecord("26002", "La Bâtie", "26", "R84", "200000001"),
        CommuneRecord("07001", "Saint-Clair", "07", "R84", "200000001"),
        CommuneRecord("2A004", "Ajaccio", "2A", "R94"),
        CommuneRecord("75056", "Paris", "75", "R11"),
    ]
    return LoadedTerritories(
        communes={commune.code: commune for commune in communes},
        groups={},
        former={"26900": FormerRecord("26900", "26002", None, "INSEE")},
    )


@pytest.mark.parametrize(
    ("codes", "selected"),
    [
        (["26"], ["26001", "26002"]),
        (["2a"], ["2A004"]),
        (["200000001"], ["07001", "26001", "26002"]),
        (["R84"], ["07001", "26001", "26002"]),
        (["26001"], ["26001"]),
        ([" 26900 "], ["26002"]),
        (["75112"], ["75056"]),
        (["France"], ["07001", "26001", "26002", "2A004", "75056"]),
        (["26", "26001", "07"], ["07001", "26001", "26002"]),
        ([], []),
    ],
)
def test_a_code_stands_for_communes(loaded, codes, selected):
    assert select_communes(loaded, codes) == selected


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("26009", r"Peut-être 26001 \(Aubrac\), 26002 \(La Bâtie\) \?"),
        ("la batie", r"Peut-être 26002 \(La Bâtie\) \?"),
        ("zzz", "Donnez le code d’un département"),
        ("", "Donnez le code"),
        ("R", "Donnez le code"),
    ],
)
def test_an_unknown_code_is_told_with_what_looks_like_it(loaded, code, advice):
    with pytest.raises(UnknownTerritoryError, match=advice):
        select_communes(loaded, [code])
