"""Golden counts on the whole files that the publishers sent, laid beside the repository."""

from collections import Counter

import pytest

from recoudre.importers.sources import digital_help, france_services, libraries
from recoudre.importers.writing import write_corrected
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import RejectedRow

FILES = {
    "liste-fs-20221201.csv": (
        france_services,
        {"accepted": 2008, "repaired": 640, "doubtful": 35, "refused": 0},
    ),
    "liste-fs-20240801.csv": (
        france_services,
        {"accepted": 2237, "repaired": 576, "doubtful": 32, "refused": 0},
    ),
    "bibliotheques_2025.csv": (
        libraries,
        {"accepted": 14832, "repaired": 755, "doubtful": 71, "refused": 224},
    ),
    "cnfs_permanences_2022-12.json": (
        digital_help,
        {"accepted": 2282, "repaired": 2567, "doubtful": 81, "refused": 0},
    ),
}
READ = {
    "liste-fs-20221201.csv": 2683,
    "liste-fs-20240801.csv": 2845,
    "bibliotheques_2025.csv": 15882,
    "cnfs_permanences_2022-12.json": 4930,
}


def _judge(row):
    if isinstance(row, RejectedRow):
        return "refused"
    if row.doubts:
        return "doubtful"
    return "repaired" if row.repairs else "accepted"


@pytest.fixture(scope="module")
def read_file(shared_data):
    parsed = {}

    def read(name):
        if name not in parsed:
            path = shared_data / "sources" / name
            if not path.is_file():
                pytest.skip(f"{path} is not on this machine")
            parsed[name] = FILES[name][0].parse(path.read_bytes())
        return parsed[name]

    return read


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_the_real_file_has_one_outcome(read_file, name):
    """Reads shared/data/sources/."""
    rows = read_file(name).rows
    counts = Counter(_judge(row) for row in rows)

    assert len(rows) == READ[name] == sum(FILES[name][1].values())
    assert {outcome: counts[outcome] for outcome in FILES[name][1]} == FILES[name][1]


@pytest.mark.parametrize("name", FILES)
def test_no_two_rows_of_the_real_file_share_an_identifier(read_file, name):
    """Reads shared/data/sources/."""
    counts = Counter(row.source_id for row in read_file(name).rows)

    assert counts.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", FILES)
def test_the_corrected_real_file_says_the_same_thing_again(read_file, name):
    """Reads shared/data/sources/."""
    first = read_file(name)
    outcomes = [Outcome(_judge(row)) for row in first.rows]

    again = FILES[name][0].parse(write_corrected(first, outcomes))

    assert [getattr(row, "values", None) for row in again.rows] == [
        getattr(row, "values", None) for row in first.rows
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_column_of_the_real_file_is_known(read_file, name):
    """Reads shared/data/sources/."""
    assert read_file(name).unknown_columns == ()


@pytest.mark.parametrize(
    ("name", "repair", "rows"),
    [
        ("liste-fs-20221201.csv", "placeholder", 157),
        ("liste-fs-20221201.csv", "several_emails", 1),
        ("liste-fs-20221201.csv", "postcode_in_address", 2),
        ("liste-fs-20240801.csv", "several_emails", 2),
        ("liste-fs-20240801.csv", "postcode_in_address", 7),
        ("bibliotheques_2025.csv", "postcode_in_address", 29),
        ("bibliotheques_2025.csv", "placeholder", 20),
        ("cnfs_permanences_2022-12.json", "placeholder", 2383),
        ("cnfs_permanences_2022-12.json", "cedex", 4),
        ("cnfs_permanences_2022-12.json", "postcode_in_address", 6),
    ],
)
def test_each_disease_of_the_real_file_is_counted(read_file, name, repair, rows):
    """Reads shared/data/sources/."""
    ill = [row for row in read_file(name).rows if repair in {one.name for one in row.repairs}]

    assert len(ill) == rows
