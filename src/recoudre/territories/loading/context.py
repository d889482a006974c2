"""The file of the context indicators: one row per commune, one column per indicator.

The file leaves a cell empty without saying why; this is how we tell:

- the commune has no resident: not applicable;
- the whole row is empty: not published, the commune is newer than the sources or they leave it out;
- the indicator is INSEE's Filosofi: statistical secrecy, too few households live there; except in
  Guadeloupe, Guyane and Mayotte, which Filosofi 2021 does not cover: not published;
- the indicator comes from the census: not published (a city that the source counts by district, a
  commune with too few families).
"""

from dataclasses import replace

from recoudre.territories.loading.csv_files import CsvFile, Row, parse_number, parse_rows
from recoudre.territories.loading.records import ValueRecord
from recoudre.vocabulary.indicators import FILOSOFI, INDICATORS, Indicator
from recoudre.vocabulary.lists import MissingReason

FICTIONAL_SOURCE = "valeur inventée pour la démonstration"
NOT_IN_FILOSOFI = ("971", "973", "976")


def is_context_file(columns: tuple[str, ...]) -> bool:
    """Tell whether some columns are those of context indicators."""
    return "code_insee" in columns and any(one.column in columns for one in INDICATORS)


def read_context(
    file: CsvFile, *, is_fictional: bool = False
) -> dict[str, tuple[ValueRecord, ...]]:
    """Read the values by commune, each with its source, or with the reason why it is missing.

    Invented values say so, and never take the name of INSEE.

    Raises
        TerritoryFileError: a cell holds something else than a number.
    """
    indicators = [one for one in INDICATORS if one.column in file.columns]
    residents_column = next((c for c in file.columns if c.startswith("pop_mun_")), "")
    rows = dict(parse_rows(file, lambda row: _parse_row(row, indicators, residents_column)))
    if not is_fictional:
        return rows
    return {
        code: tuple(replace(value, source=FICTIONAL_SOURCE) for value in values)
        for code, values in rows.items()
    }


def explain_missing(
    indicator: Indicator, code: str, residents: float | None, *, is_row_empty: bool
) -> MissingReason:
    """Say why a commune has no value for an indicator (see the top of this file).

    Example
        >>> from recoudre.vocabulary.indicators import INDICATOR_BY_SLUG
        >>> poverty = INDICATOR_BY_SLUG["poverty"]
        >>> explain_missing(poverty, "26001", 450.0, is_row_empty=False).value
        'secrecy'
    """
    if residents == 0:
        return MissingReason.NOT_APPLICABLE
    is_covered = indicator.source == FILOSOFI and not code.startswith(NOT_IN_FILOSOFI)
    if is_covered and not is_row_empty:
        return MissingReason.SECRECY
    return MissingReason.NOT_PUBLISHED


def _parse_row(
    row: Row, indicators: list[Indicator], residents_column: str
) -> tuple[str, tuple[ValueRecord, ...]]:
    code = row["code_insee"].upper()
    residents = parse_number(row, residents_column)
    numbers = [(one, parse_number(row, one.column)) for one in indicators]
    is_row_empty = all(number is None for _, number in numbers)
    return code, tuple(
        ValueRecord(
            indicator=one.slug,
            year=one.year,
            value=number,
            source=one.source,
            missing_reason=explain_missing(one, code, residents, is_row_empty=is_row_empty)
            if number is None
            else None,
        )
        for one, number in numbers
    )
