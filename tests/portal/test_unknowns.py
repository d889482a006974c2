"""What we do not know of an occasion."""

from recoudre.inventory.models import Occasion
from recoudre.portal.unknowns import list_unknown
from recoudre.vocabulary.lists import Kind


def test_what_one_needs_to_go_there_comes_first(village):
    garden = Occasion.objects.get(name="Jardin partagé")

    unknown = list_unknown(garden, has_next_date=False)

    assert unknown[:3] == ["les horaires", "un téléphone", "l’adresse"]


def test_a_gathering_lacks_dates_and_not_hours(village):
    feast = Occasion.objects.get(name="Fête de la Clairette")
    feast.kind = Kind.GATHERING

    assert list_unknown(feast, has_next_date=False)[0] == "les prochaines dates"
    assert "les horaires" not in list_unknown(feast, has_next_date=True)


def test_what_is_known_is_not_asked(library):
    unknown = list_unknown(library, has_next_date=False)

    assert unknown == ["à qui c’est ouvert", "s’il faut un écran"]
