"""What people say wins over files, and no import ever erases it."""

from recoudre.inventory.models import Occasion, SourceRecord
from recoudre.inventory.services.testimonies import create_testified, write_testimony
from recoudre.vocabulary.lists import State, Trust
from tests.stock import LATER, NOON, make_incoming


def say(occasion, **values):
    """Say something of an occasion as the moderation does."""
    write_testimony(
        occasion=occasion, trust=Trust.MODERATOR, values=values, at=LATER, cause="modération"
    )


def test_a_person_wins_over_a_register_and_the_night_import_leaves_it_so(register, write):
    write(register, make_incoming("1", phone="0475000001"))
    say(Occasion.objects.get(), phone="0475000099")

    write(register, changes=[make_incoming("1", phone="0475000002")], at=LATER)

    assert Occasion.objects.get().phone == "0475000099"
    assert SourceRecord.objects.filter(values__phone="0475000002").count() == 1


def test_a_voice_that_unsays_a_field_gives_it_back_to_the_sources(register, write):
    write(register, make_incoming("1", phone="0475000001"))
    occasion = Occasion.objects.get()
    say(occasion, phone="0475000099")

    write_testimony(
        occasion=occasion, trust=Trust.MODERATOR, values={}, removed={"phone"}, at=LATER,
        cause="modération",
    )  # fmt: skip

    assert Occasion.objects.get().phone == "0475000001"


def test_a_pinned_record_wins_as_long_as_it_speaks(register, open_source, write):
    write(register, make_incoming("1", phone="0475000001", email="a@example.org"))
    write(open_source, make_incoming("2", phone="0475000001", email="b@example.org"))
    open_record = SourceRecord.objects.get(source=open_source)
    Occasion.objects.update(pins={"email": open_record.pk})

    say(Occasion.objects.get(), summary="Un café.")

    assert Occasion.objects.get().email == "b@example.org"


def test_the_steward_ends_what_a_file_still_lists(register, write):
    write(register, make_incoming("1"))

    write_testimony(
        occasion=Occasion.objects.get(), trust=Trust.STEWARD, values={"state": "ended"}, at=LATER,
        cause="confirmation",
    )  # fmt: skip

    assert Occasion.objects.get().state == State.ENDED


def test_an_occasion_is_created_from_what_a_person_says(two_communes):
    values = {"name": "Banquet", "kind": "gathering", "commune_code": "26114"}

    made = create_testified(
        trust=Trust.MODERATOR, values=values, remote_id="proposition-1", at=NOON, cause="essai"
    )

    assert (made.name, made.state) == ("Banquet", State.PUBLISHED)
