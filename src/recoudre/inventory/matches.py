"""The only match made without a person: two descriptions that cannot be two things.

Same commune, same folded name, and a phone or an e-mail in common, with nothing against it: no
two different SIRET, no two points far apart. Everything less certain stays two occasions.
"""

from collections.abc import Iterable, Mapping
from math import cos, hypot, radians
from typing import Any

from recoudre.inventory.models import Occasion
from recoudre.vocabulary.lists import State
from recoudre.vocabulary.text import fold

FAR_KM = 1.0
_KM_PER_DEGREE = 111.195
_CONTACTS = {"phone", "email"}
_SHOWN = [State.PROPOSED, State.PUBLISHED, State.DORMANT, State.ENDED]


def match_certain(
    incoming: Iterable[tuple[str, Mapping[str, Any]]], *, source_id: int
) -> dict[str, int]:
    """Match descriptions with the occasions they certainly describe.

    Parameters
        incoming: pairs of an id at the source and stored values (see `testimony`).
        source_id: key of the source; an occasion it already describes is never matched again.

    Returns
        {id at the source: id of the occasion}, only for certain matches, each occasion once.
    """
    pairs = [(theirs, values) for theirs, values in incoming if _CONTACTS & values.keys()]
    held = _index_held(pairs, source_id) if pairs else {}
    found: dict[str, int] = {}
    taken: set[int] = set()
    for theirs, values in pairs:
        for occasion in _list_candidates(values, held):
            if occasion.pk not in taken and not _contradicts(occasion, values):
                found[theirs] = occasion.pk
                taken.add(occasion.pk)
                break
    return found


def _index_held(
    pairs: list[tuple[str, Mapping[str, Any]]], source_id: int
) -> dict[tuple[str, str, str], Occasion]:
    """Index what we hold under the names that come in: by commune, name and contact."""
    names = {fold(values["name"])[:300] for _, values in pairs}
    codes = {values["commune_code"] for _, values in pairs}
    held = (
        Occasion.objects.filter(state__in=_SHOWN, search_name__in=names, territory__code__in=codes)
        .exclude(records__source_id=source_id)
        .with_place()
        .order_by("-id")
    )
    return {
        (occasion.territory.code, occasion.search_name, contact): occasion
        for occasion in held
        for contact in (occasion.phone, occasion.email)
        if contact
    }


def _list_candidates(
    values: Mapping[str, Any], held: Mapping[tuple[str, str, str], Occasion]
) -> list[Occasion]:
    place = (values["commune_code"], fold(values["name"])[:300])
    keys = [(*place, values[name]) for name in ("phone", "email") if name in values]
    return [held[key] for key in keys if key in held]


def _contradicts(occasion: Occasion, values: Mapping[str, Any]) -> bool:
    """Say whether a SIRET or a point forbids that the two be one."""
    siret = values.get("steward", {}).get("siret", "")
    if siret and occasion.steward and occasion.steward.siret not in ("", siret):
        return True
    if occasion.lat is None or occasion.lon is None or "lat" not in values:
        return False
    high = occasion.lat - values["lat"]
    wide = (occasion.lon - values["lon"]) * cos(radians(occasion.lat))
    return hypot(high, wide) * _KM_PER_DEGREE > FAR_KM
