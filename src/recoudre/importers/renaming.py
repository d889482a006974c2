"""Ids that a source changed: the same records under other names. Pure.

When more than a fifth of what we hold vanishes while about as much appears, each vanished record
is looked for among the new ones: by all that it says, else by its name, commune and place.
"""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from recoudre.importers.errors import RemoteIdsChangedError
from recoudre.importers.planning import Plan, is_too_much
from recoudre.vocabulary.text import fold

# How much of the vanished must be found again before we believe that ids were renamed.
SHARE_FOUND = 0.8
_EXAMPLES = 3
# What may hold the id itself, or change from one day to the next: no sign of being another.
_NOT_COMPARED = {"source_url", "said_on"}
_POINT_DECIMALS = 4


class Traits(NamedTuple):
    """What a record may be known by under another id: all that it says, else where it is."""

    source_id: str
    content: bytes
    place: bytes


def list_traits(described: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Traits]:
    """List the traits of records, from pairs of an id and its stored values."""
    return [
        Traits(source_id, _digest(_name_content(values)), _digest(_name_place(values)))
        for source_id, values in described
    ]


def may_be_renamed(plan: Plan) -> bool:
    """Say whether so many ids vanished and appeared that the source may have renamed them."""
    lost = len(plan.withdrawals)
    return is_too_much(lost, plan.live) and len(plan.additions) >= SHARE_FOUND * lost


def find_renamed(vanished: Sequence[Traits], appeared: Sequence[Traits]) -> dict[str, str]:
    """Find the new id of each vanished record among those that appeared, each used once.

    Returns
        {vanished id: new id}, empty when fewer than four in five are found again.
    """
    found: dict[str, str] = {}
    for position in (1, 2):
        taken = set(found.values())
        waiting: dict[object, deque[str]] = defaultdict(deque)
        for new in appeared:
            if new.source_id not in taken:
                waiting[new[position]].append(new.source_id)
        for gone in vanished:
            if gone.source_id not in found and waiting.get(gone[position]):
                found[gone.source_id] = waiting[gone[position]].popleft()
    return found if vanished and len(found) >= SHARE_FOUND * len(vanished) else {}


def ask_about_renamed(renamed: Mapping[str, str], *, source: str, live: int) -> None:
    """Stop, and ask whether to follow the ids that changed.

    Raises
        RemoteIdsChangedError: always; says how many, some of them, and what to type.
    """
    examples = " ; ".join(_list_examples(renamed))
    raise RemoteIdsChangedError(
        f"« {source} » : {len(renamed)} fiches sur {live} portent un autre identifiant qu’avant, "
        f"et disent la même chose ({examples}). L’éditeur a sans doute changé ses identifiants. "
        "Rien n’a été changé. Pour garder les mêmes fiches sous leur nouvel identifiant, relancez "
        "avec --follow-renamed."
    )


def _list_examples(renamed: Mapping[str, str]) -> Iterator[str]:
    for before, after in sorted(renamed.items())[:_EXAMPLES]:
        yield f"{before} → {after}"


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


def _name_content(values: Mapping[str, Any]) -> str:
    said = {name: value for name, value in values.items() if name not in _NOT_COMPARED}
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _name_place(values: Mapping[str, Any]) -> str:
    place = fold(values.get("address", ""))
    if not place and "lat" in values:
        place = f"{values['lat']:.{_POINT_DECIMALS}f} {values['lon']:.{_POINT_DECIMALS}f}"
    return f"{fold(values['name'])}|{values['commune_code']}|{place}"
