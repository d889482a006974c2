"""Why two descriptions are thought related or not, as a person reads it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from recoudre.vocabulary.decisions import MatchReason
from recoudre.vocabulary.lists import Kind


def write_reason(reason: Mapping[str, Any]) -> str:
    """Write one reason as a French sentence; a slug that nobody knows any more is left as it is.

    Parameters
        reason: {"slug": slug of a `MatchReason`, "values": what its braces hold}.

    Example
        >>> write_reason({"slug": "near", "values": {"distance_m": 40}})
        'à 40 m l’une de l’autre'
    """
    slug, values = str(reason["slug"]), reason.get("values", {})
    if slug not in set(MatchReason):
        return slug
    text = gettext(MatchReason(slug).label)
    if slug == MatchReason.OTHER_KIND:
        values = {side: _name_kind(value) for side, value in values.items()}
    try:
        return text.format(**values)
    except KeyError:
        # Whatever the space of the translation is: plain, or one that does not break.
        return re.split(r"\s?:\s", text)[0]


def _name_kind(value: object) -> str:
    slug = str(value)
    return gettext(Kind(slug).label) if slug in set(Kind) else slug
