"""What became of the rows of a file, counted as they come; and the few that are listed. Pure."""

from collections import Counter
from dataclasses import dataclass, field

from recoudre.importers.sifting import SiftedRow
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import SET_ASIDE, RejectReason

# How many rows of a kind are listed with their number: a register may have a million.
MAX_LISTED = 10_000
# Rows set aside call for no correction: some of each reason are enough.
MAX_LISTED_ASIDE = 100


@dataclass(slots=True)
class Tally:
    """Counts of rows: the four outcomes, the reasons, those set aside, and those listed.

    `unlisted` are rows that are not simply accepted and have no line of their own, rows of
    elsewhere left out.
    """

    read: int = 0
    set_aside: int = 0
    unlisted: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    listed: list[SiftedRow] = field(default_factory=list)
    _listed_by_kind: Counter[str] = field(default_factory=Counter)

    def add(self, row: SiftedRow) -> None:
        """Count one row, and list it when it is not simply accepted."""
        self.read += 1
        self.outcomes[row.outcome] += 1
        if row.outcome == Outcome.ACCEPTED:
            return
        self.reasons.update(row.reasons)
        is_aside = row.is_refused and row.reasons[0] in SET_ASIDE
        self.set_aside += is_aside
        if row.reasons[0] != RejectReason.OUTSIDE_TERRITORIES:
            self._list(row, is_aside)

    def add_outside(self, rows: int) -> None:
        """Count rows that were not read one by one, because they are of elsewhere."""
        if rows:
            self.read += rows
            self.set_aside += rows
            self.outcomes[Outcome.REFUSED.value] += rows
            self.reasons[RejectReason.OUTSIDE_TERRITORIES.value] += rows

    @property
    def has_mistakes(self) -> bool:
        """Say whether a row has something to correct."""
        return bool(self.reasons.keys() - SET_ASIDE)

    def count_outcomes(self) -> dict[str, int]:
        """Count the four outcomes, each there even when it is zero."""
        return {outcome.value: self.outcomes[outcome.value] for outcome in Outcome}

    def count_reasons(self) -> dict[str, int]:
        """Count the reasons, the most frequent first."""
        return dict(self.reasons.most_common())

    def _list(self, row: SiftedRow, is_aside: bool) -> None:
        kind = row.reasons[0] if is_aside else row.outcome
        if self._listed_by_kind[kind] < (MAX_LISTED_ASIDE if is_aside else MAX_LISTED):
            self._listed_by_kind[kind] += 1
            self.listed.append(row._replace(raw="", values=""))
        else:
            self.unlisted += 1
