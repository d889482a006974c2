"""A contact that somebody objects to disappears at once, everywhere, and does not come back."""

import pytest

from recoudre.inventory.models import ContactObjection, LogLine, Occasion
from recoudre.inventory.queries.contacts import list_closed_contacts, open_records
from recoudre.inventory.search import Question, list_answers
from recoudre.inventory.services.electing import elect_again, start_writing
from recoudre.inventory.services.rights import close_bounced, close_contact, lift_objection
from recoudre.inventory.services.testimonies import write_testimony
from recoudre.vocabulary.decisions import ModerationAct, RefusalReason
from recoudre.vocabulary.lists import ContactBasis, Trust
from tests.stock import LATER, NOON, make_incoming, make_source

PHONE, EMAIL = "04 75 46 43 62", "halles@exemple.fr"


def read_phones():
    """Read the phones that are shown, by name."""
    return dict(Occasion.objects.values_list("name", "phone"))


def read_log():
    """Read the public log: act, occasion, reason."""
    return list(LogLine.objects.order_by("pk").values_list("act", "occasion_id", "reason"))


@pytest.fixture
def three_places(register, open_source, write):
    """Two places with one phone, written two ways, and a third with another."""
    write(register, make_incoming("1", name="Halles", phone=PHONE, email=EMAIL))
    write(register, make_incoming("2", name="Annexe", phone="0475464362"))
    write(open_source, make_incoming("3", name="Ailleurs", phone="04 75 00 00 62"))


def test_a_phone_disappears_from_every_occasion_and_from_no_other(three_places):
    count = close_contact(kind="phone", value="+33 4 75 46 43 62", at=LATER)

    assert count == 2
    assert read_phones() == {"Halles": "", "Annexe": "", "Ailleurs": "04 75 00 00 62"}
    assert Occasion.objects.get(name="Halles").email == EMAIL


def test_an_e_mail_disappears_whatever_its_case(three_places):
    assert close_contact(kind="email", value="HALLES@Exemple.fr ", at=LATER) == 1
    assert not Occasion.objects.exclude(email="").exists()


def test_an_objection_is_kept_as_a_digest_alone(three_places):
    close_contact(kind="email", value=EMAIL, at=LATER)

    [kept] = ContactObjection.objects.values_list("kind", "digest")
    assert kept[0] == "email"
    assert "halles" not in kept[1]
    assert len(kept[1]) == 64


def test_a_new_import_of_the_same_contact_shows_nothing(three_places, register, write):
    close_contact(kind="phone", value=PHONE, at=LATER)

    write(register, make_incoming("4", name="Nouvelle", phone="+33475464362"))
    write(register, changes=[make_incoming("1", name="Halles neuves", phone=PHONE)])

    assert read_phones()["Nouvelle"] == ""
    assert read_phones()["Halles neuves"] == ""


def test_what_a_person_says_later_does_not_bring_it_back(three_places):
    close_contact(kind="phone", value=PHONE, at=LATER)

    write_testimony(
        occasion=Occasion.objects.get(name="Halles"), trust=Trust.STEWARD,
        values={"phone": PHONE}, at=LATER, cause="essai",
    )  # fmt: skip

    assert read_phones()["Halles"] == ""


def test_a_contact_in_a_text_disappears_too(register, write):
    write(register, make_incoming("1", description=f"Demandez Anne au {PHONE}."))

    count = close_contact(kind="phone", value=PHONE, at=LATER)

    occasion = Occasion.objects.get()
    assert (count, occasion.description) == (1, "Demandez Anne au [contact retiré].")


def test_nothing_searched_leads_to_it_any_more(register, write):
    write(register, make_incoming("1", description="Écrire à zebulon@exemple.fr"))
    before = list_answers(Question(words="zebulon"), limit=10)

    close_contact(kind="email", value="zebulon@exemple.fr", at=LATER)

    assert len(before) == 1
    assert list_answers(Question(words="zebulon"), limit=10) == []


