"""Lists that follow the standard « médiation numérique », from its publisher's example."""

import csv
import io
import json
from datetime import date

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.mednum import INFO, parse, tables
from recoudre.importers.sources.mednum.tables import read_typologies
from recoudre.vocabulary.lists import Audience, Bond, ContactBasis, Cost, Domain, ReachMode, Sector
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

SOUND = dict.fromkeys((*tables.COLUMNS, *tables.OTHER_COLUMNS), "") | {
    "id": "lieu-1",
    "pivot": "77556026100015",
    "nom": "Médiathèque",
    "commune": "Dieulefit",
    "code_postal": "26220",
    "code_insee": "26114",
    "adresse": "1 place de la mairie",
    "latitude": "44.53",
    "longitude": "5.06",
    "date_maj": "2026-04-02",
}


def _write(*rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(SOUND))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _parse_one(**cells):
    (row,) = parse(_write(SOUND | cells)).rows
    return row


@pytest.fixture
def sample(read_sample):
    return parse(read_sample("mednum_exemple_valide.csv"))


def test_the_example_of_the_publisher_is_read_as_a_person_would(sample):
    (row,) = sample.rows
    values = row.values

    assert (row.row_number, row.source_id) == (2, "structure-1")
    assert (values.name, values.commune_code, values.postcode) == ("Anonymal", "51454", "51100")
    assert values.address == "12 BIS RUE DE LECLERCQ, Le patio du bois de l'Aulne"
    assert (values.lat, values.lon) == (43.52609, 5.41423)
    assert values.opening_hours == "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00"
    assert (values.cost, values.said_on) == (Cost.REDUCED, date(2024, 4, 2))
    assert values.reach_modes == (ReachMode.ITINERANT, ReachMode.REMOTE)
    assert values.website == "https://www.laquincaillerie.tl/"
    assert (values.phone, values.email) == ("01 80 05 98 80", "contact@laquincaillerie.tl")
    assert values.audiences == (
        Audience.TEENAGERS, Audience.YOUNG_ADULTS, Audience.DISABLED_PEOPLE, Audience.NEWCOMERS,
    )  # fmt: skip
    assert [tag.bond for tag in values.bonds] == [Bond.CITIZENSHIP, Bond.ELECTIVE]
    assert [tag.domain for tag in values.domains] == [Domain.DIGITAL, Domain.EMPLOYMENT]
    assert (values.steward.siret, values.steward.sector) == ("43493312300029", Sector.ASSOCIATION)
    assert values.conditions == (
        "Se présenter ; Téléphoner ; Rendez-vous à prendre en ligne : https://www.rdv-solidarites.fr/"
    )
    assert row.doubts == ()
    assert sample.unknown_columns == ()


@pytest.mark.filterwarnings("ignore:The --schema-sync:DeprecationWarning")
@pytest.mark.parametrize("name", ["schema-v1.0.2", "schema-as-published-on-schema.data.gouv.fr"])
def test_the_inputs_of_these_tests_follow_the_schema_of_the_publisher(
    shared_data, read_sample, tmp_path, name
):
    """Reads shared/data/schemas/mednum/."""
    frictionless = pytest.importorskip("frictionless")
    path = shared_data / "schemas" / "mednum" / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    schema = frictionless.Schema.from_descriptor(json.loads(path.read_text("utf-8")))
    (tmp_path / "mine.csv").write_bytes(_write(SOUND))
    (tmp_path / "theirs.csv").write_bytes(read_sample("mednum_exemple_valide.csv"))

    for given in ("mine.csv", "theirs.csv"):
        resource = frictionless.Resource(
            path=given,
            basepath=str(tmp_path),
            schema=schema,
            detector=frictionless.Detector(schema_sync=True),
        )
        errors = resource.validate().flatten(["fieldName", "type", "cell"])
        assert errors == [], given


def test_every_code_of_the_publisher_is_in_the_table(shared_data):
    """Reads shared/data/schemas/mednum/."""
    path = shared_data / "schemas" / "mednum" / "typologies.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")

    assert {one["code"] for one in json.loads(path.read_text("utf-8"))} == set(read_typologies())


