"""France services, from a real sample of each of its two forms."""

import json

import pytest

from recoudre.importers.fetching import SourceUnavailableError
from recoudre.importers.reading import UnknownColumnsError
from recoudre.importers.sources.france_services import fetch, parse
from recoudre.importers.sources.france_services.fetch import DESCRIPTION
from recoudre.importers.sources.france_services.mapping import COLUMNS_2024
from recoudre.importers.writing import write_csv
from recoudre.vocabulary.lists import Bond, Domain, Foundation, ReachMode
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

SOUND = dict.fromkeys(COLUMNS_2024, "") | {
    "id_fs": "1",
    "lib_fs": "France services de Die",
    "insee_com": "26113",
    "code_postal": "26150",
    "lib_com": "Die",
    "latitude": "44.75",
    "longitude": "5.37",
    "format_fs": "Fixe",
    "h_lundi": "09:00 - 12:00",
}


def _parse_one(**cells):
    (row,) = parse(write_csv(COLUMNS_2024, [SOUND | cells], ",")).rows
    return row


def _by_id(parsed):
    return {row.source_id: row for row in parsed.rows}


def test_the_first_row_of_the_2024_form_is_read_as_a_person_would(read_sample):
    values = _by_id(parse(read_sample("france_services_2024.csv")))["1"].values

    assert values.name == "France services de Valserhône"
    assert (values.address, values.postcode, values.commune_code) == (
        "5-9 Rue des Papetiers",
        "01200",
        "01033",
    )
    assert values.opening_hours == (
        "Mo 13:30-17:00; Tu-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00,13:30-16:00"
    )
    assert (values.phone, values.email) == ("04 50 56 87 49", "franceservices@ccpb01.fr")
    assert values.since == "label France services du 01/01/2020"


def test_both_forms_of_the_header_are_read_whole(read_sample):
    counts = [len(parse(read_sample(f"france_services_{year}.csv")).rows) for year in (2022, 2024)]

    assert counts == [13, 12]


def test_every_counter_protects_citizenship_through_rights_and_digital(read_sample):
    values = parse(read_sample("france_services_2024.csv")).rows[0].values

    assert [(tag.bond, tag.foundation) for tag in values.bonds] == [
        (Bond.CITIZENSHIP, Foundation.PROTECTION)
    ]
    assert [tag.domain for tag in values.domains] == [Domain.RIGHTS, Domain.DIGITAL]
    assert values.cost is None


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("Fixe", ReachMode.ON_SITE),
        ("Fixe_antenne(s)", ReachMode.ON_SITE),
        ("Multisites", ReachMode.ON_SITE),
        ("Bus_équivalent", ReachMode.ITINERANT),
        ("Itinérante", ReachMode.ITINERANT),
    ],
)
def test_the_format_says_how_one_gets_to_it(said, mode):
    assert _parse_one(format_fs=said).values.reach_modes == (mode,)


def test_an_unknown_format_is_doubtful():
    row = _parse_one(format_fs="Dirigeable")

    assert row.values.reach_modes == ()
    assert [doubt.name for doubt in row.doubts] == [DoubtName.VALUE_UNKNOWN]


def test_the_diseases_of_the_2022_sample_are_named(read_sample):
    rows = parse(read_sample("france_services_2022.csv")).rows
    names = {repair.name for row in rows for repair in row.repairs}

    assert names >= {
        RepairName.PLACEHOLDER,
        RepairName.WHITESPACE,
        RepairName.SEVERAL_EMAILS,
        RepairName.POSTCODE_IN_ADDRESS,
        RepairName.PERSONAL_CONTACT,
    }
    assert [doubt.value for row in rows for doubt in row.doubts] == ["mfs@ville-louvres"]


def test_an_itinerant_counter_says_that_its_address_may_be_its_base(read_sample):
    rows = parse(read_sample("france_services_2022.csv")).rows

    assert {bool(row.values.caveat) for row in rows if row.raw["itinerance"] == "Oui"} == {True}
    assert {bool(row.values.caveat) for row in rows if row.raw["itinerance"] == "Non"} == {False}


def test_unreadable_hours_stay_as_said():
    values = _parse_one(h_mardi="sur rendez-vous").values

    assert (values.opening_hours, values.hours_note) == (
        "",
        "lundi : 09:00 - 12:00 ; mardi : sur rendez-vous",
    )


def test_a_week_of_fillers_is_unknown_and_leaves_no_note():
    values = _parse_one(h_lundi="00:00 - 00:00", h_samedi="-").values

    assert (values.opening_hours, values.hours_note) == ("", "")


def test_personal_contacts_stay_in_the_raw_row_only():
    row = _parse_one(
        mail="jeanne.martin@x.fr",
        telephone="06 12 34 56 78",
        commentaire="Écrire à jeanne.martin@x.fr",
    )

    assert (row.values.phone, row.values.email) == ("", "")
    assert row.values.description == "Écrire à [contact retiré]"
    assert row.raw["mail"] == "jeanne.martin@x.fr"
    assert "martin" not in repr((row.values, row.repairs, row.doubts))
    assert row.values.contact_consented is False


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id_fs": ""}, RejectReason.NO_IDENTIFIER),
        ({"lib_fs": "NC"}, RejectReason.NO_NAME),
    ],
)
def test_a_row_without_what_names_it_is_refused_in_french(cells, reason):
    row = _parse_one(**cells)

    assert row.reason == reason
    assert "manque" in row.message


def test_a_broken_row_is_refused_and_the_others_go_on():
    content = write_csv(COLUMNS_2024, [SOUND]) + b"2;03\r\n"

    assert [getattr(row, "reason", None) for row in parse(content).rows] == [
        None,
        RejectReason.ROW_BROKEN,
    ]


def test_other_columns_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"« lib_fs ».*inattendues : « nom_fs »"):
        parse(write_csv([*COLUMNS_2024[:2], "nom_fs", *COLUMNS_2024[3:]], [SOUND]))


@pytest.mark.parametrize("year", [2022, 2024])
def test_the_same_file_gives_the_same_answer_twice(read_sample, year):
    content = read_sample(f"france_services_{year}.csv")

    assert parse(content) == parse(content)


def test_a_header_alone_gives_no_row():
    assert parse(write_csv(COLUMNS_2024, [])).rows == ()


def _describe(*addresses):
    return json.dumps({"resources": [{"url": address} for address in addresses]}).encode()


def test_the_newest_list_is_fetched():
    base = "https://static.data.gouv.fr/x/"
    answers = {
        DESCRIPTION: _describe(
            f"{base}liste-fs-20221201.csv",
            f"{base}liste-fs-20240801.csv",
            f"{base}liste-fs-com2024-20240910.csv",
            f"{base}notice.pdf",
        ),
        f"{base}liste-fs-20240801.csv": b"newest",
    }

    assert fetch(answers.__getitem__) == b"newest"


@pytest.mark.parametrize("answer", [b"{}", b"<html>", b'{"resources": []}', b"[]"])
def test_a_description_without_a_list_says_what_still_works(answer):
    with pytest.raises(SourceUnavailableError, match="recoudre import france-services FICHIER"):
        fetch(lambda address: answer)
