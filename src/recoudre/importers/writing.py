"""The corrected file: the same columns, the repairs applied, and why each row is what it is."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence

from recoudre.importers.reading import REASON_COLUMN, STATE_COLUMN, SURPLUS
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import ParsedFile, ParsedRecord, RejectedRow, Repair, RepairName

# What a spreadsheet runs when a cell starts with it, spaces or not.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"^[+-]?\d[\d .,\xa0]*$")
# Facts about our own record, not about a cell: the sender's file stays as it is.
_NOT_APPLIED = frozenset(
    {
        RepairName.PERSONAL_CONTACT,
        RepairName.FORMER_COMMUNE,
        RepairName.COMMUNE_BY_NAME,
        RepairName.COMMUNE_BY_POINT,
        RepairName.WINDOWS_1252,
    }
)


def write_corrected(parsed: ParsedFile, outcomes: Sequence[Outcome]) -> bytes:
    """Write a file that can be corrected by hand and sent again.

    Every row is there, in the order of the file. The last two columns say what became of it and
    why; they are ignored when the file comes back. A CSV is in UTF-8 with its mark, with the
    delimiter it came with.

    Parameters
        outcomes: what became of each row, in the order of `parsed.rows`.
    """
    rows = [
        {
            **_apply_repairs(row, parsed.columns),
            STATE_COLUMN: outcome.label,
            REASON_COLUMN: explain(row),
        }
        for row, outcome in zip(parsed.rows, outcomes, strict=True)
    ]
    if parsed.layout == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1).encode()
    return write_csv((*parsed.columns, STATE_COLUMN, REASON_COLUMN), rows, parsed.delimiter)


def write_csv(
    columns: Sequence[str], rows: Sequence[Mapping[str, str]], delimiter: str = ";"
) -> bytes:
    """Write rows as a CSV that a spreadsheet opens without running anything in it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow([guard_cell(column) for column in columns])
    writer.writerows([guard_cell(row.get(column, "")) for column in columns] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def guard_cell(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; a plain number needs none.

    Example
        >>> guard_cell("=1+1"), guard_cell("-0.98"), guard_cell("Mairie")
        ("'=1+1", '-0.98', 'Mairie')
    """
    if _FORMULA.match(cell) and not _NUMBER.match(cell):
        return f"'{cell}"
    return cell


def explain(row: ParsedRecord | RejectedRow) -> str:
    """Say in French why a row is refused, doubtful or repaired; "" when it is simply accepted."""
    repairs = [f"{one.name.label} ({one.column})" for one in row.repairs]
    if isinstance(row, RejectedRow):
        surplus = row.raw.get(SURPLUS, "")
        return f"{row.message} Cellules en trop : {surplus}" if surplus else row.message
    doubts = [f"{one.name.label} ({one.column} : « {one.value} »)" for one in row.doubts]
    return " ; ".join(dict.fromkeys(doubts + repairs))


def _apply_repairs(row: ParsedRecord | RejectedRow, columns: Sequence[str]) -> dict[str, str]:
    """Write the repaired values in a copy of the raw row, in the columns that the file has."""
    cells = {column: row.raw[column] for column in columns if column in row.raw}
    kept = {one.column for one in row.repairs if one.name in _NOT_APPLIED}
    for repair in row.repairs:
        if repair.column not in kept:
            cells.update(_write_repair(repair, columns))
    return cells


def _write_repair(repair: Repair, columns: Sequence[str]) -> dict[str, str]:
    """Write one repair; "Latitude, Longitude" is two columns, whatever their case."""
    if repair.column in columns:
        return {repair.column: repair.after}
    names = repair.column.lower().split(", ")
    found = [column for name in names for column in columns if column.lower() == name]
    parts = repair.after.split(" ") if repair.after else [""] * len(names)
    if len(found) != len(names) or len(parts) != len(names):
        return {}
    return dict(zip(found, parts, strict=True))
