"""What looks personal."""

import pytest

from recoudre.importers.repairs import (
    Mended,
    hide_contacts,
    hide_email,
    hide_phone,
    is_mobile_phone,
    is_personal_email,
    mend_email,
    mend_phone,
)
from recoudre.vocabulary.records import Repair, RepairName


@pytest.mark.parametrize(
    "email",
    ["jeanne.martin@mairie.example", "j.martin@x.example", "jmartin@cc-x.example",
     "jeanne@x.example",
     "martin-p@x.example", "marie.neuville@x.example", "francesca@x.example",
     "jean.maisonneuve@france-x.example"],
)  # fmt: skip
def test_a_name_is_personal(email):
    assert is_personal_email(email)


@pytest.mark.parametrize(
    "email",
    ["contact@x.example", "mairie@x.example", "accueil.ccas@x.example", "bibliotheque@x.example",
     "mediatheque-dieulefit@x.example", "franceservices.die@x.example", "france-services@x.example",
     "busfranceservices@x.example", "efs@x.example", "msap@x.example", "secretariat2@x.example",
     "mairiedevercors@x.example", "valserhone@france-services.gouv.fr"],
)  # fmt: skip
def test_a_role_is_not_personal(email):
    assert not is_personal_email(email)


def test_the_name_of_the_place_or_of_the_organisation_is_a_role():
    assert is_personal_email("boussole@x.example")
    assert not is_personal_email("boussole@x.example", "La Boussole, Captieux")
    assert not is_personal_email("boussole@laboussole.example")


@pytest.mark.parametrize(
    ("phone", "is_mobile"),
    [("06 12 34 56 78", True), ("07 12 34 56 78", True), ("04 75 46 43 62", False), ("", False)],
)
def test_a_mobile_phone_is_told_by_its_first_digits(phone, is_mobile):
    assert is_mobile_phone(phone) is is_mobile


def test_a_personal_email_is_taken_away_and_never_repeated():
    mended = hide_email(mend_email(" jeanne.martin@x.fr", "mail"), "mail", context="")

    assert mended.value == ""
    assert mended.repairs == (Repair(RepairName.PERSONAL_CONTACT, "mail", "…@x.fr", ""),)


def test_the_personal_email_of_a_list_is_not_repeated_by_the_other_repairs():
    cell = " jeanne.martin@x.fr ;\n paul.durand@x.fr "

    mended = hide_email(mend_email(cell, "mail"), "mail", context="")

    assert "martin" not in repr(mended)
    assert "durand" not in repr(mended)


def test_a_mobile_phone_is_taken_away_and_never_repeated():
    mended = hide_phone(mend_phone("612345678 / 0798765432", "tel"), "tel")

    assert mended.value == ""
    assert "12" not in repr(mended.repairs)


def test_contacts_leave_a_text_but_its_roles_stay():
    text = "Rendez-vous : jeanne.martin@x.fr, 06 12 34 56 78 ou mairie@x.fr, 04 75 46 43 62"

    mended = hide_contacts(Mended(text), "commentaire", context="")

    assert mended.value == (
        "Rendez-vous : [contact retiré], [contact retiré] ou mairie@x.fr, 04 75 46 43 62"
    )
    assert [repair.name for repair in mended.repairs] == [RepairName.PERSONAL_CONTACT]
