"""Which phones and e-mails are shown: closed unless something allows it or somebody objects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.inventory.contacts import (
    digest_contact,
    find_basis,
    list_closed,
    mask_objected,
    normalise_contact,
    open_values,
)
from recoudre.inventory.models import Occasion, Source
from recoudre.inventory.services.electing import elect_again, start_writing
from recoudre.inventory.services.testimonies import create_testified, write_testimony
from recoudre.inventory.testimony import serialise_values
from recoudre.vocabulary.lists import ContactBasis, Kind, Trust
from recoudre.vocabulary.records import OccasionValues
from tests.stock import LATER, NOON, make_incoming, make_source

PHONE, EMAIL = "04 75 46 43 62", "halles@exemple.fr"
CONTACTS = {"phone": PHONE, "email": EMAIL}


def read_contacts():
    """Read what the only occasion shows."""
    return Occasion.objects.values_list("phone", "email").get()


@pytest.fixture
def closed_source(two_communes):
    """An open source that says nothing of why its contacts could be shown."""
    return make_source("sans-base", Trust.OPEN, ContactBasis.UNKNOWN)


def test_the_contacts_of_a_source_without_basis_stay_in_its_record(closed_source, write):
    write(closed_source, make_incoming("1", **CONTACTS))

    assert read_contacts() == ("", "")
    assert closed_source.records.get().values["phone"] == PHONE


def test_the_contacts_of_a_source_with_a_basis_are_shown(register, write):
    write(register, make_incoming("1", **CONTACTS))

    assert read_contacts() == (PHONE, EMAIL)


def test_a_record_that_consents_shows_its_contacts_whatever_its_source(closed_source, write):
    write(closed_source, make_incoming("1", **CONTACTS, contact_consented=True))

    assert read_contacts() == (PHONE, EMAIL)


@pytest.mark.parametrize("trust", [Trust.VERIFIED, Trust.STEWARD, Trust.MODERATOR])
def test_what_a_person_says_is_shown(two_communes, trust):
    values = {"name": "Café", "kind": "place", "commune_code": "26114", **CONTACTS}

    create_testified(trust=trust, values=values, remote_id="p-1", at=NOON, cause="essai")

    assert read_contacts() == (PHONE, EMAIL)


def test_an_open_contact_is_preferred_to_a_closed_one_that_ranks_higher(
    two_communes, open_source, write
):
    closed_register = make_source("registre-muet", Trust.REGISTER, ContactBasis.UNKNOWN)
    write(open_source, make_incoming("1", phone=PHONE))
    occasion = Occasion.objects.get()
    write(closed_register, make_incoming("2", phone="04 00 00 00 00"), looks_for_matches=False)
    closed_register.records.update(occasion=occasion)

    elect_again(start_writing(at=LATER, cause="essai"), [occasion.pk])

    occasion.refresh_from_db()
    assert occasion.phone == PHONE


def test_a_pin_opens_no_closed_contact(closed_source, write):
    write(closed_source, make_incoming("1", **CONTACTS))
    occasion = Occasion.objects.get()
    Occasion.objects.update(pins={"phone": closed_source.records.get().pk})

    write_testimony(
        occasion=occasion, trust=Trust.MODERATOR, values={"summary": "Un café."}, at=LATER,
        cause="essai",
    )  # fmt: skip

    assert read_contacts() == ("", "")


def test_a_source_that_loses_its_basis_closes_its_contacts_at_the_next_election(register, write):
    write(register, make_incoming("1", **CONTACTS))
    Source.objects.update(contact_basis=ContactBasis.UNKNOWN)

    elect_again(start_writing(at=LATER, cause="essai"), [Occasion.objects.get().pk])

    assert read_contacts() == ("", "")


def test_a_consent_is_stored_and_its_absence_is_not():
    told = OccasionValues("Café", Kind.PLACE, commune_code="26114", contact_consented=True)
    silent = OccasionValues("Café", Kind.PLACE, commune_code="26114")

    assert serialise_values(told)["contact_consented"] is True
    assert "contact_consented" not in serialise_values(silent)


def test_a_point_at_zero_is_still_stored():
    assert serialise_values(OccasionValues("Bouée", Kind.PLACE, lat=0.0, lon=0.0))["lat"] == 0.0


@pytest.mark.parametrize(
    ("basis", "values", "expected"),
    [
        (ContactBasis.UNKNOWN, {}, ContactBasis.UNKNOWN),
        (ContactBasis.REGISTER, {}, ContactBasis.REGISTER),
        (ContactBasis.UNKNOWN, {"contact_consented": True}, ContactBasis.CONSENTED),
        (ContactBasis.REGISTER, {"contact_consented": True}, ContactBasis.CONSENTED),
    ],
)
def test_the_consent_of_a_record_comes_before_the_basis_of_its_source(basis, values, expected):
    assert find_basis(Source(contact_basis=basis), values) is expected


@pytest.mark.parametrize(
    "written",
    ["04 75 46 43 62", "0475464362", "+33 4 75 46 43 62", "0033475464362", "04.75.46.43.62",
     "+33 (0)4 75 46 43 62"],
)  # fmt: skip
def test_one_phone_written_in_several_ways_is_one_phone(written):
    assert digest_contact("phone", written) == digest_contact("phone", PHONE)


@pytest.mark.parametrize(
    "value", [PHONE, f"{PHONE} ou 06 00 00 00 00", f"06 00 00 00 00 ; {PHONE}"]
)
def test_a_value_that_holds_an_objected_phone_is_closed(value):
    source = Source(contact_basis=ContactBasis.REGISTER)

    assert list_closed(source, {"phone": value}, {digest_contact("phone", "+33475464362")}) == [
        "phone"
    ]


def test_an_objected_contact_is_taken_out_of_texts_too():
    objected = {digest_contact("phone", PHONE), digest_contact("email", EMAIL)}
    values = {"description": f"Appelez le {PHONE} ou écrivez à Halles@Exemple.fr, merci."}

    told = open_values(Source(contact_basis=ContactBasis.UNKNOWN), values, objected)

    assert told["description"] == (
        "Appelez le [contact retiré] ou écrivez à [contact retiré], merci."
    )


@pytest.mark.parametrize(
    "contact",
    [
        "anne@exemple.fr",
        "0475464362",
        "04.75.46.43.62",
        "+33 4 75 46 43 62",
        "+33 (0)4 75 46 43 62",
    ],
)
def test_the_texts_of_a_source_without_basis_lose_their_contacts(contact):
    told = open_values(
        Source(contact_basis=ContactBasis.UNKNOWN), {"description": f"Voir {contact}, merci."}
    )

    assert told["description"] == "Voir [contact retiré], merci."


@pytest.mark.parametrize(
    "text", ["du 12.03.2026 au 15.04.2026", "SIRET 123 456 789 00011", "ouvert 10h-12h, 26220"]
)
def test_dates_and_numbers_that_are_no_phone_stay_in_texts(text):
    source = Source(contact_basis=ContactBasis.UNKNOWN)

    assert open_values(source, {"summary": text})["summary"] == text


def test_what_nobody_objected_to_stays_in_texts():
    text = f"Ouvert en 2024 de 10h à 12h, {PHONE}, SIRET 12345678900011."

    assert mask_objected(text, {digest_contact("phone", "0600000000")}) == text


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_a_phone_is_the_same_with_or_without_its_country(digits):
    assert normalise_contact("phone", f"0{digits}") == normalise_contact("phone", f"+33{digits}")


@given(
    st.dictionaries(st.sampled_from(["phone", "email", "name", "summary"]), st.text(min_size=1)),
    st.sampled_from(ContactBasis),
)
def test_a_closed_contact_never_goes_through(values, basis):
    told = open_values(Source(contact_basis=basis), values)

    assert ("phone" in told) == ("phone" in values and basis is not ContactBasis.UNKNOWN)
    assert told.get("name") == values.get("name")
