"""Crosswalks: the publisher's words on the left, ours on the right, and what is in neither."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from recoudre.importers.reading import Row
from recoudre.importers.repairs import CellReader, Mended, mend_siret, mend_text
from recoudre.vocabulary.lists import Bond, Domain
from recoudre.vocabulary.records import (
    BondTag,
    DomainTag,
    DoubtName,
    RejectedRow,
    RejectReason,
    RepairName,
)

T = TypeVar("T")

_RNA = re.compile(r"^W\d{9}$")


def cross(
    cells: CellReader, column: str, said: Iterable[str], table: Mapping[str, Sequence[T]]
) -> tuple[T, ...]:
    """Read several values of a publisher through a table, each once, in the order they come.

    A value that the table does not know raises a doubt that names it; one that it maps to nothing
    is known and has no word here.
    """
    found: dict[T, None] = {}
    for one in said:
        if one not in table:
            cells.doubt(DoubtName.VALUE_UNKNOWN, column, one)
        found.update(dict.fromkeys(table.get(one, ())))
    return tuple(found)


def tag_domains(domains: Iterable[Domain]) -> tuple[DomainTag, ...]:
    """Tag domains, each once."""
    return tuple(DomainTag(domain) for domain in dict.fromkeys(domains))


def tag_bonds(bonds: Iterable[Bond]) -> tuple[BondTag, ...]:
    """Tag bonds, each once, on a foundation that no source says."""
    return tuple(BondTag(bond) for bond in dict.fromkeys(bonds))


def refuse_nameless(row: Row, source_id: str, name: str, columns: str) -> RejectedRow | None:
    """Refuse a row without identifier or without name; None when it has both.

    Parameters
        columns: the names of the two columns, « id, nom ».
    """
    id_column, _, name_column = columns.partition(", ")
    if not source_id:
        message = f"L’identifiant (« {id_column} ») manque : remettez celui de la liste d’origine."
        return row.refuse(RejectReason.NO_IDENTIFIER, message)
    if not name:
        message = f"Le nom (« {name_column} ») manque : donnez celui du lieu."
        return row.refuse(RejectReason.NO_NAME, message, source_id)
    return None


def mend_pivot(cell: str, column: str) -> Mended[tuple[str, str]]:
    """Read a column that holds a SIRET or an RNA number: (SIRET, RNA), at most one of them.

    Example
        >>> mend_pivot("77556026100015", "pivot").value, mend_pivot("W261000001", "pivot").value
        (('77556026100015', ''), ('', 'W261000001'))
        >>> mend_pivot("00000000000000", "pivot").value
        ('', '')
    """
    mended = mend_text(cell, column)
    code = mended.value.upper()
    if _RNA.match(code):
        return Mended(("", code), mended.repairs)
    siret = mend_siret(cell, column)
    return Mended((siret.value, ""), siret.repairs, siret.doubts)


def mend_first(cell: str, column: str) -> Mended[str]:
    """Read the first of the values that a cell holds between bars.

    Example
        >>> mend_first("https://a.example|https://b.example", "site_web").value
        'https://a.example'
    """
    mended = mend_text(cell, column)
    first = mended.value.partition("|")[0].strip()
    if first == mended.value:
        return mended
    return mended.add(RepairName.TEXT_AROUND, column, mended.value, first)
