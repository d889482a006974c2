"""A table read through a correspondence: each of its rows becomes a row of our own template.

The raw row is kept as it came; what is said is said by the file, hence sourced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from recoudre.importers.columns.spreadsheets import read_table
from recoudre.importers.reading import Row, Table, UnknownColumnsError, parse_rows
from recoudre.importers.sources.template import COLUMNS, parse_row
from recoudre.vocabulary.lists import Mark
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
    Doubt,
    OccasionValues,
    ParsedFile,
    ParsedRecord,
    RejectedRow,
    Repair,
)

FIELDS = tuple(column.name for column in COLUMNS)
# Without these nothing can be made of a row: a column or one value for all must give them.
NEEDED = ("nom", "nature")


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Which column gives each field, and what every row says when no column does.

    `columns` maps our field to their column; `constants` our field to one value for all rows.
    """

    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """List the needed fields that nothing gives."""
        return [one for one in NEEDED if one not in self.columns and not self.constants.get(one)]


def parse_mapped(content: bytes, correspondence: Correspondence) -> ParsedFile:
    """Read a CSV file or a spreadsheet through a correspondence.

    Raises
        UnreadableFileError: the file is no table.
        UnknownColumnsError: a column that the correspondence uses is not in this file.
    """
    return parse_table(read_table(content), correspondence)


def parse_table(table: Table, correspondence: Correspondence) -> ParsedFile:
    """Read a table through a correspondence; see `parse_mapped`."""
    absent = sorted({*correspondence.columns.values()} - {*table.columns})
    if absent:
        names = ", ".join(f"« {name} »" for name in absent)
        raise UnknownColumnsError(
            f"Ce fichier n’a pas les colonnes de la correspondance. Il manque : {names}. "
            "Renommez-les dans le fichier, ou faites une correspondance pour lui."
        )
    used = set(correspondence.columns.values())
    unused = tuple(name for name in table.columns if name not in used)
    their_columns = dict(correspondence.columns)

    def parse_one(row: Row) -> ParsedRecord | RejectedRow:
        return _give_back(parse_row(_translate(row, correspondence)), row, their_columns)

    return parse_rows(table, parse_one, unknown_columns=unused)


def _translate(row: Row, correspondence: Correspondence) -> Row:
    """Write a row as our template would have it; an empty cell takes the value for all."""
    cells = {name: correspondence.constants.get(name, "") for name in FIELDS}
    for name, column in correspondence.columns.items():
        cells[name] = row.cells.get(column, "").strip() or cells[name]
    return Row(row.number, cells)


def _give_back(
    parsed: ParsedRecord | RejectedRow, row: Row, columns: Mapping[str, str]
) -> ParsedRecord | RejectedRow:
    """Give a row its own cells and the names of its own columns back."""
    repairs = tuple(_rename_repair(one, columns) for one in parsed.repairs)
    if isinstance(parsed, RejectedRow):
        return replace(parsed, raw=row.cells, repairs=repairs)
    doubts = tuple(_rename_doubt(one, columns) for one in parsed.doubts)
    return replace(
        parsed, raw=row.cells, values=_mark_sourced(parsed.values), repairs=repairs, doubts=doubts
    )


def _mark_sourced(values: OccasionValues) -> OccasionValues:
    """Mark the tags as deduced: a correspondence says them, not the steward."""
    return replace(
        values,
        bonds=tuple(BondTag(tag.bond, tag.foundation, Mark.SOURCED) for tag in values.bonds),
        domains=tuple(DomainTag(tag.domain, Mark.SOURCED) for tag in values.domains),
    )


def _rename_repair(repair: Repair, columns: Mapping[str, str]) -> Repair:
    return replace(repair, column=columns.get(repair.column, repair.column))


def _rename_doubt(doubt: Doubt, columns: Mapping[str, str]) -> Doubt:
    return replace(doubt, column=columns.get(doubt.column, doubt.column))
