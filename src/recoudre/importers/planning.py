"""The plan of an import: compare what a source says with what we hold. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recoudre.importers.errors import EmptyAnswerError, TooManyLossesError
from recoudre.inventory.services import Incoming

MAX_SHARE_LOST = 0.2
# A tiny source may lose this many records without a question.
FLOOR_LOST = 2


@dataclass(frozen=True, slots=True)
class Held:
    """What we hold of one record: the hash of its content, and whether it was withdrawn."""

    content_hash: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written: new records, changed ones, ids that vanished; and what stays."""

    additions: tuple[Incoming, ...]
    changes: tuple[Incoming, ...]
    withdrawals: tuple[str, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to write."""
        return not (self.additions or self.changes or self.withdrawals)


def plan_import(incoming: Iterable[Incoming], held: Mapping[str, Held], seen: set[str]) -> Plan:
    """Compare the records that came with those we hold.

    Parameters
        incoming: the records that may be published, each `source_id` once.
        held: what we hold of this source, by `source_id`.
        seen: every id the file names, even in a refused row: those do not count as vanished.
    """
    additions, changes = [], []
    unchanged = 0
    for one in incoming:
        known = held.get(one.source_id)
        if known is None:
            additions.append(one)
        elif known.is_withdrawn or known.content_hash != one.content_hash:
            changes.append(one)
        else:
            unchanged += 1
    withdrawals = sorted(
        source_id
        for source_id, known in held.items()
        if not known.is_withdrawn and source_id not in seen
    )
    return Plan(tuple(additions), tuple(changes), tuple(withdrawals), unchanged)


def refuse_losses(plan: Plan, held: Mapping[str, Held], *, source: str, read: int) -> None:
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
    live = sum(not known.is_withdrawn for known in held.values())
    lost = len(plan.withdrawals)
    if lost > FLOOR_LOST and lost > MAX_SHARE_LOST * live:
        raise TooManyLossesError(
            f"« {source} » : {lost} fiches sur {live} disparaîtraient, plus d’un cinquième. "
            "Rien n’a été changé. Regardez le fichier reçu ; si ces fiches ont vraiment disparu, "
            "relancez avec --accept-losses."
        )
