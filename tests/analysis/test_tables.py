"""Columns are checked before anything is computed."""

import ibis
import pytest

from recoudre.analysis.errors import AnalysisError, MissingColumnsError, ParameterError
from recoudre.analysis.tables import require_columns

PLACES = ibis.memtable({"place_id": ["hall"], "seats": [80]})


def test_the_other_columns_are_left_aside():
    assert require_columns("places", PLACES, "seats").columns == ("seats",)


def test_a_missing_column_is_named_with_those_that_are_there():
    with pytest.raises(MissingColumnsError) as caught:
        require_columns("places", PLACES, "place_id", "capacity")

    assert str(caught.value) == (
        "Table 'places' lacks columns ['capacity']; it has ['place_id', 'seats']. "
        "Rename or add them before the call."
    )


def test_a_parameter_out_of_its_bounds_is_named_with_what_was_expected():
    error = ParameterError("reach_m", -1, "a positive number of metres")

    assert str(error) == "Parameter 'reach_m' is -1. Give a positive number of metres."


@pytest.mark.parametrize("error", [MissingColumnsError, ParameterError])
def test_every_error_is_an_analysis_error(error):
    assert issubclass(error, AnalysisError)
