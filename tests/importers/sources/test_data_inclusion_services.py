"""Services of data·inclusion, with and without their structures, in both versions."""

import json
from datetime import date

import pytest

from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.sources.data_inclusion_services import parse, tables
from recoudre.vocabulary.lists import Audience, Bond, Cost, Domain, Kind, ReachMode
from recoudre.vocabulary.records import DoubtName, RejectReason

CAFE = {
    "source": "dora",
    "structure_id": "dora--42",
    "id": "dora--s1",
    "nom": "Café des voisins",
    "description": "Chaque vendredi soir, on cuisine et on mange ensemble.",
    "date_maj": "2026-02-14",
    "type": "atelier",
    "thematiques": ["remobilisation--lien-social", "equipement-et-alimentation--alimentation"],
    "frais": "gratuit",
    "frais_precisions": "prix libre",
    "publics": ["tous-publics"],
    "conditions_acces": "Aucune inscription",
    "adresse": "2 rue des Écoles",
    "code_postal": "26220",
    "commune": "Dieulefit",
    "code_insee": "26114",
    "latitude": 44.53,
    "longitude": 5.06,
    "telephone": "+33475464362",
    "modes_accueil": ["en-presentiel"],
    "modes_mobilisation": ["se-presenter", "telephoner"],
    "mobilisable_par": ["usagers", "professionnels"],
    "horaires_accueil": "Fr 19:00-22:00",
    "zone_eligibilite": ["26"],
    "contact_nom_prenom": "Jeanne Martin",
}
STRUCTURE = {
    "source": "dora",
    "id": "dora--42",
    "nom": "Centre social Le Tournesol",
    "siret": "77556026100015",
    "adresse": "9 place du Champ",
    "code_postal": "26150",
    "commune": "Die",
    "code_insee": "26113",
    "latitude": 44.75,
    "longitude": 5.37,
    "horaires_accueil": "Mo 09:00-12:00",
}
# As the file of December 2022 writes them.
OLDER = {
    "id": "rec0-repas",
    "structure_id": "rec0",
    "source": "mes-aides",
    "nom": "Repas partagé",
    "presentation_resume": "On mange ensemble.",
    "prise_rdv": None,
    "frais_autres": "2 € le repas",
    "types": ["atelier"],
    "thematiques": ["remobilisation", "remobilisation--lien-social"],
    "frais": [],
    "profils": [],
}
NO_ADDRESS = dict.fromkeys(
    ("adresse", "code_postal", "commune", "code_insee", "latitude", "longitude")
)


def _parse_one(row=CAFE, structures=None, **cells):
    given = [row | cells]
    content = given if structures is None else {"structures": structures, "services": given}
    (parsed,) = parse(json.dumps(content).encode()).rows
    return parsed


def test_a_service_is_read_as_a_person_would():
    row = _parse_one()
    values = row.values

    assert (row.row_number, row.source_id) == (1, "dora--s1")
    assert (values.name, values.kind) == ("Café des voisins", Kind.PLACE)
    assert (values.address, values.commune_code) == ("2 rue des Écoles", "26114")
    assert (values.cost, values.cost_note) == (Cost.FREE, "prix libre")
    assert values.conditions == "Aucune inscription ; Se présenter ; Téléphoner"
    assert (values.audiences, values.reach_modes) == ((Audience.EVERYONE,), (ReachMode.ON_SITE,))
    assert [tag.bond for tag in values.bonds] == [Bond.ELECTIVE]
    assert [tag.domain for tag in values.domains] == [Domain.SOCIAL_WORK, Domain.FOOD]
    assert (values.opening_hours, values.said_on) == ("Fr 19:00-22:00", date(2026, 2, 14))
    assert (values.steward, values.caveat, row.doubts) == (None, "", ())


def test_the_input_of_these_tests_follows_the_schema_of_the_publisher():
    v1 = pytest.importorskip("data_inclusion.schema.v1")

    assert v1.Service(**CAFE).nom == CAFE["nom"]


def test_the_themes_of_the_tables_are_those_of_the_publisher():
    """« bien-etre » alone is of version 0."""
    v1 = pytest.importorskip("data_inclusion.schema.v1")
    known = {member.value for member in v1.Thematique} | {"remobilisation--bien-etre"}

    assert {*tables.BONDS_BY_THEME, *tables.DOMAINS_BY_THEME} <= known


def test_a_service_without_address_is_at_the_one_of_its_structure_whole():
    row = _parse_one(structures=[STRUCTURE], **NO_ADDRESS)
    values = row.values

    assert (values.address, values.commune_code) == ("9 place du Champ", "26113")
    assert (values.lat, values.lon) == (44.75, 5.37)
    assert values.opening_hours == "Fr 19:00-22:00"
    assert (values.steward.name, values.steward.siret) == (STRUCTURE["nom"], STRUCTURE["siret"])


