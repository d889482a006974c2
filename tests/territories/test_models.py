"""What the tables refuse."""

import pytest
from django.db import IntegrityError

from recoudre.territories.models import IndicatorValue, Territory

pytestmark = pytest.mark.django_db


def test_a_point_is_whole_or_unknown():
    with pytest.raises(IntegrityError):
        Territory.objects.create(code="26001", level="commune", name="Aubrac", lat=44.0)


@pytest.mark.parametrize(("value", "reason"), [(None, ""), (12.0, "secrecy")])
def test_a_value_is_known_or_has_a_reason(value, reason):
    commune = Territory.objects.create(code="26001", level="commune", name="Aubrac")

    with pytest.raises(IntegrityError):
        IndicatorValue.objects.create(
            territory=commune, indicator="poverty", year=2021, value=value, missing_reason=reason
        )


def test_a_territory_shows_its_name_and_code():
    assert str(Territory(code="26114", name="Dieulefit")) == "Dieulefit (26114)"
