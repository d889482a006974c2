"""Postcodes inside addresses, CEDEX."""

import pytest

from recoudre.importers.repairs import mend_address, mend_commune_name
from recoudre.vocabulary.records import RepairName


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("AURILLAC CEDEX", "AURILLAC"),
        ("Nantes cedex 09", "Nantes"),
        ("Nancy CEDEX9", "Nancy"),
        ("Lille - Cédex 1", "Lille"),
    ],
)
def test_cedex_leaves_the_name_of_the_commune(cell, name):
    mended = mend_commune_name(cell, "commune")

    assert mended.value == name
    assert [repair.name for repair in mended.repairs] == [RepairName.CEDEX]


@pytest.mark.parametrize("cell", ["Dieulefit", "Paris 12e", "Cedexville"])
def test_other_names_stay(cell):
    assert mend_commune_name(cell, "commune").value == cell


def test_digits_alone_are_no_name():
    assert mend_commune_name("62300", "commune").value == ""


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Le bourg 87120 Augne", "Le bourg"),
        ("2 Passage du Rempart, 87120", "2 Passage du Rempart"),
        ("87120 Augne", ""),
        ("Place 87120 AUGNE", "Place"),
        ("Mairie 87120 Bâtiment 3", "Mairie, Bâtiment 3"),
    ],
)
def test_the_postcode_and_its_commune_leave_the_address(cell, address):
    mended = mend_address(cell, "adresse", postcode="87120", commune="Augne")

    assert mended.value == address
    assert [repair.name for repair in mended.repairs] == [RepairName.POSTCODE_IN_ADDRESS]


@pytest.mark.parametrize("cell", ["1 rue X CS 60700", "BP 87120", "B.P. n° 87120", "120 rue 12345"])
def test_a_box_or_another_number_is_no_postcode(cell):
    assert mend_address(cell, "adresse", postcode="87120", commune="Augne").repairs == ()


def test_another_postcode_goes_when_the_commune_follows_it():
    mended = mend_address("3 rue Y 87999 Augne", "adresse", postcode="87120", commune="Augne")

    assert mended.value == "3 rue Y"
