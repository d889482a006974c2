"""The initiatives that the white paper names: each with how far it could be confirmed.

They come from the file that the project ships. One that stands in a territory followed here has
an occasion and its page; the others are told all the same, without a page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from recoudre.design.french import write_number
from recoudre.importers.sources.atlas import parse, read_shipped
from recoudre.inventory.models import SourceRecord
from recoudre.portal.cards import link_occasion
from recoudre.vocabulary.lists import LIFE_STEP_OF_DOMAIN, Bond, Domain, LifeStep
from recoudre.vocabulary.records import ParsedRecord
from recoudre.vocabulary.text import fold

NOT_FOUND = "introuvable"
STATUSES = {
    "confirmée": ("sure", _lazy("Confirmée : au moins une source publique la décrit.")),
    "confirmée en partie": (
        "fragile",
        _lazy("Confirmée en partie : des faits manquent ou se contredisent."),
    ),
    "modèle": (
        "fragile",
        _lazy("Modèle : une façon de faire, présente en plusieurs lieux."),
    ),
    NOT_FOUND: (
        "insufficient",
        _lazy("Non trouvée : le livre blanc la nomme, nous n’avons rien trouvé qui la décrive."),
    ),
}


@dataclass(frozen=True, slots=True)
class NamedOccasion:
    """One initiative; an unknown field is empty."""

    id: str
    name: str
    status: str
    certainty: str
    certainty_text: str
    where: str
    steward: str
    summary: str
    since: str
    caveat: str
    bonds: tuple[str, ...]
    step: LifeStep | None
    url: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The initiatives of one step of a life."""

    title: str
    occasions: tuple[NamedOccasion, ...]


def group_named_occasions(records: Iterable[SourceRecord]) -> list[Theme]:
    """Group the initiatives along a life, by name in each step.

    Parameters
        records: the live records of the atlas, with their occasion.
    """
    urls = {one.remote_id: link_occasion(one.occasion_id, one.occasion.slug) for one in records}
    named = sorted(
        (_describe(record, urls) for record in read_named_occasions()),
        key=lambda one: fold(one.name),
    )
    themes = [
        Theme(_name_step(step), tuple(one for one in named if one.step == step))
        for step in (*LifeStep, None)
    ]
    return [theme for theme in themes if theme.occasions]


def count_statuses(themes: Sequence[Theme]) -> str:
    """Count in words the initiatives by how far they could be confirmed."""
    counts = Counter(one.status for theme in themes for one in theme.occasions)
    confirmed, partly, found, lost = (counts[status] for status in STATUSES)
    told = (
        ngettext("%(count)s est confirmée", "%(count)s sont confirmées", confirmed),
        ngettext("%(count)s l’est en partie", "%(count)s le sont en partie", partly),
        ngettext("%(count)s est un modèle", "%(count)s sont des modèles", found),
        ngettext("%(count)s n’a pas été trouvée", "%(count)s n’ont pas été trouvées", lost),
    )
    numbers = (confirmed, partly, found, lost)
    parts = [
        words % {"count": write_number(n)} for words, n in zip(told, numbers, strict=True) if n
    ]
    return f"{_(' ; ').join(parts)}." if parts else ""


@lru_cache(maxsize=1)
def read_named_occasions() -> tuple[ParsedRecord, ...]:
    """Read the shipped file, once."""
    rows = parse(read_shipped()).rows
    return tuple(row for row in rows if isinstance(row, ParsedRecord))


def _describe(record: ParsedRecord, urls: Mapping[str, str]) -> NamedOccasion:
    values = record.values
    status = record.raw.get("statut", "").strip()
    certainty, text = STATUSES.get(status, STATUSES[NOT_FOUND])
    return NamedOccasion(
        id=record.source_id,
        name=values.name,
        status=status,
        certainty=certainty,
        certainty_text=str(text),
        where=values.commune_name,
        steward=values.steward.name if values.steward else "",
        summary="" if status == NOT_FOUND else values.summary or values.description,
        since=values.since,
        caveat=values.caveat,
        bonds=tuple(dict.fromkeys(Bond(tag.bond).value for tag in values.bonds)),
        step=_find_step([tag.domain for tag in values.domains]),
        url=urls.get(record.source_id, ""),
    )


def _find_step(domains: Sequence[Domain]) -> LifeStep | None:
    """Find the step of the first domain that has one."""
    return next((LIFE_STEP_OF_DOMAIN[one] for one in domains if one in LIFE_STEP_OF_DOMAIN), None)


def _name_step(step: LifeStep | None) -> str:
    if step is None:
        return _("Sans domaine connu")
    label = _(step.label)
    return label[:1].upper() + label[1:]
