"""What the tests of the portal share: an empty cache, two communes with a point, and soup."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from recoudre.inventory.models import Occasion, Source
from recoudre.inventory.services import Written
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Bond, Cost, Foundation, Kind, Sector
from recoudre.vocabulary.records import BondTag, StewardValues
from tests.stock import make_incoming, make_located

AS_HTMX = {"HX-Request": "true"}
DIEULEFIT = (44.5257, 5.0664)
DIE = (44.7533, 5.3703)
SQUARE = [[5.0, 44.5], [5.1, 44.5], [5.1, 44.6], [5.0, 44.6], [5.0, 44.5]]


@pytest.fixture
def communes(two_communes: None) -> None:
    """Dieulefit with a point and an outline, Die with a point."""
    outline = {"type": "Polygon", "coordinates": [SQUARE]}
    for code, (lat, lon), shape in (("26114", DIEULEFIT, outline), ("26113", DIE, None)):
        Territory.objects.filter(code=code).update(lat=lat, lon=lon, outline=shape)


@pytest.fixture
def village(communes: None, write: Callable[..., Written], register: Source) -> None:
    """A library and a garden in Dieulefit, a feast without a point in Die."""
    write(
        register,
        make_located(
            "1",
            44.530,
            5.065,
            name="Bibliothèque des Halles",
            summary="Livres et jeux.",
            address="2 place des Halles",
            postcode="26220",
            phone="0475464970",
            opening_hours="Tu-Fr 14:00-18:00",
            cost=Cost.FREE,
            bonds=(BondTag(Bond.CITIZENSHIP, Foundation.PROTECTION),),
            steward=StewardValues("Mairie de Dieulefit", Sector.COMMUNE),
        ),
        make_located(
            "2",
            44.535,
            5.070,
            name="Jardin partagé",
            kind=Kind.PROJECT,
            bonds=(BondTag(Bond.ELECTIVE),),
        ),
        make_incoming("3", name="Fête de la Clairette", commune_code="26113"),
    )


@pytest.fixture
def library(village: None) -> Occasion:
    """The library of Dieulefit."""
    return Occasion.objects.get(name="Bibliothèque des Halles")


def read_page(response: HttpResponse) -> BeautifulSoup:
    """Read an answer as a page."""
    return BeautifulSoup(response.content, "html.parser")


def open_page(client: Client, address: str, **parameters: object) -> BeautifulSoup:
    """Open a page that must be there."""
    response = client.get(address, parameters)
    assert response.status_code == 200, response.status_code
    return read_page(response)
