"""Public facilities in the SCDL form, from the example of each field of its schema."""

import csv
import io
import json

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.scdl_equipements import parse
from recoudre.importers.sources.scdl_equipements.mapping import COLUMNS, OTHER_COLUMNS, THEMES
from recoudre.vocabulary.lists import Bond, Domain, Kind
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName
from recoudre.vocabulary.text import fold

# The examples that the schema gives, field by field.
TOWN_HALL = {
    "COLL_NOM": "Département du Val-de-Marne",
    "COLL_SIRET": "22940028800010",
    "EQUIP_UID": "94059-01010401-001",
    "EQUIP_THEME": "Equipement administratif",
    "EQUIP_CODE": "01010401-001",
    "EQUIP_TYPE": "Mairie",
    "EQUIP_NOM": "Hôtel de ville du Plessis-Trévise",
    "ADR_NUMERO": "36",
    "ADR_NOMVOIE": "Avenue Ardouin",
    "ADR_CODEPOSTAL": "94420",
    "ADR_COMMUNE": "Le Plessis-Trévise",
    "ADR_CLE_INTEROP": "94059_0040_00036",
    "ERP_ID": "94059-AvenueArdouin-36",
    "ERP_TYPE": "W;L",
    "ERP_CATEGORIE": "5",
    "EQUIP_LAT": "48.808989",
    "EQUIP_LONG": "2.572875",
    "EQUIP_OUVERTURE": "Mo-Fr 08:30-12:00,13:30-17:30; Sa 08:30-12:00",
    "EQUIP_TEL": "+33 140633900",
    "EQUIP_EMAIL": "contact@leplessistrevise.fr",
    "EQUIP_WEB": "https://www.leplessistrevise.fr",
}


def _write(*rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(TOWN_HALL))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _parse_one(**cells):
    (row,) = parse(_write(TOWN_HALL | cells)).rows
    return row


def test_the_example_of_the_schema_is_read_as_a_person_would():
    row = _parse_one()
    values = row.values

    assert (row.row_number, row.source_id) == (2, "94059-01010401-001")
    assert (values.name, values.summary) == ("Hôtel de ville du Plessis-Trévise", "Mairie")
    assert (values.kind, values.address) == (Kind.PLACE, "36 Avenue Ardouin")
    assert (values.commune_code, values.postcode) == ("94059", "94420")
    assert (values.lat, values.lon) == (48.808989, 2.572875)
    assert values.opening_hours == "Mo-Fr 08:30-12:00,13:30-17:30; Sa 08:30-12:00"
    assert (values.phone, values.email) == ("01 40 63 39 00", "contact@leplessistrevise.fr")
    assert [tag.bond for tag in values.bonds] == [Bond.CITIZENSHIP]
    assert [tag.domain for tag in values.domains] == [Domain.RIGHTS]
    assert (values.steward, values.said_on, row.doubts) == (None, None, ())


def test_the_input_of_these_tests_follows_the_schema_of_the_publisher(shared_data, tmp_path):
    """Reads shared/data/schemas/scdl/."""
    frictionless = pytest.importorskip("frictionless")
    path = shared_data / "schemas" / "scdl" / "scdl_equipements.schema.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    descriptor = json.loads(path.read_text("utf-8"))
    (tmp_path / "mine.csv").write_bytes(_write(TOWN_HALL))
    resource = frictionless.Resource(
        path="mine.csv",
        basepath=str(tmp_path),
        schema=frictionless.Schema.from_descriptor(descriptor),
    )
    themes = next(one for one in descriptor["fields"] if one["name"] == "EQUIP_THEME")

    assert resource.validate().flatten(["fieldName", "type", "cell"]) == []
    assert {one["name"] for one in descriptor["fields"]} == {*COLUMNS, *OTHER_COLUMNS}
    assert {fold(theme) for theme in themes["constraints"]["enum"]} == set(THEMES)


@pytest.mark.parametrize(
    ("theme", "kind"),
    [
        ("Equipement de justice", "Tribunal judiciaire"),
        ("Équipement sanitaire", "Hôpital"),
        ("Equipement cultuel", "Église"),
        ("Autre équipement", "Déchèterie"),
    ],
)
def test_a_kind_where_nobody_comes_to_meet_is_set_aside(theme, kind):
    row = _parse_one(EQUIP_THEME=theme, EQUIP_TYPE=kind)

    assert row.reason == RejectReason.NOT_A_BOND
    assert row.message


def test_some_types_are_kept_whatever_their_theme():
    values = _parse_one(EQUIP_THEME="Equipement sanitaire", EQUIP_TYPE="Maison de santé").values

    assert [tag.domain for tag in values.domains] == [Domain.HEALTH]


def test_an_unknown_theme_is_a_doubt():
    assert [doubt.value for doubt in _parse_one(EQUIP_THEME="Équipement inédit").doubts] == [
        "Équipement inédit"
    ]


def test_an_identifier_of_another_form_is_a_doubt_and_gives_no_commune():
    row = _parse_one(EQUIP_UID="mairie-1")

    assert row.values.commune_code == ""
    assert [(doubt.name, doubt.column) for doubt in row.doubts] == [
        (DoubtName.VALUE_UNKNOWN, "EQUIP_UID")
    ]


def test_swapped_axes_that_the_schema_accepts_are_set_right():
    row = _parse_one(EQUIP_LAT="2.572875", EQUIP_LONG="48.808989")

    assert (row.values.lat, row.values.lon) == (48.808989, 2.572875)
    assert RepairName.SWAPPED_AXES in [repair.name for repair in row.repairs]


def test_hours_out_of_syntax_stay_as_written():
    row = _parse_one(EQUIP_OUVERTURE="tous les matins")

    assert (row.values.opening_hours, row.values.hours_note) == ("", "tous les matins")


def test_a_mobile_and_a_named_address_are_never_kept():
    row = _parse_one(EQUIP_TEL="+33 600000000", EQUIP_EMAIL="jeanne.martin@x.example")

    assert (row.values.phone, row.values.email) == ("", "")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"EQUIP_UID": ""}, RejectReason.NO_IDENTIFIER),
        ({"EQUIP_NOM": "#N/D"}, RejectReason.NO_NAME),
    ],
)
def test_a_row_without_what_names_it_is_refused_with_its_number(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (2, reason)


def test_the_same_file_gives_the_same_answer_twice():
    assert parse(_write(TOWN_HALL)) == parse(_write(TOWN_HALL))


def test_an_empty_file_is_refused_and_a_header_alone_gives_no_row():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")
    assert parse(_write()).rows == ()


def test_other_columns_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : « EQUIP_UID ».*« titre »"):
        parse(b"titre,commune\nx,y\n")
