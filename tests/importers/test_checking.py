"""The check of rows against the communes."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.checking import check_rows
from recoudre.vocabulary.lists import Kind, Outcome, Precision
from recoudre.vocabulary.records import OccasionValues, ParsedRecord, RejectedRow, RejectReason
from tests.importers.conftest import FakeCommunes

TODAY = date(2026, 3, 9)


def make_row(number: int = 2, source_id: str = "1", **values: object) -> ParsedRecord:
    told = {"name": "Café", "kind": Kind.PLACE, "commune_code": "26114"} | values
    return ParsedRecord(number, source_id, {"id": source_id}, OccasionValues(**told))


def make_located(lat: float, lon: float) -> ParsedRecord:
    return make_row(lat=lat, lon=lon, precision=Precision.NUMBER)


def check_one(row: ParsedRecord | RejectedRow, **communes: object):
    return check_rows([row], FakeCommunes(**communes), today=TODAY)[0]


def test_a_row_of_a_known_commune_is_accepted():
    assert check_one(make_row()).outcome == Outcome.ACCEPTED


def test_a_former_code_is_followed_and_the_repair_is_named():
    checked = check_one(make_row(commune_code="26999"), former={"26999": "26114"})

    assert (checked.outcome, checked.reasons) == (Outcome.REPAIRED, ["former_commune"])
    assert checked.row.values.commune_code == "26114"


def test_a_commune_is_found_by_its_name_and_postcode():
    row = make_row(commune_code="", commune_name="Die", postcode="26150")

    checked = check_one(row, names={("Die", "26150"): "26113"})

    assert checked.row.values.commune_code == "26113"


def test_a_commune_is_found_by_its_point():
    row = replace(
        make_located(44.5, 5.0), values=replace(make_located(44.5, 5.0).values, commune_code="")
    )

    checked = check_one(row, inside={"26113": (44.5, 5.0)})

    assert checked.reasons == ["commune_by_point"]


def test_a_row_without_a_commune_is_refused_with_what_to_do():
    checked = check_one(make_row(commune_code=""))

    assert checked.row.reason == RejectReason.NO_COMMUNE
    assert "donnez son code INSEE" in checked.row.message


def test_a_commune_elsewhere_is_outside_and_not_a_mistake():
    assert check_one(make_row(commune_code="01001")).reasons == ["outside_territories"]


def test_a_code_that_a_whole_departement_does_not_have_is_a_mistake():
    checked = check_one(make_row(commune_code="26998"), whole_departments=frozenset({"26"}))

    assert checked.reasons == ["no_commune"]


def test_a_point_outside_its_commune_is_taken_away_with_a_doubt():
    checked = check_one(make_located(48.0, 2.0), inside={"26114": (44.5, 5.0)})

    assert checked.reasons == ["point_outside_commune"]
    assert (checked.row.values.lat, checked.row.values.precision) == (None, Precision.UNKNOWN)


def test_axes_that_only_fit_swapped_are_swapped():
    checked = check_one(make_located(5.0, 44.5), inside={"26114": (44.5, 5.0)})

    assert checked.reasons == ["swapped_axes"]
    assert (checked.row.values.lat, checked.row.values.lon) == (44.5, 5.0)


def test_without_an_outline_a_point_is_believed():
    assert check_one(make_located(48.0, 2.0)).outcome == Outcome.ACCEPTED


def test_the_same_row_twice_is_refused_and_names_the_first():
    checked = check_rows([make_row(2), make_row(7)], FakeCommunes(), today=TODAY)

    assert checked[1].row.message == "Cette ligne répète à l’identique la ligne 2."


def test_an_identifier_used_twice_keeps_the_first_row():
    other = replace(make_row(7), raw={"id": "1", "nom": "autre"})

    checked = check_rows([make_row(2), other], FakeCommunes(), today=TODAY)

    assert [one.outcome for one in checked] == [Outcome.ACCEPTED, Outcome.REFUSED]
    assert checked[1].reasons == ["duplicate_id"]


def test_what_was_said_today_is_believed():
    assert check_one(make_row(said_on=TODAY)).outcome == Outcome.ACCEPTED


def test_what_will_be_said_tomorrow_is_not():
    checked = check_one(make_row(said_on=TODAY + timedelta(days=1)))

    assert (checked.reasons, checked.row.values.said_on) == (["date_in_future"], None)


rows = st.lists(
    st.builds(
        make_row,
        number=st.integers(2, 99),
        source_id=st.sampled_from("abc"),
        commune_code=st.sampled_from(["26114", "26113", "01001", ""]),
    )
)


@given(rows)
def test_one_row_comes_out_for_each_that_goes_in(given_rows):
    checked = check_rows(given_rows, FakeCommunes(), today=TODAY)

    assert [one.row.row_number for one in checked] == [one.row_number for one in given_rows]


@given(rows)
def test_no_identifier_is_published_twice(given_rows):
    checked = check_rows(given_rows, FakeCommunes(), today=TODAY)

    kept = [one.row.source_id for one in checked if one.outcome != Outcome.REFUSED]
    assert len(kept) == len(set(kept))
