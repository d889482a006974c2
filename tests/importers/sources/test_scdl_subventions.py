"""Grants in the SCDL form: one project per beneficiary and object, never a person."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.scdl_subventions import parse, tables
from recoudre.importers.sources.scdl_subventions.mapping import write_amount
from recoudre.importers.sources.scdl_subventions.people import may_be_person
from recoudre.vocabulary.lists import Kind, Sector
from recoudre.vocabulary.records import RejectReason

CAFE = {
    "nomAttribuant": "Département de la Drôme",
    "idAttribuant": "22260001000016",
    "dateConvention": "2024-06-27",
    "referenceDecision": "2024-03-103",
    "nomBeneficiaire": "Association Le Fil",
    "idBeneficiaire": "77556026100015",
    "rnaBeneficiaire": "W261000001",
    "objet": "café des aidants à Dieulefit",
    "montant": "1250.50",
    "nature": "aide en numéraire",
    "conditionsVersement": "unique",
    "datesPeriodeVersement": "2024-12-14",
    "idRAE": "",
    "notificationUE": "non",
    "pourcentageSubvention": "1",
    "dispositifAide": "",
}
PLACED = CAFE | {"code_insee": "26114", "commune": "Dieulefit", "code_postal": "26220"}
# The first files, as the Département de Loire-Atlantique still writes them.
OLDER = """\
Nom de l'attribuant;Identification de l'attribuant;Date de la convention de subvention;\
Référence de la décision;Nom du bénéficiaire;Identification du bénéficiaire;\
Objet de la subvention;Montant total de la subvention;Nature de la subvention;commune;code_postal
Département de Loire-Atlantique;22440002800011;2014;;CLUB DE PLONGEE DE LA COURONNEE;452474562;\
Sorties en mer;250.0;aide en numéraire;Nantes;44000
Département de Loire-Atlantique;22440002800011;2012;;CLUB DE PLONGEE DE LA COURONNEE;452474562;\
Sorties en mer;1500.0;aide en numéraire;Nantes;44000
Département de Loire-Atlantique;22440002800011;2014;;CLUB DE PLONGEE DE LA COURONNEE;452474562;\
;250.0;aide en numéraire;Nantes;44000
"""


def _write(*rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]) if rows else list(PLACED))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _parse_one(row=PLACED, **cells):
    (parsed,) = parse(_write(row | cells)).rows
    return parsed


def test_a_grant_is_read_as_a_person_would():
    row = _parse_one()
    values = row.values

    assert (row.row_number, values.kind) == (2, Kind.PROJECT)
    assert values.name == "Café des aidants à Dieulefit"
    assert values.summary == "Projet subventionné, porté par Association Le Fil."
    assert values.description == "2024 : 1 250,50 €, Département de la Drôme"
    assert (values.steward.siret, values.steward.rna) == ("77556026100015", "W261000001")
    assert values.steward.sector == Sector.ASSOCIATION
    assert (values.commune_code, values.postcode) == ("26114", "26220")
    assert (values.timings, values.said_on, values.bonds) == ((), None, ())


def test_the_input_of_these_tests_follows_the_schema_of_the_publisher(shared_data, tmp_path):
    """Reads shared/data/schemas/scdl/."""
    frictionless = pytest.importorskip("frictionless")
    path = shared_data / "schemas" / "scdl" / "scdl_subventions.schema.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    (tmp_path / "mine.csv").write_bytes(_write(CAFE))
    resource = frictionless.Resource(
        path="mine.csv",
        basepath=str(tmp_path),
        schema=frictionless.Schema.from_descriptor(json.loads(path.read_text("utf-8"))),
    )

    assert resource.validate().flatten(["fieldName", "type", "cell"]) == []


def test_the_grants_of_one_object_are_one_project_year_by_year():
    first, second, third = parse(OLDER.encode()).rows

    assert first.values.description == (
        "2012 : 1 500 €, Département de Loire-Atlantique\n"
        "2014 : 250 €, Département de Loire-Atlantique\n"
        "Bénéficiaire : SIREN 452474562."
    )
    assert (second.reason, second.source_id) == (RejectReason.NOT_AN_OCCASION, first.source_id)
    assert "ligne 2" in second.message
    assert third.source_id != first.source_id


def test_another_object_or_another_funder_is_another_project():
    rows = (PLACED, PLACED | {"objet": "bal"}, PLACED | {"idAttribuant": "21260114600019"})
    found = {row.source_id for row in parse(_write(*rows)).rows}

    assert len(found) == 3


def test_the_identifier_does_not_move_with_the_amount_nor_the_year():
    other = _parse_one(
        montant="9", dateConvention="2025-01-01", objet="CAFE des aidants à DIEULEFIT"
    )

    assert other.source_id == _parse_one().source_id


def test_a_grant_without_commune_is_placed_nowhere_and_not_at_its_funder():
    values = _parse_one(CAFE).values

    assert (values.commune_code, values.commune_name, values.lat) == ("", "", None)


@pytest.mark.parametrize(
    "objet",
    ["", "#N/D", "Fonctionnement", "Subvention de fonctionnement 2019", "Aide au fonctionnement"],
)
def test_an_object_that_says_nothing_of_what_is_done_is_set_aside(objet):
    assert _parse_one(objet=objet).reason == RejectReason.NOT_AN_OCCASION


def test_an_object_that_says_something_beside_running_costs_is_kept():
    assert tables.says_a_project("Fonctionnement du café associatif")


@pytest.mark.parametrize(
    "cells",
    [{"nomBeneficiaire": "Rodriguez SA", "rnaBeneficiaire": ""}, {"objet": "Aide à l'embauche"}],
)
def test_a_company_or_a_help_to_employers_is_set_aside_with_a_sentence(cells):
    row = _parse_one(**cells)

    assert row.reason == RejectReason.NOT_A_BOND
    assert row.message


@pytest.mark.parametrize(
    ("name", "has_identifier"),
    [
        ("Mme Martin", True),
        ("MONSIEUR DUPONT", True),
        ("Jeanne Martin", True),
        ("MARTIN JEAN-PAUL", True),
        ("Martin", False),
        ("", False),
    ],
)
def test_who_may_be_a_person_is_taken_for_one(name, has_identifier):
    assert may_be_person(name, has_identifier=has_identifier)


@pytest.mark.parametrize(
    ("name", "has_identifier"),
    [("COMPET", True), ("Club Jean Moulin", False), ("Madame Suzie Productions", True)],
)
def test_a_group_is_no_person(name, has_identifier):
    assert not may_be_person(name, has_identifier=has_identifier)


def test_a_person_is_never_published_nor_named_in_the_reason():
    row = _parse_one(nomBeneficiaire="Mme Jeanne Martin")

    assert row.reason == RejectReason.NOT_PUBLIC
    assert "Martin" not in row.message


def test_a_grant_to_nobody_is_refused_with_its_number():
    row = _parse_one(nomBeneficiaire="")

    assert (row.row_number, row.reason) == (2, RejectReason.NO_NAME)


def test_a_shared_grant_says_its_part():
    said = _parse_one(pourcentageSubvention="0.8").values.description

    assert said == "2024 : 1 250,50 €, dont une part de 80 %, Département de la Drôme"


@pytest.mark.parametrize(
    ("said", "written"),
    [("0", "0 €"), ("47800.20", "47 800,20 €"), ("1 000,5", "1 000,50 €"), ("offert", "offert")],
)
def test_an_amount_is_written_in_french(said, written):
    assert write_amount(said) == written


@given(st.text(max_size=40))
def test_any_text_can_be_given_as_an_amount_or_a_name(text):
    assert isinstance(write_amount(text), str)
    assert may_be_person(text, has_identifier=False) in (True, False)


def test_contacts_in_an_object_are_taken_away():
    row = _parse_one(objet="Café, écrire à jeanne.martin@x.example")

    assert "x.example" not in row.values.name


def test_the_same_file_gives_the_same_answer_twice():
    assert parse(OLDER.encode()) == parse(OLDER.encode())


def test_an_empty_file_is_refused_and_a_header_alone_gives_no_row():
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")
    assert parse(_write()).rows == ()


def test_other_columns_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"Il manque : « nomAttribuant ».*« titre »"):
        parse(b"titre,commune\nx,y\n")


def test_the_real_file_of_loire_atlantique_names_no_object(shared_data):
    """Reads shared/data/grants/."""
    path = shared_data / "grants" / "44_subventions_associations_2008-2018.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    reasons = [row.reason for row in parse(path.read_bytes()).rows]

    assert len(reasons) == 18148
    assert reasons.count(RejectReason.NOT_AN_OCCASION) == 18044
    assert reasons.count(RejectReason.NO_NAME) == 17