def test_a_service_with_its_own_address_keeps_it_whole():
    values = _parse_one(structures=[STRUCTURE], latitude=None, longitude=None).values

    assert (values.address, values.commune_code) == ("2 rue des Écoles", "26114")
    assert (values.lat, values.lon) == (None, None)


def test_the_hours_of_the_structure_are_borrowed_when_the_service_has_none():
    row = _parse_one(structures=[STRUCTURE], horaires_accueil=None, **NO_ADDRESS)

    assert row.values.opening_hours == "Mo 09:00-12:00"


def test_a_service_of_version_0_finds_its_structure_by_source_and_identifier():
    row = _parse_one(OLDER, structures=[STRUCTURE | {"id": "mes-aides--rec0"}])

    assert row.source_id == "mes-aides--rec0-repas"
    assert (row.values.commune_code, row.values.cost_note) == ("26113", "2 € le repas")


def test_a_service_of_version_0_alone_is_nowhere():
    values = _parse_one(OLDER).values

    assert (values.commune_code, values.commune_name, values.lat) == ("", "", None)


@pytest.mark.parametrize(
    "themes",
    [[], None, ["mobilite"], ["remobilisation"], ["trouver-un-emploi--maintien-dans-lemploi"]],
)
def test_a_service_whose_themes_make_no_bond_is_set_aside_with_a_sentence(themes):
    row = _parse_one(thematiques=themes)

    assert row.reason == RejectReason.NOT_A_BOND
    assert "thématiques" in row.message


def test_one_theme_that_makes_bonds_is_enough():
    themes = ["mobilite--preparer-un-permis", "famille--soutien-aidants"]

    assert [tag.bond for tag in _parse_one(thematiques=themes).values.bonds] == [Bond.FILIATION]


def test_everyone_with_somebody_in_particular_is_a_doubt():
    row = _parse_one(publics=["tous-publics", "femmes", "seniors"])

    assert row.values.audiences == (Audience.SENIORS,)
    assert [(doubt.name, doubt.column) for doubt in row.doubts] == [
        (DoubtName.VALUE_UNKNOWN, "publics")
    ]


@pytest.mark.parametrize(
    ("column", "said"),
    [("frais", "troc"), ("modes_accueil", ["sur-la-lune"]), ("modes_mobilisation", ["pigeon"])],
)
def test_a_value_outside_its_list_is_a_doubt_that_names_its_column(column, said):
    assert [doubt.column for doubt in _parse_one(**{column: said}).doubts] == [column]


def test_a_service_for_some_weeks_is_a_gathering_without_known_date():
    values = _parse_one(nombre_semaines=3).values

    assert (values.kind, values.timings) == (Kind.GATHERING, ())


def test_a_service_that_only_professionals_open_says_so():
    assert "professionnel" in _parse_one(mobilisable_par=["professionnels"]).values.caveat


def test_the_contact_of_a_person_is_never_read_nor_kept():
    as_json = parse(json.dumps([CAFE]).encode())
    as_csv = parse(
        b"source,id,structure_id,nom,type,contact_nom_prenom\nd,1,2,Repas,atelier,Jeanne Martin\n"
    )

    assert "Jeanne" not in repr(as_json)
    assert "Jeanne" not in repr(as_csv)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"id": ""}, RejectReason.NO_IDENTIFIER), ({"nom": None}, RejectReason.NO_NAME)],
)
def test_a_service_without_what_names_it_is_refused(cells, reason):
    row = _parse_one(**cells)

    assert (row.row_number, row.reason) == (1, reason)


def test_an_unknown_version_is_refused_by_name():
    with pytest.raises(UnreadableFileError, match=r"version « 2.0 »"):
        parse(json.dumps({"version": "2.0", "services": [CAFE]}).encode())


def test_columns_of_both_versions_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match=r"aucune version connue.*« profils »"):
        parse(json.dumps([CAFE | {"profils": []}]).encode())


def test_other_columns_are_refused_and_named():
    with pytest.raises(UnknownColumnsError, match="« titre »"):
        parse(b"titre,ville\nx,y\n")


def test_the_same_file_gives_the_same_answer_twice():
    content = json.dumps({"structures": [STRUCTURE], "services": [CAFE, OLDER]}).encode()
    mixed = json.dumps({"structures": [STRUCTURE], "services": [CAFE]}).encode()

    assert parse(mixed) == parse(mixed)
    with pytest.raises(UnknownColumnsError):
        parse(content)


def test_an_empty_list_gives_no_row_and_an_empty_file_is_refused():
    assert parse(b"[]").rows == ()
    with pytest.raises(UnreadableFileError, match="vide"):
        parse(b"")


def test_the_real_file_of_2022_is_counted(shared_data):
    """Reads shared/data/sources/."""
    path = shared_data / "sources" / "data_inclusion_services_2022-12-08.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    rows = parse(path.read_bytes()).rows
    aside = [row for row in rows if getattr(row, "reason", None) == RejectReason.NOT_A_BOND]

    assert (len(rows), len(aside)) == (4261, 4060)
