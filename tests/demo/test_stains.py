"""The diseases: all there, and each found at its row by the source's own reader."""

from collections import Counter

import pytest

from recoudre.demo.layouts import digital_help, france_services, libraries, template
from recoudre.demo.stains import Stain, drop_zero, put, spoil_rows, use_lambert_93
from recoudre.importers.sources import digital_help as digital_help_source
from recoudre.importers.sources import france_services as france_services_source
from recoudre.importers.sources import libraries as libraries_source
from recoudre.importers.sources import template as template_source
from recoudre.vocabulary.records import DoubtName, RejectedRow, RejectReason, RepairName

READERS = {
    digital_help.FILE: digital_help_source.parse,
    france_services.FILE: france_services_source.parse,
    libraries.FILE: libraries_source.parse,
    template.FILE: template_source.parse,
}
# Seen only with the territories, or with the other rows of the file, at hand.
FOUND_LATER = {
    RepairName.FORMER_COMMUNE,
    RepairName.COMMUNE_BY_NAME,
    RepairName.COMMUNE_BY_POINT,
    DoubtName.POINT_OUTSIDE_COMMUNE,
    DoubtName.DATE_IN_FUTURE,
    RejectReason.NO_COMMUNE,
    RejectReason.OUTSIDE_TERRITORIES,
    RejectReason.DUPLICATE_ROW,
    RejectReason.DUPLICATE_ID,
}


def name_diseases(row):
    if isinstance(row, RejectedRow):
        return {row.reason}
    return {one.name for one in (*row.repairs, *row.doubts)}


# An enormous cell is malice, not dirt: no demonstration needs one.
# What the four layouts of the demonstration can meet; the others belong to other sources.
ELSEWHERE = {
    RejectReason.TOO_LONG,
    RejectReason.DISSOLVED,
    RejectReason.GHOST,
    RejectReason.NOT_A_BOND,
    RejectReason.NOT_PUBLIC,
    RejectReason.NO_DATE,
}
REASONS = [reason for reason in RejectReason if reason not in ELSEWHERE]


@pytest.mark.parametrize("disease", [*RepairName, *DoubtName, *REASONS])
def test_each_disease_is_there(demo, disease):
    assert disease in {stained.disease for stained in demo.stained}


@pytest.mark.parametrize("file", READERS)
def test_each_disease_is_found_at_its_row(demo, file):
    parsed = READERS[file](getattr(demo, file).read_bytes())
    found = {row.row_number: name_diseases(row) for row in parsed.rows}
    expected = [one for one in demo.stained if one.file == file]

    missed = [
        one
        for one in expected
        if one.disease not in FOUND_LATER and one.disease not in found[one.row_number]
    ]

    assert missed == []
    assert parsed.unknown_columns == ()


def test_most_rows_are_sound(demo):
    parsed = READERS[template.FILE](demo.template.read_bytes())

    sound = sum(not name_diseases(row) for row in parsed.rows)

    assert sound > 0.7 * len(parsed.rows)


def test_no_row_has_two_diseases_but_that_of_its_whole_file(demo):
    rows = Counter(
        (one.file, one.row_number) for one in demo.stained if one.disease != RepairName.WINDOWS_1252
    )

    assert set(rows.values()) == {1}


def test_a_stain_goes_only_where_it_can_be_seen():
    rows = [{"tel": ""}, {"tel": "05 36 49 00 01"}, {"tel": ""}]
    stain = Stain(RepairName.LEADING_ZERO, "tel", 1, drop_zero("tel"))

    stained = spoil_rows(rows, [stain], "file", first_row=2)

    assert rows[1] == {"tel": "536490001"}
    assert [one.row_number for one in stained] == [3]


def test_two_stains_never_share_a_row():
    rows = [{"a": "x"}, {"a": "y"}]
    stains = [
        Stain(RepairName.PLACEHOLDER, "a", 1, put("a", "NC")),
        Stain(RepairName.WHITESPACE, "a", 1, put("a", " ")),
    ]

    stained = spoil_rows(rows, stains, "file", first_row=1)

    assert {one.row_number for one in stained} == {1, 2}


def test_lambert_93_is_in_metres():
    # The origin of the projection: 46.5 north, 3 east is (700000, 6600000).
    row = {"latitude": "46.5", "longitude": "3"}

    use_lambert_93(row)

    assert row == {"latitude": "6600000", "longitude": "700000"}
