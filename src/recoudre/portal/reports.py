"""What an import tells the public: counts and named reasons, never a raw row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import gettext_noop

from recoudre.importers.models import ImportRun, RowReport, RunState
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import SET_ASIDE, DoubtName, RejectReason, RepairName

OUTCOMES = {
    Outcome.ACCEPTED: _lazy("acceptées"),
    Outcome.REPAIRED: _lazy("réparées"),
    Outcome.DOUBTFUL: _lazy("douteuses"),
    Outcome.REFUSED: _lazy("refusées"),
}
# What becomes of a refused row that is no mistake.
ASIDE = gettext_noop("mise de côté")
OUTCOME_OF_REASONS = (
    (RepairName, Outcome.REPAIRED),
    (DoubtName, Outcome.DOUBTFUL),
    (RejectReason, Outcome.REFUSED),
)
REASONS = {
    reason.value: (ASIDE if reason in SET_ASIDE else outcome.label, reason.label)
    for reasons, outcome in OUTCOME_OF_REASONS
    for reason in reasons
}


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason, what it does to a row, and how many times it was met."""

    outcome: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RunLine:
    """One import: when, how it ended, and what its rows became.

    `set_aside` are those of the refused that are no mistake; `unlisted`, the rows that are counted
    and have no line of their own.
    """

    run: ImportRun
    state: str
    outcomes: tuple[tuple[str, int], ...]
    read: int
    written: tuple[tuple[str, int], ...]
    set_aside: int
    unlisted: int


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row that was refused or is doubtful: its number and why."""

    number: int
    outcome: str
    reasons: tuple[str, ...]


def describe_run(run: ImportRun) -> RunLine:
    """Describe an import in words."""
    counts = run.counts
    return RunLine(
        run=run,
        state=_(RunState(run.state).label),
        outcomes=tuple(
            (str(OUTCOMES[outcome]), counts.get(outcome.value, 0)) for outcome in Outcome
        ),
        read=counts.get("read", 0),
        written=(
            (_("créées"), counts.get("created", 0)),
            (_("changées"), counts.get("changed", 0)),
            (_("inchangées"), counts.get("unchanged", 0)),
            (_("retirées"), counts.get("withdrawn", 0)),
        ),
        set_aside=counts.get("set_aside", 0),
        unlisted=counts.get("unlisted", 0),
    )


def list_reasons(run: ImportRun) -> list[ReasonLine]:
    """List the reasons of an import, the most frequent first."""
    lines = [ReasonLine(*_name_reason(reason), count) for reason, count in run.reasons.items()]
    return sorted(lines, key=lambda line: -line.count)


def describe_rows(rows: Sequence[RowReport]) -> list[RowLine]:
    """Describe rows by their number and their reasons."""
    return [
        RowLine(
            row.row_number,
            _(Outcome(row.outcome).label),
            tuple(dict.fromkeys(_name_reason(reason)[1] for reason in row.reasons)),
        )
        for row in rows
    ]


def _name_reason(reason: str) -> tuple[str, str]:
    """Name what a reason does to a row, and the reason itself."""
    outcome, label = REASONS.get(reason, ("", reason))
    return _(outcome), _(label)
