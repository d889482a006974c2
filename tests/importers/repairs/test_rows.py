"""The reader of one row."""

from recoudre.importers.repairs import CellReader, mend_postcode, mend_text
from recoudre.vocabulary.records import DoubtName, RepairName


def test_a_reader_gathers_repairs_and_doubts_in_order():
    cells = CellReader({"cp": "1000", "nom": " x ", "autre": "26"})

    values = [cells.read(mend_postcode, "cp"), cells.read(mend_text, "nom")]
    values.append(cells.read(mend_postcode, "autre"))

    assert values == ["01000", "x", ""]
    assert [repair.name for repair in cells.repairs] == [
        RepairName.LEADING_ZERO,
        RepairName.WHITESPACE,
    ]
    assert [doubt.name for doubt in cells.doubts] == [DoubtName.VALUE_UNKNOWN]


def test_an_absent_column_reads_as_empty():
    assert CellReader({}).read(mend_text, "nom") == ""
