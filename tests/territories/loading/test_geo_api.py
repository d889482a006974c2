"""The API Géo. The answers have the shape of the service's, on a territory of three communes."""

import pytest

from recoudre.territories.errors import TerritoryUnavailableError, UnknownTerritoryError
from recoudre.territories.loading import geo_api
from recoudre.territories.loading.geo_api import load_geo_api
from recoudre.territories.loading.records import CommuneRecord
from tests.territories.conftest import draw_square


def write_commune(code, name, department, epci, residents, lon):
    """Write a commune as the API answers it: hectares, and longitude before latitude."""
    answer = {
        "nom": name,
        "code": code,
        "codeDepartement": department,
        "codeRegion": "84",
        "population": residents,
        "centre": {"type": "Point", "coordinates": [lon, 44.05]},
        "codesPostaux": [f"{department}100"],
        "surface": 8_800.5,
    }
    return answer | ({"codeEpci": epci} if epci else {})


ANSWERS = {
    "/regions?fields=code,nom": [
        {"nom": "Auvergne-Rhône-Alpes", "code": "84"},
        {"nom": "Corse", "code": "94"},
    ],
    "/departements?fields=code,nom,codeRegion": [
        {"nom": "Ardèche", "code": "07", "codeRegion": "84"},
        {"nom": "Drôme", "code": "26", "codeRegion": "84"},
        {"nom": "Corse-du-Sud", "code": "2A", "codeRegion": "94"},
    ],
    "/epcis?fields=code,nom,codesDepartements": [
        {"nom": "CC du Fleuve", "code": "200000001", "codesDepartements": ["07", "26"]},
        {"nom": "CA du Pays Ajaccien", "code": "200000002", "codesDepartements": ["2A"]},
    ],
    f"/communes?codeRegion=84&fields={geo_api.PLACE_FIELDS}": [
        write_commune("26001", "Aubrac", "26", "200000001", 100, 5.05),
        write_commune("26002", "La Bâtie", "26", "", 200, 5.15),
        write_commune("07001", "Saint-Clair", "07", "200000001", 50, 4.95),
    ],
    "/departements/26/communes?fields=code,contour": [
        {"code": "26001", "contour": draw_square(5.0)},
        {"code": "26002", "contour": draw_square(5.1)},
    ],
    "/communes_associees_deleguees?codeDepartement=26&fields=code,chefLieu": [
        {"code": "26900", "chefLieu": "26001"},
        {"code": "26001", "chefLieu": "26001"},
    ],
}


@pytest.mark.parametrize("code", ["26", "26001", "26900"])
def test_the_departement_of_a_code_is_loaded(code):
    loaded = load_geo_api([code], ANSWERS.__getitem__)

    assert loaded.communes["26001"] == CommuneRecord(
        code="26001",
        name="Aubrac",
        department_code="26",
        region_code="R84",
        epci_code="200000001",
        residents=100,
        residents_year=None,
        lat=44.05,
        lon=5.05,
        area_km2=88.005,
        postcodes=("26100",),
    )
    assert set(loaded.outlines) == {"26001", "26002"}
    assert loaded.former["26900"].current_code == "26001"


def test_the_communes_of_the_region_make_its_groups_complete():
    loaded = load_geo_api(["26"], ANSWERS.__getitem__)

    assert set(loaded.groups) == {"26", "07", "R84", "200000001"}
    assert loaded.complete_codes == {"26", "07", "R84", "200000001"}


def test_an_epci_is_loaded_with_all_its_departements():
    answers = ANSWERS | {
        "/departements/07/communes?fields=code,contour": [
            {"code": "07001", "contour": draw_square(4.9)}
        ],
        "/communes_associees_deleguees?codeDepartement=07&fields=code,chefLieu": None,
    }

    loaded = load_geo_api(["200000001"], answers.__getitem__)

    assert set(loaded.outlines) == {"26001", "26002", "07001"}


def test_a_shared_border_stays_shared():
    loaded = load_geo_api(["26"], ANSWERS.__getitem__)

    east = {tuple(point) for point in loaded.outlines["26001"]["coordinates"][0]}
    west = {tuple(point) for point in loaded.outlines["26002"]["coordinates"][0]}
    assert east & west == {(5.1, 44.0), (5.1, 44.1)}


@pytest.mark.parametrize("code", ["99", "99001", "123456789", "Dieulefit", ""])
def test_a_code_that_no_departement_holds_is_unknown(code):
    with pytest.raises(UnknownTerritoryError):
        load_geo_api([code], ANSWERS.__getitem__)


@pytest.mark.parametrize("answer", [None, [], {"message": "erreur"}])
def test_an_empty_answer_is_not_taken_for_an_empty_country(answer):
    with pytest.raises(TerritoryUnavailableError, match="réponse vide"):
        load_geo_api(["26"], lambda path: answer)


class FakeConnection:
    """A connection that answers what it was given, or fails."""

    answer: tuple[int, bytes] | Exception = (200, b"[]")

    def __init__(self, host, timeout):
        self.host = host

    def request(self, method, path, headers):
        if isinstance(self.answer, Exception):
            raise self.answer

    def getresponse(self):
        return self

    @property
    def status(self):
        return self.answer[0]

    def read(self):
        return self.answer[1]

    def close(self):
        pass


@pytest.fixture
def connection(monkeypatch):
    monkeypatch.setattr(geo_api.http.client, "HTTPSConnection", FakeConnection)
    return FakeConnection


def test_an_answer_is_read(connection, monkeypatch):
    monkeypatch.setattr(connection, "answer", (200, b'[{"code": "26"}]'))

    assert geo_api.fetch_json("/departements") == [{"code": "26"}]


def test_what_is_not_found_is_none(connection, monkeypatch):
    monkeypatch.setattr(connection, "answer", (404, b"Not Found"))

    assert geo_api.fetch_json("/departements/99") is None


@pytest.mark.parametrize(
    "answer",
    [OSError("no route"), TimeoutError(), (503, b""), (200, b"<html>")],
    ids=["no network", "too long", "broken down", "not JSON"],
)
def test_without_the_api_one_sentence_says_what_still_works(connection, monkeypatch, answer):
    monkeypatch.setattr(connection, "answer", answer)

    with pytest.raises(TerritoryUnavailableError, match=r"marche aussi sans réseau.*--from"):
        geo_api.fetch_json("/departements")
