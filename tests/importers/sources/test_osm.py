"""OpenStreetMap."""

import json

import osmium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.reading import UnreadableFileError
from recoudre.importers.sources.osm import INFO, parse
from recoudre.importers.sources.osm.tables import read_tags
from recoudre.vocabulary.licences import ODBL
from recoudre.vocabulary.lists import Bond, ContactBasis, Cost, Domain, Kind, Sector
from recoudre.vocabulary.records import (
    DoubtName,
    ParsedRecord,
    RejectedRow,
    RejectReason,
    StewardValues,
)

LIBRARY = {
    "name": "Bibliothèque des Halles",
    "amenity": "library",
    "opening_hours": "Tu-Fr 14:00-18:00; PH off",
    "addr:housenumber": "3",
    "addr:street": "rue du Bourg",
    "addr:postcode": "26220",
    "addr:city": "Dieulefit",
    "phone": "+33 4 75 46 49 70",
    "website": "https://biblio.example.org",
    "operator": "Commune de Dieulefit",
    "operator:type": "municipal",
    "fee": "no",
    "wheelchair": "yes",
    "check_date": "2026-03-01",
}


def parse_elements(*elements):
    return parse(json.dumps({"version": 0.6, "elements": list(elements)}).encode()).rows


def parse_one(tags=LIBRARY, **changes):
    told = {key: value for key, value in {**tags, **changes}.items() if value}
    [row] = parse_elements({"type": "node", "id": 7, "lat": 44.5257, "lon": 5.0664, "tags": told})
    return row


@pytest.fixture
def extract(tmp_path):
    """A library as a point, a hall as a square, a garden as a relation, a road and a house."""
    path = tmp_path / "petit.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        nodes = [(1, 5.0664, 44.5257, LIBRARY)]
        nodes += [(2, 5.0, 44.0, {}), (3, 5.2, 44.0, {}), (4, 5.2, 44.1, {}), (5, 5.0, 44.1, {})]
        for number, lon, lat, tags in nodes:
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(lon, lat), tags=tags))
        square = [2, 3, 4, 5, 2]
        hall = {"name": "Salle des fêtes", "amenity": "community_centre"}
        ways = [(11, square, hall), (12, square, {}), (13, [2, 3], {"name": "D538",
                "highway": "primary"}), (14, square, {"building": "yes"})]  # fmt: skip
        for number, refs, tags in ways:
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))
        garden = {"type": "multipolygon", "name": "Jardin partagé", "leisure": "garden"}
        members = [("w", 12, "outer")]
        writer.add_relation(osmium.osm.mutable.Relation(id=21, members=members, tags=garden))
    return path.read_bytes()


def test_a_named_place_is_read_whole():
    row = parse_one()

    values = row.values
    assert (row.source_id, values.name, values.kind) == (
        "node/7", "Bibliothèque des Halles", Kind.PLACE,
    )  # fmt: skip
    assert values.opening_hours == "Tu-Fr 14:00-18:00; PH off"
    assert (values.address, values.postcode, values.commune_name) == (
        "3 rue du Bourg", "26220", "Dieulefit",
    )  # fmt: skip
    assert (values.lat, values.lon) == (44.5257, 5.0664)
    assert [tag.bond for tag in values.bonds] == [Bond.CITIZENSHIP]
    assert [tag.domain for tag in values.domains] == [Domain.READING, Domain.CULTURE]
    assert values.steward == StewardValues("Commune de Dieulefit", Sector.COMMUNE)
    assert (values.cost, values.conditions) == (Cost.FREE, "Accessible en fauteuil roulant.")
    assert str(values.said_on) == "2026-03-01"
    assert values.source_url == "https://www.openstreetmap.org/node/7"
    assert row.doubts == ()


def test_its_facts_are_kept_apart_and_its_contacts_closed():
    assert INFO.licence == ODBL
    assert INFO.contact_basis == ContactBasis.UNKNOWN


