"""Structures of data·inclusion, in the form that its schema gives them."""

import csv
import io
import json
from datetime import date

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.data_inclusion_structures import INFO, parse
from recoudre.importers.sources.data_inclusion_structures.mapping import read_networks
from recoudre.vocabulary.lists import Bond, Domain, Sector
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

CENTRE = {
    "source": "dora",
    "id": "dora--42",
    "nom": "Centre social Le Tournesol",
    "date_maj": "2026-02-14",
    "description": "Un lieu ouvert à tout le quartier, tenu par ses habitants.",
    "siret": "77556026100015",
    "reseaux_porteurs": ["fcsf"],
    "adresse": "2 rue des Écoles",
    "complement_adresse": None,
    "code_postal": "26220",
    "commune": "Dieulefit",
    "code_insee": "26114",
    "latitude": 44.53,
    "longitude": 5.06,
    "telephone": "+33475464362",
    "courriel": "accueil@tournesol.example",
    "site_web": "https://tournesol.example/",
    "horaires_accueil": "Mo-Fr 08:30-12:30; PH off",
    "lien_source": "https://dora.inclusion.beta.gouv.fr/structures/tournesol",
    "accessibilite_lieu": None,
}
OLDER = {
    "id": "s1",
    "source": "odspep",
    "nom": "Maison des jeunes",
    "date_maj": "2022-12-01",
    "typologie": "MJC",
    "structure_parente": "Fédération des MJC",
    "presentation_resume": "Ateliers et concerts.",
    "presentation_detail": None,
    "horaires_ouverture": "We 14:00-18:00",
    "rna": "W261000001",
    "commune": "Die",
    "code_postal": "26150",
}


def _parse_one(row=CENTRE, **cells):
    (parsed,) = parse(json.dumps([row | cells]).encode()).rows
    return parsed


def test_a_structure_is_read_as_a_person_would():
    row = _parse_one()
    values = row.values

    assert (row.row_number, row.source_id) == (1, "dora--42")
    assert (values.name, values.address) == ("Centre social Le Tournesol", "2 rue des Écoles")
    assert (values.commune_code, values.postcode) == ("26114", "26220")
    assert (values.lat, values.lon) == (44.53, 5.06)
    assert values.opening_hours == "Mo-Fr 08:30-12:30; PH off"
    assert (values.phone, values.email) == ("04 75 46 43 62", "accueil@tournesol.example")
    assert [tag.bond for tag in values.bonds] == [Bond.ELECTIVE, Bond.CITIZENSHIP]
    assert [tag.domain for tag in values.domains] == [Domain.SOCIAL_WORK, Domain.CULTURE]
    assert (values.steward.name, values.steward.siret) == (values.name, "77556026100015")
    assert (values.said_on, row.doubts) == (date(2026, 2, 14), ())


def test_the_input_of_these_tests_follows_the_schema_of_the_publisher():
    v1 = pytest.importorskip("data_inclusion.schema.v1")

    assert v1.Structure(**CENTRE).nom == CENTRE["nom"]


def test_the_networks_of_the_table_are_those_of_the_publisher():
    v1 = pytest.importorskip("data_inclusion.schema.v1")
    slugs = {name for name in read_networks() if not name.isupper()}

    assert slugs <= {member.value for member in v1.ReseauPorteur}


def test_a_structure_of_version_0_is_read_by_its_typology():
    values = _parse_one(OLDER).values

    assert (values.steward.name, values.steward.rna) == ("Fédération des MJC", "W261000001")
    assert (values.steward.sector, values.summary) == (Sector.ASSOCIATION, "Ateliers et concerts.")
    assert values.opening_hours == "We 14:00-18:00"


@pytest.mark.parametrize("said", [[], None, ["france-travail"], ["aci", "geiq"]])
def test_a_structure_of_no_network_that_makes_bonds_is_set_aside(said):
    assert _parse_one(reseaux_porteurs=said).reason == RejectReason.NOT_A_BOND


def test_a_csv_says_the_same_as_json():
    text = io.StringIO(newline="")
    cells = CENTRE | {"reseaux_porteurs": json.dumps(CENTRE["reseaux_porteurs"])}
    writer = csv.DictWriter(text, list(cells))
    writer.writeheader()
    writer.writerow({name: "" if cell is None else cell for name, cell in cells.items()})

    (row,) = parse(text.getvalue().encode()).rows

    assert row.values == _parse_one().values


@pytest.mark.parametrize("key", ["structures", "items"])
def test_an_envelope_is_opened(key):
    (row,) = parse(json.dumps({key: [CENTRE], "total": 1}).encode()).rows

    assert row.values == _parse_one().values


def test_an_unknown_version_is_refused_by_name():
    with pytest.raises(UnreadableFileError, match=r"version « v2 ».*v0 et v1"):
        parse(json.dumps({"version": "v2", "structures": [CENTRE]}).encode())


@pytest.mark.parametrize("columns", [["nom", "titre"], ["typologie", "reseaux_porteurs"]])
def test_columns_of_no_version_or_of_both_are_refused_and_named(columns):
    with pytest.raises(UnknownColumnsError, match=f"« {columns[1]} »"):
        parse(json.dumps([dict.fromkeys(columns, "x")]).encode())


def test_a_missing_column_is_refused_and_named():
    with pytest.raises(UnknownColumnsError, match="Il manque : « id »"):
        parse(json.dumps([{k: v for k, v in CENTRE.items() if k != "id"}]).encode())


def test_swapped_axes_that_the_schema_accepts_are_set_right():
    row = _parse_one(latitude=5.06, longitude=44.53)

    assert (row.values.lat, row.values.lon) == (44.53, 5.06)
    assert [repair.name for repair in row.repairs] == [RepairName.SWAPPED_AXES]


def test_hours_out_of_syntax_and_a_wrong_siret_are_doubts():
    row = _parse_one(horaires_accueil="le matin", siret="12345678901234")

    assert [(doubt.name, doubt.column) for doubt in row.doubts] == [
        (DoubtName.HOURS_UNREADABLE, "horaires_accueil"),
        (DoubtName.VALUE_UNKNOWN, "siret"),
    ]


def test_the_contact_of_a_person_is_never_read_nor_kept():
    content = json.dumps([CENTRE | {"contact_nom_prenom": "Jeanne Martin"}]).encode()
    row = _parse_one(courriel="jeanne.martin@x.example", telephone="+33600000000")

    assert "Jeanne" not in repr(parse(content))
    assert (row.values.email, row.values.phone) == ("", "")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"id": None}, RejectReason.NO_IDENTIFIER), ({"nom": ""}, RejectReason.NO_NAME)],
)
def test_a_structure_without_what_names_it_is_refused(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (1, reason)


def test_the_same_file_gives_the_same_answer_twice():
    content = json.dumps([CENTRE, CENTRE | {"id": "dora--43"}]).encode()

    assert parse(content) == parse(content)


def test_an_empty_list_gives_no_row_and_an_empty_file_is_refused():
    assert parse(b"[]").rows == ()
    assert parse(b'{"structures": []}').rows == ()
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b" ")


def test_an_object_of_another_kind_is_refused_with_its_keys():
    with pytest.raises(UnreadableFileError, match=r"« structures », « items ».*« events »"):
        parse(b'{"events": []}')


def test_the_source_says_why_its_contacts_may_be_shown():
    assert INFO.contact_proof
