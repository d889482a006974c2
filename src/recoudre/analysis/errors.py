"""What can go wrong in a call: each error names the fact, the value, and what to do next."""

from collections.abc import Sequence


class AnalysisError(Exception):
    """Any error raised by the analysis."""


class MissingColumnsError(AnalysisError):
    """A table lacks columns that the call reads."""

    def __init__(self, table: str, missing: Sequence[str], present: Sequence[str]) -> None:
        """Name the table, the columns that it lacks and those that it has."""
        self.table, self.missing, self.present = table, list(missing), list(present)
        super().__init__(
            f"Table {table!r} lacks columns {self.missing}; it has {self.present}. "
            "Rename or add them before the call."
        )


class ParameterError(AnalysisError):
    """A parameter is outside its bounds."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        """Name the parameter, its value and what was expected."""
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"Parameter {name!r} is {value!r}. Give {expected}.")
