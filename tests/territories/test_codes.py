"""What INSEE's codes say by themselves."""

import pytest

from recoudre.territories.codes import find_city_of_district, find_department_code


@pytest.mark.parametrize(
    ("district", "city"),
    [
        ("75101", "75056"),
        ("75120", "75056"),
        ("69381", "69123"),
        ("69389", "69123"),
        ("13201", "13055"),
        ("13216", "13055"),
    ],
)
def test_a_district_leads_to_its_city(district, city):
    assert find_city_of_district(district) == city


@pytest.mark.parametrize("code", ["75056", "75121", "69380", "69390", "13055", "13217", "", "751"])
def test_another_code_is_no_district(code):
    assert find_city_of_district(code) is None


@pytest.mark.parametrize(
    ("code", "department"), [("26114", "26"), ("2B033", "2B"), ("97411", "974"), ("01400", "01")]
)
def test_a_code_begins_with_its_departement(code, department):
    assert find_department_code(code) == department