def test_the_public_log_says_where_and_never_which(three_places):
    close_contact(kind="phone", value=PHONE, at=LATER)

    named = set(Occasion.objects.filter(name__in=["Halles", "Annexe"]).values_list("pk", flat=True))
    assert {act for act, _pk, _reason in read_log()} == {ModerationAct.OBJECTION}
    assert {pk for _act, pk, _reason in read_log()} == named
    assert not LogLine.objects.filter(reason__contains="75").exists()


def test_asking_twice_closes_once_and_is_logged_once(three_places):
    close_contact(kind="email", value=EMAIL, at=LATER)

    assert close_contact(kind="email", value=EMAIL, at=LATER) == 0
    assert ContactObjection.objects.count() == 1
    assert len(read_log()) == 1


def test_an_objection_to_a_contact_not_here_yet_is_kept_for_later(register, write):
    assert close_contact(kind="email", value=EMAIL, at=NOON) == 0

    write(register, make_incoming("1", email=EMAIL))

    assert Occasion.objects.get().email == ""
    assert read_log() == []


def test_a_mail_that_comes_back_closes_its_address_and_the_log_says_it_is_automatic(three_places):
    assert close_bounced(email=EMAIL, at=LATER) == 1

    line = LogLine.objects.get()
    assert (line.act, line.is_automatic) == (ModerationAct.OBJECTION, True)


def test_a_lifted_objection_gives_everything_back(three_places):
    before = list(Occasion.objects.order_by("pk").values_list("phone", "email", "witnesses"))
    close_contact(kind="phone", value=PHONE, at=LATER)

    count = lift_objection(kind="phone", value=PHONE, reason=RefusalReason.UNVERIFIABLE, at=LATER)

    assert count == 2
    assert (
        list(Occasion.objects.order_by("pk").values_list("phone", "email", "witnesses")) == before
    )
    assert read_log()[-1][::2] == (ModerationAct.UNDONE, RefusalReason.UNVERIFIABLE)


def test_a_lifted_objection_gives_texts_back(register, write):
    write(register, make_incoming("1", description=f"Demandez Anne au {PHONE}."))
    close_contact(kind="phone", value=PHONE, at=LATER)

    lift_objection(kind="phone", value=PHONE, reason=RefusalReason.CONTRADICTED, at=LATER)

    assert Occasion.objects.get().description == f"Demandez Anne au {PHONE}."


def test_lifting_what_nobody_objected_to_does_nothing(three_places):
    reason = RefusalReason.UNVERIFIABLE

    assert lift_objection(kind="phone", value=PHONE, reason=reason, at=LATER) == 0
    assert read_log() == []


def test_a_contact_shown_in_many_places_is_one_line_of_the_log(register, write):
    write(register, *(make_incoming(str(n), name=f"Lieu {n}", phone=PHONE) for n in range(21)),
          looks_for_matches=False)  # fmt: skip

    close_contact(kind="phone", value=PHONE, at=LATER)

    assert list(LogLine.objects.values_list("occasion_id", "count")) == [(None, 21)]


def test_an_election_again_leaves_it_closed(three_places):
    close_contact(kind="phone", value=PHONE, at=LATER)

    elect_again(
        start_writing(at=LATER, cause="essai"), list(Occasion.objects.values_list("pk", flat=True))
    )

    assert read_phones()["Halles"] == ""


def test_records_opened_to_the_public_hold_no_closed_contact_and_stay_whole_in_the_base(
    three_places, two_communes, write
):
    silent = make_source("muette", Trust.OPEN, ContactBasis.UNKNOWN)
    write(silent, make_incoming("1", name="Fermée", phone=PHONE, email=EMAIL))
    close_contact(kind="email", value=EMAIL, at=LATER)
    records = [*Occasion.objects.get(name="Halles").records.all(), silent.records.get()]

    opened = open_records(records)

    assert [sorted({"phone", "email"} & set(one.values)) for one in opened] == [["phone"], []]
    assert silent.records.get().values["phone"] == PHONE
    assert [(one.kind, one.is_objected, one.source) for one in list_closed_contacts(records)] == [
        ("email", True, "registre, muette"),
        ("phone", False, "muette"),
    ]
