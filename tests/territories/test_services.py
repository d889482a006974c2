"""Territories are added, and added again."""

from dataclasses import replace
from datetime import date

import pytest

from recoudre.territories.errors import UnknownTerritoryError
from recoudre.territories.geometry import read_geometry
from recoudre.territories.loading.folder import load_folder
from recoudre.territories.loading.geo_api import load_geo_api
from recoudre.territories.loading.records import FormerRecord
from recoudre.territories.models import CommunePostcode, FormerCommune, IndicatorValue, Territory
from recoudre.territories.services import add_territories
from tests.territories.conftest import (
    COLUMNS,
    ROW_OF_OUTLINES,
    draw_square,
    list_names,
    write_outlines,
)
from tests.territories.loading.test_geo_api import ANSWERS

pytestmark = pytest.mark.django_db

CONTEXT = "code_insee,TX_MENSEUL,TP6021\n26001,33.3,\n26002,40,15\n26003,,\n"
MOVEMENTS = "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n32,2019-01-01,COM,26900,COM,26001\n"


def test_a_departement_is_added_with_its_groups(load):
    added = add_territories(loaded=load(contours_geojson=ROW_OF_OUTLINES), codes=["26"])

    assert (added.communes, added.epcis, added.departements, added.regions) == (3, 1, 1, 1)
    assert (added.created, added.changed, added.unchanged) == (6, 0, 0)
    batie = Territory.objects.get(code="26002")
    assert (batie.slug, batie.search_name) == ("la-batie", "batie")
    assert batie.neighbour_codes == ["26001", "26003"]
    assert batie.outline == draw_square(5.1)
    assert batie.is_fictional


def read_shapes():
    """Read the outlines held, by code, each written from the same corner."""
    outlined = Territory.objects.filter(outline__isnull=False)
    return {one.code: read_geometry(one.outline).normalize() for one in outlined}


def test_everything_is_written_once(load):
    loaded = load(contours_geojson=ROW_OF_OUTLINES, context_csv=CONTEXT, mouvements_csv=MOVEMENTS)

    first = add_territories(loaded=loaded, codes=["26"])
    second = add_territories(loaded=loaded, codes=["26"])

    assert (first.values, first.postcodes, first.former_communes) == (6, 4, 1)
    assert first.written == 6 + 6 + 4 + 1
    assert (second.written, second.unchanged) == (0, 6)


def test_a_missing_value_is_kept_with_its_reason(load):
    add_territories(loaded=load(context_csv=CONTEXT), codes=["26001"])

    values = IndicatorValue.objects.filter(territory__code="26001").order_by("indicator")
    assert list(values.values_list("indicator", "value", "missing_reason")) == [
        ("living_alone", 33.3, ""),
        ("poverty", None, "secrecy"),
    ]


def test_a_changed_value_is_changed_in_place(load, write_folder):
    add_territories(loaded=load(context_csv=CONTEXT), codes=["26"])
    corrected = write_folder("corrected", context_csv=CONTEXT.replace("33.3", "34"))
    pk = IndicatorValue.objects.get(territory__code="26001", indicator="living_alone").pk

    added = add_territories(loaded=load_folder([corrected], is_fictional=True), codes=["26"])

    assert added.values == 1
    assert IndicatorValue.objects.get(pk=pk).value == 34


def test_what_a_folder_does_not_say_erases_nothing(load, write_folder):
    add_territories(loaded=load(contours_geojson=ROW_OF_OUTLINES), codes=["26"])
    poorer = write_folder(
        "poorer", communes_csv=f"{COLUMNS}\n26001,Aubrac,26,Drôme,84,Auvergne,,,,,,\n"
    )

    add_territories(loaded=load_folder([poorer]), codes=["26001"])

    aubrac = Territory.objects.get(code="26001")
    assert (aubrac.residents, aubrac.residents_year) == (100, 2023)
    assert (aubrac.lat, aubrac.lon) == (44.05, 5.05)
    assert aubrac.outline is not None
    assert aubrac.neighbour_codes == ["26002"]
    assert CommunePostcode.objects.filter(territory=aubrac).count() == 1


def test_residents_never_keep_the_year_of_others(load):
    loaded = load()
    add_territories(loaded=loaded, codes=["26001"])
    recounted = replace(loaded.communes["26001"], residents=110, residents_year=None)

    add_territories(
        loaded=replace(loaded, communes={**loaded.communes, "26001": recounted}), codes=["26001"]
    )

    aubrac = Territory.objects.get(code="26001")
    assert (aubrac.residents, aubrac.residents_year) == (110, None)


def test_a_postcode_no_longer_said_is_removed(load):
    loaded = load()
    add_territories(loaded=loaded, codes=["26002"])
    moved = replace(loaded.communes["26002"], postcodes=("26100", "26250"))

    added = add_territories(
        loaded=replace(loaded, communes={**loaded.communes, "26002": moved}), codes=["26002"]
    )

    assert added.postcodes == 2
    assert list(CommunePostcode.objects.values_list("postcode", flat=True)) == ["26100", "26250"]