def test_fourteen_zeros_that_the_schema_accepts_are_no_pivot():
    row = _parse_one(pivot="00000000000000", structure_parente="Mairie de Die")

    assert (row.values.steward.siret, row.values.steward.rna) == ("", "")
    assert [repair.name for repair in row.repairs] == [RepairName.PLACEHOLDER]


def test_a_pivot_may_be_the_number_of_an_association():
    steward = _parse_one(pivot="W261000001", structure_parente="Le Fil").values.steward

    assert (steward.name, steward.siret, steward.rna) == ("Le Fil", "", "W261000001")


def test_a_pivot_alone_names_nobody():
    assert _parse_one().values.steward is None


@pytest.mark.parametrize(
    "said", ["Gratuit|Payant", "Payant|Gratuit|Gratuit sous condition", "Troc"]
)
def test_a_contradictory_or_unknown_cost_is_left_to_a_person(said):
    row = _parse_one(frais_a_charge=said)

    assert row.values.cost is None
    assert [(doubt.name, doubt.column) for doubt in row.doubts] == [
        (DoubtName.VALUE_UNKNOWN, "frais_a_charge")
    ]


def test_the_bar_alone_separates_values():
    row = _parse_one(publics_specifiquement_adresses="Jeunes;Seniors")

    assert row.values.audiences == ()
    assert [doubt.value for doubt in row.doubts] == ["Jeunes;Seniors"]


@pytest.mark.parametrize(
    "column", ["typologie", "services", "itinerance", "modalites_accompagnement",
               "prise_en_charge_specifique"],
)  # fmt: skip
def test_a_value_outside_its_list_is_a_doubt_that_names_it(column):
    assert [doubt.value for doubt in _parse_one(**{column: "Inédit"}).doubts] == ["Inédit"]


def test_hours_out_of_syntax_stay_as_written():
    row = _parse_one(horaires="le mardi matin")

    assert (row.values.opening_hours, row.values.hours_note) == ("", "le mardi matin")
    assert [doubt.name for doubt in row.doubts] == [DoubtName.HOURS_UNREADABLE]


@pytest.mark.parametrize(
    ("latitude", "longitude", "point", "name"),
    [
        ("5.06", "44.53", (44.53, 5.06), RepairName.SWAPPED_AXES),
        ("0", "0", (None, None), RepairName.NULL_ISLAND),
        ("44,53", "5,06", (44.53, 5.06), RepairName.DECIMAL_COMMA),
    ],
)
def test_what_the_schema_does_not_catch_in_a_point_is_ours(latitude, longitude, point, name):
    row = _parse_one(latitude=latitude, longitude=longitude)

    assert (row.values.lat, row.values.lon) == point
    assert name in [repair.name for repair in row.repairs]


def test_contacts_rest_on_the_structure_and_personal_ones_are_dropped():
    row = _parse_one(telephone="+33600000000", courriels="jeanne.martin@x.example")

    assert INFO.contact_basis == ContactBasis.STRUCTURE
    assert (row.values.phone, row.values.email) == ("", "")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"id": ""}, RejectReason.NO_IDENTIFIER),
        ({"nom": ""}, RejectReason.NO_NAME),
        ({"modalites_acces": f"Téléphoner|{tables.NO_PUBLIC}"}, RejectReason.NOT_AN_OCCASION),
    ],
)
def test_a_row_that_is_no_place_is_refused_with_its_number(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (2, reason)


def test_the_same_rows_in_json_say_the_same():
    rows = parse(json.dumps([SOUND]).encode()).rows

    assert [row.values for row in rows] == [_parse_one().values]


def test_the_same_file_gives_the_same_answer_twice(read_sample, sample):
    assert parse(read_sample("mednum_exemple_valide.csv")) == sample


def test_an_empty_file_is_refused_and_an_empty_list_gives_no_row():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")
    assert parse(b"[]").rows == ()
    assert parse(_write()).rows == ()


def test_other_columns_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : « id ».*inattendues : « titre »"):
        parse(b"titre,commune\nx,y\n")
