"""The file of the communes."""

import pytest

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.records import CommuneRecord, GroupRecord
from recoudre.vocabulary.lists import Level

HEADER = "code_insee,nom,dep,dep_nom,reg,reg_nom"
DIE = "26113,Die,26,Drôme,84,Auvergne-Rhône-Alpes"


def test_a_commune_is_read_with_its_groups(load):
    loaded = load()

    assert loaded.communes["26002"] == CommuneRecord(
        code="26002",
        name="La Bâtie",
        department_code="26",
        region_code="R84",
        epci_code="200000001",
        residents=200,
        residents_year=2023,
        lat=44.05,
        lon=5.15,
        postcodes=("26100", "26200"),
    )
    assert dict(loaded.groups) == {
        "26": GroupRecord("26", Level.DEPARTEMENT, "Drôme"),
        "R84": GroupRecord("R84", Level.REGION, "Auvergne"),
        "200000001": GroupRecord("200000001", Level.EPCI, "CC du Rang"),
    }


def test_a_commune_may_lack_point_postcode_residents_and_epci(load):
    loaded = load(communes_csv=f"{HEADER}\n{DIE}\n")

    assert loaded.communes["26113"] == CommuneRecord("26113", "Die", "26", "R84")


def test_the_most_recent_population_is_read(load):
    loaded = load(communes_csv=f"{HEADER},pop_mun_2017,pop_mun_2023\n{DIE},4500,4700.0\n")

    assert loaded.communes["26113"].residents == 4700
    assert loaded.communes["26113"].residents_year == 2023


def test_the_area_is_the_one_given(load):
    loaded = load(communes_csv=f"{HEADER},surface_km2\n{DIE},57.3\n")

    assert loaded.communes["26113"].area_km2 == 57.3


def test_a_partial_folder_is_not_complete(load):
    assert load(is_fictional=False).complete_codes == frozenset()


def test_a_fictional_folder_is_the_whole_of_its_world(load):
    assert load().complete_codes == {"26", "R84", "200000001"}


def test_the_announced_number_of_members_tells_a_complete_group(load):
    loaded = load(
        is_fictional=False,
        communes_csv=f"{HEADER},dep_communes,reg_communes\n{DIE},1,4025\n",
    )

    assert loaded.complete_codes == {"26"}


def test_swapped_coordinates_are_refused_with_the_row(load):
    with pytest.raises(TerritoryFileError, match=r"ligne 2, .*échangez la latitude"):
        load(is_fictional=False, communes_csv=f"{HEADER},lat,lon\n{DIE},5.37,44.75\n")


def test_a_point_out_of_france_is_told(load):
    loaded = load(is_fictional=False, communes_csv=f"{HEADER},lat,lon\n{DIE},0,0\n")

    assert loaded.notes == ("Communes dont le point est hors de France : 1 (la première : 26113).",)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1001,Die,26,Drôme,84,AURA", "colonne code_insee : « 1001 » .*zéro perdu"),
        ("26113,,26,Drôme,84,AURA", "colonne nom : la cellule est vide"),
        ("26113,Die,,Drôme,84,AURA", "colonne dep"),
        ("26113,Die,26,Drôme,,AURA", "colonne reg"),
        ("26113,Die,26,,84,AURA", "colonne dep_nom : la cellule est vide"),
    ],
)
def test_a_broken_cell_refuses_the_file(load, row, problem):
    with pytest.raises(TerritoryFileError, match=f"ligne 2, {problem}"):
        load(communes_csv=f"{HEADER}\n{row}\n")


def test_a_commune_described_twice_refuses_the_file(load):
    with pytest.raises(TerritoryFileError, match="26113 est décrite deux fois"):
        load(communes_csv=f"{HEADER}\n{DIE}\n{DIE}\n")