def test_a_former_code_comes_with_its_commune_only(load):
    loaded = load(mouvements_csv=MOVEMENTS)

    add_territories(loaded=loaded, codes=["26002"])
    assert not FormerCommune.objects.exists()

    add_territories(loaded=loaded, codes=["26001"])
    former = FormerCommune.objects.get()
    assert (former.code, former.current_code, former.since) == ("26900", "26001", date(2019, 1, 1))


def test_a_former_code_that_leads_elsewhere_is_changed(load):
    loaded = load(mouvements_csv=MOVEMENTS)
    add_territories(loaded=loaded, codes=["26"])
    moved = {"26900": FormerRecord("26900", "26002", None, "INSEE")}

    added = add_territories(loaded=replace(loaded, former=moved), codes=["26"])

    assert added.former_communes == 1
    assert FormerCommune.objects.get().current_code == "26002"


def test_an_epci_that_straddles_the_territory_says_so(load):
    added = add_territories(loaded=load(), codes=["26001"])

    assert added.notes == (
        "CC du Rang, communes hors du territoire demandé et non ajoutées : 1 (sur 2 connues).",
    )


def test_a_second_departement_makes_neighbours_of_the_first(load, write_folder):
    drome = load(is_fictional=False, contours_geojson=ROW_OF_OUTLINES)
    add_territories(loaded=drome, codes=["26"])
    ardeche = write_folder(
        "ardeche",
        communes_csv=f"{COLUMNS}\n07001,Viviers,07,Ardèche,84,Auvergne,,,10,,,\n",
        contours_geojson=write_outlines(({"code": "07001"}, draw_square(4.9))),
    )

    added = add_territories(loaded=load_folder([ardeche]), codes=["07"])

    assert Territory.objects.get(code="07001").neighbour_codes == ["26001"]
    assert Territory.objects.get(code="26001").neighbour_codes == ["07001", "26002"]
    assert added.changed == 1


def test_an_unknown_code_writes_nothing(load):
    with pytest.raises(UnknownTerritoryError):
        add_territories(loaded=load(), codes=["26001", "99999"])

    assert not Territory.objects.exists()


def test_both_ways_in_give_the_same_territories(write_folder):
    folder = write_folder(
        communes_csv="code_insee,nom,dep,dep_nom,reg,reg_nom,epci_siren,epci_nom,pop_mun_2023,lat,"
        "lon,surface_km2,codes_postaux,dep_communes,reg_communes,epci_communes\n"
        "26001,Aubrac,26,Drôme,84,Auvergne-Rhône-Alpes,200000001,CC du Fleuve,100,44.05,5.05,"
        "88.005,26100,2,3,2\n"
        "26002,La Bâtie,26,Drôme,84,Auvergne-Rhône-Alpes,,,200,44.05,5.15,88.005,26100,2,3,\n"
        "07001,Saint-Clair,07,Ardèche,84,Auvergne-Rhône-Alpes,200000001,CC du Fleuve,50,44.05,"
        "4.95,88.005,07100,1,3,2\n",
        contours_geojson=write_outlines(
            ({"code": "26001"}, draw_square(5.0)), ({"code": "26002"}, draw_square(5.1))
        ),
    )
    fields = [
        field.name
        for field in Territory._meta.concrete_fields
        if field.name not in {"id", "residents_year", "outline"}
    ]

    add_territories(loaded=load_folder([folder]), codes=["26"])
    from_folder = list(Territory.objects.values(*fields))
    shapes = read_shapes()
    Territory.objects.all().delete()
    add_territories(loaded=load_geo_api(["26"], ANSWERS.__getitem__), codes=["26"])

    assert list(Territory.objects.values(*fields)) == from_folder
    # The API's rings may start at another corner: the same shapes, not the same lists.
    assert read_shapes() == shapes


def test_queries_do_not_grow_with_the_communes(load, django_assert_num_queries):
    loaded = load(contours_geojson=ROW_OF_OUTLINES, context_csv=CONTEXT, mouvements_csv=MOVEMENTS)
    add_territories(loaded=loaded, codes=["26"])

    # A savepoint and its release around: outlines, territories, neighbours' and each kind of row.
    with django_assert_num_queries(9):
        add_territories(loaded=loaded, codes=["26"])


def test_the_real_drome_is_added(shared_data):
    """Reads shared/data/territory and shared/data/contours."""
    loaded = load_folder([shared_data / "territory", shared_data / "contours"])

    added = add_territories(loaded=loaded, codes=["26"])

    assert (added.communes, added.epcis, added.departements, added.regions) == (362, 16, 1, 1)
    assert added.values == 362 * 5
    assert Territory.objects.get(code="26").residents == 524_207
    assert Territory.objects.get(code="R84").residents == 8_207_204
    dieulefit = Territory.objects.get(code="26114")
    assert (dieulefit.name, dieulefit.residents) == ("Dieulefit", 3_289)
    assert "26276" in dieulefit.neighbour_codes  # Le Poët-Laval, next to it
    assert add_territories(loaded=loaded, codes=["26"]).written == 0


def test_names_are_those_of_the_folder(load):
    add_territories(loaded=load(), codes=["26"])

    assert list_names(Territory.objects.all()) == [
        "CC du Rang", "Drôme", "Aubrac", "La Bâtie", "Saint-Clair", "Auvergne",
    ]  # fmt: skip
