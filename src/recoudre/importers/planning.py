"""The plan of an import: compare what a source says with what we hold. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recoudre.importers.errors import EmptyAnswerError, TooManyLossesError
from recoudre.importers.sifting import SiftedRow
from recoudre.importers.spool import Spool
from recoudre.vocabulary.records import SET_ASIDE, RejectReason

MAX_SHARE_LOST = 0.2
# A tiny source may lose this many records without a question.
FLOOR_LOST = 2
_HASH_BYTES = 16
# Rows that their source still lists, and no longer as something open to all.
_OVER = SET_ASIDE - {RejectReason.OUTSIDE_TERRITORIES}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written: new records, changed ones, ids that vanished; and what stays.

    `renamed` are the ids that the source changed, with the one it gives now.
    """

    additions: Spool
    changes: Spool
    withdrawals: tuple[str, ...]
    unchanged: int
    live: int
    renamed: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to write."""
        return not (self.additions or self.changes or self.withdrawals or self.renamed)

    @property
    def total(self) -> int:
        """Count the records to write."""
        return len(self.additions) + len(self.changes) + len(self.withdrawals)


class Held:
    """What we hold of a source, tight enough for a million records.

    Each id has the first bytes of the hash of its content; a withdrawn record has one more.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.live = 0
        self._hashes: dict[str, bytes] = {}

    def add(self, source_id: str, content_hash: str, *, is_withdrawn: bool) -> None:
        """Hold one record, by the 64 digits of its hash."""
        packed = _pack(content_hash)
        self._hashes[source_id] = packed + b"-" if is_withdrawn else packed
        self.live += not is_withdrawn

    def take(self, source_id: str) -> bytes | None:
        """Take what is held of an id out of what may have vanished; None when it is not held."""
        return self._hashes.pop(source_id, None)

    def list_vanished(self) -> tuple[str, ...]:
        """List the live ids that were never taken, in order."""
        return tuple(sorted(key for key, kept in self._hashes.items() if len(kept) == _HASH_BYTES))


def _pack(content_hash: str) -> bytes:
    return bytes.fromhex(content_hash)[:_HASH_BYTES]


class Planner:
    """Compares the rows that come, one by one, with what we hold."""

    def __init__(self, held: Held, make_spool: Callable[[], Spool]) -> None:
        """Start a plan; `make_spool` gives where records wait."""
        self._held = held
        self._make_spool = make_spool
        self._additions = make_spool()
        self._changes = make_spool()
        self._unchanged = 0
        # What is held of ids that only a refused row has named so far: those have not vanished.
        self._named: dict[str, bytes] = {}

    def add(self, row: SiftedRow) -> None:
        """Compare one row; an id comes once, but for refused rows.

        What its source says is over, or no longer public, vanishes like what it no longer lists;
        a row with a mistake does not.
        """
        if not row.source_id or (row.is_refused and row.reasons[0] in _OVER):
            return
        known = self._held.take(row.source_id) or self._named.pop(row.source_id, None)
        if row.is_refused:
            if known is not None:
                self._named[row.source_id] = known
        elif known is None:
            self._additions.append(row)
        elif known != _pack(row.content_hash):
            self._changes.append(row)
        else:
            self._unchanged += 1

    def finish(self) -> Plan:
        """Give the plan, once every row has come."""
        return Plan(
            self._additions,
            self._changes,
            self._held.list_vanished(),
            self._unchanged,
            self._held.live,
            {},
        )

    def rename(self, plan: Plan, renamed: Mapping[str, str]) -> Plan:
        """Follow ids that the source changed: what looked new is a change of what we hold.

        Parameters
            renamed: the id that the source gives now, by the one it gave.
        """
        additions, changes = self._make_spool(), self._make_spool()
        for row in plan.changes.read_rows():
            changes.append(row)
        today = set(renamed.values())
        for row in plan.additions.read_rows():
            (changes if row.source_id in today else additions).append(row)
        staying = tuple(one for one in plan.withdrawals if one not in renamed)
        return Plan(additions, changes, staying, plan.unchanged, plan.live, dict(renamed))


def refuse_losses(plan: Plan, *, source: str, read: int) -> None:
    """Stop before a run that would empty what we hold.

    Raises
        EmptyAnswerError: nothing was read.
        TooManyLossesError: more than a fifth of the live records, and more than the floor for
            tiny sources, would be withdrawn.
    """
    if not read:
        raise EmptyAnswerError(
            f"« {source} » : aucune ligne lue. Rien n’a été changé. Regardez le fichier reçu ; "
            "s’il est bien vide, relancez avec --accept-losses."
        )
    lost = len(plan.withdrawals)
    if is_too_much(lost, plan.live):
        raise TooManyLossesError(
            f"« {source} » : {lost} fiches sur {plan.live} disparaîtraient, plus d’un cinquième. "
            "Rien n’a été changé. Regardez le fichier reçu ; si ces fiches ont vraiment disparu, "
            "relancez avec --accept-losses."
        )


def is_too_much(lost: int, live: int) -> bool:
    """Say whether so many records cannot vanish without a question."""
    return lost > FLOOR_LOST and lost > MAX_SHARE_LOST * live
