"""The smallest inventory, for any test: two communes, a register and an open source.

Its fixtures are known to every test through `tests/conftest.py`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from recoudre.inventory.models import Source
from recoudre.inventory.services import Incoming, Written, keep_source, write_records
from recoudre.inventory.testimony import hash_content, serialise_values
from recoudre.territories.models import Territory
from recoudre.vocabulary.licences import LICENCE_OUVERTE
from recoudre.vocabulary.lists import ContactBasis, Kind, Level, Precision, Trust
from recoudre.vocabulary.records import OccasionValues, SourceInfo, TimingValues

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 10, 12, tzinfo=UTC)


def make_incoming(source_id: str, **values: Any) -> Incoming:
    """Make the smallest record: a place in commune 26114, with what the test adds."""
    told = {"name": "Café des Halles", "kind": Kind.PLACE, "commune_code": "26114"} | values
    raw = {"id": source_id}
    stored = serialise_values(OccasionValues(**told))
    return Incoming(source_id, 2, raw, stored, hash_content(raw, stored), [])


def make_timings(*starts: datetime | str) -> tuple[TimingValues, ...]:
    """Make dates held as planned, of which only the local beginnings are known."""
    return tuple(TimingValues(datetime.fromisoformat(str(start))) for start in starts)


def make_located(source_id: str, lat: float, lon: float, **values: Any) -> Incoming:
    """Make a record whose point is known."""
    return make_incoming(source_id, lat=lat, lon=lon, precision=Precision.NUMBER, **values)


@pytest.fixture
def two_communes(db: None) -> None:
    """Two communes of one département."""
    for code, name in (("26114", "Dieulefit"), ("26113", "Die")):
        Territory.objects.create(
            code=code, level=Level.COMMUNE, name=name, slug=name.lower(),
            search_name=name.lower(), department_code="26", region_code="R84",
            epci_code="242600492",
        )  # fmt: skip


def make_source(
    slug: str, trust: Trust, contact_basis: ContactBasis = ContactBasis.REGISTER
) -> Source:
    """Keep a source of one trust, whose contacts may be shown unless the test says otherwise."""
    return keep_source(
        SourceInfo(
            slug, slug, "Éditeur", LICENCE_OUVERTE, trust, "https://example.org",
            contact_basis=contact_basis, contact_proof="liste publique",
        )
    )  # fmt: skip


@pytest.fixture
def register(two_communes: None) -> Source:
    """A public register."""
    return make_source("registre", Trust.REGISTER)


@pytest.fixture
def open_source(two_communes: None) -> Source:
    """An open source, trusted less than a register."""
    return make_source("ouverte", Trust.OPEN)


@pytest.fixture
def write() -> Callable[..., Written]:
    """Write records at noon, unless the test says when."""

    def write_some(source: Source, *additions: Incoming, **options: Any) -> Written:
        given = {"changes": (), "withdrawals": (), "at": NOON, "cause": "essai"} | options
        return write_records(source=source, additions=additions, **given)

    return write_some