@pytest.mark.parametrize(
    "place",
    [
        {"center": {"lat": 44.05, "lon": 5.1}},
        {"bounds": {"minlat": 44.0, "maxlat": 44.1, "minlon": 5.0, "maxlon": 5.2}},
    ],
)
def test_the_point_of_a_way_is_its_middle(place):
    [row] = parse_elements({"type": "way", "id": 9, "tags": LIBRARY, **place})

    assert row.source_id == "way/9"
    assert (row.values.lat, row.values.lon) == pytest.approx((44.05, 5.1))


def test_a_place_without_a_point_is_legal():
    [row] = parse_elements({"type": "relation", "id": 9, "tags": LIBRARY})

    assert (row.values.lat, row.values.lon) == (None, None)


def test_an_extract_gives_points_ways_and_relations_each_once(extract):
    rows = {row.source_id: row for row in parse(extract).rows}

    assert set(rows) == {"node/1", "way/11", "relation/21"}
    assert rows["node/1"].values.name == "Bibliothèque des Halles"
    assert (rows["way/11"].values.lat, rows["way/11"].values.lon) == pytest.approx((44.05, 5.1))
    assert rows["relation/21"].values.lat == pytest.approx(44.05)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"disused": "yes"}, RejectReason.DISSOLVED),
        ({"access": "private"}, RejectReason.NOT_PUBLIC),
        ({"amenity": "place_of_worship"}, RejectReason.NOT_A_BOND),
        ({"amenity": "cafe", "operator:type": "private"}, RejectReason.NOT_A_BOND),
        ({"amenity": "restaurant"}, RejectReason.NOT_A_BOND),
        ({"name": "  "}, RejectReason.NO_NAME),
    ],
)
def test_what_makes_no_bond_is_set_aside_with_its_reason(changes, reason):
    row = parse_one(**changes)

    assert isinstance(row, RejectedRow)
    assert (row.row_number, row.reason, row.source_id) == (1, reason, "node/7")
    assert row.message


@pytest.mark.parametrize(
    "changes",
    [
        {"operator:type": "association"},
        {"name": "Café associatif du Bourg", "operator:type": ""},
        {"description": "Bistrot citoyen", "operator:type": ""},
    ],
)
def test_a_cafe_run_together_is_a_place_of_bonds(changes):
    row = parse_one(amenity="cafe", **changes)

    assert isinstance(row, ParsedRecord)
    assert row.values.summary == "Café associatif"


def test_hours_that_cannot_be_read_stay_as_written():
    row = parse_one(opening_hours="quand il fait beau")

    assert (row.values.opening_hours, row.values.hours_note) == ("", "quand il fait beau")
    assert [doubt.name for doubt in row.doubts] == [DoubtName.HOURS_UNREADABLE]


def test_elements_that_the_table_does_not_know_are_no_rows():
    road = {"type": "way", "id": 1, "tags": {"name": "D538", "highway": "primary"}}
    house = {"type": "way", "id": 2, "tags": {"amenity": "library"}}

    assert parse_elements(road, house, {"type": "node", "id": 3}) == ()


def test_the_answer_is_the_same_twice(extract):
    assert parse(extract) == parse(extract)


@pytest.mark.parametrize("content", [b"{}", b'{"elements": 1}', b"nom;date", b"<html></html>"])
def test_another_file_is_refused(content):
    with pytest.raises(UnreadableFileError):
        parse(content)


def test_every_line_of_the_table_says_what_it_means():
    table = read_tags()

    assert len(table) > 25
    assert all(meaning.label for meaning in table.values())


TAGS = st.dictionaries(
    st.sampled_from(sorted(LIBRARY)), st.text(min_size=1, max_size=30), max_size=6
)


@given(TAGS)
def test_any_tags_give_a_record_or_a_reason(tags):
    row = parse_one(**tags)

    assert isinstance(row, ParsedRecord | RejectedRow)
