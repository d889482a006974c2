"""The facets of a search as bits of one integer, so that a filter or a count is one comparison.

Bit positions are stored with each occasion: a list may grow inside its reserved width, and its
members never change place. After a change, `reindex_occasions` writes the bits again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from recoudre.vocabulary.lists import Audience, Bond, Cost, Domain, Kind, Labelled, Weekday

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Facet:
    """One facet: its name in addresses, its French title, its values, and where its bits start."""

    parameter: str
    title: str
    values: type[Labelled]
    offset: int

    @cached_property
    def slugs(self) -> list[str]:
        """List the values, in their order."""
        return [member.value for member in self.values]

    @cached_property
    def bits(self) -> Integers:
        """Give the bit of every value, in their order."""
        return np.array([self.bit(slug) for slug in self.slugs], np.int64)

    def bit(self, value: str) -> int:
        """Give the bit of one value."""
        return 1 << (self.offset + self.slugs.index(value))

    def mask(self, chosen: Iterable[str]) -> int:
        """Give the bits of several values."""
        mask = 0
        for value in chosen:
            mask |= self.bit(value)
        return mask


FACETS: tuple[Facet, ...] = (
    Facet("nature", gettext_noop("Nature"), Kind, 0),
    Facet("lien", gettext_noop("Liens"), Bond, 4),
    Facet("cout", gettext_noop("Coût"), Cost, 8),
    Facet("jour", gettext_noop("Jour"), Weekday, 16),
    Facet("public", gettext_noop("Public"), Audience, 23),
    Facet("domaine", gettext_noop("Domaine"), Domain, 39),
)
FACET_BY_PARAMETER = {facet.parameter: facet for facet in FACETS}
KIND, BOND, COST, DAY, AUDIENCE, DOMAIN = FACETS


def encode_facets(
    *,
    kind: str,
    bonds: Iterable[str],
    cost: str,
    weekdays: Iterable[str],
    audiences: Iterable[str],
    domains: Iterable[str],
) -> int:
    """Encode the facets of one occasion; what is unknown sets no bit."""
    chosen = (tuple(bonds), tuple(weekdays), tuple(audiences), tuple(domains))
    return _encode(kind, cost, *chosen)


@lru_cache(maxsize=4_096)
def _encode(
    kind: str,
    cost: str,
    bonds: tuple[str, ...],
    weekdays: tuple[str, ...],
    audiences: tuple[str, ...],
    domains: tuple[str, ...],
) -> int:
    return (
        KIND.bit(kind)
        | BOND.mask(bonds)
        | (COST.bit(cost) if cost else 0)
        | DAY.mask(weekdays)
        | AUDIENCE.mask(audiences)
        | DOMAIN.mask(domains)
    )


def count_facets(
    counts_by_bits: Mapping[int, int], chosen: Mapping[str, tuple[str, ...]]
) -> tuple[int, dict[str, dict[str, int]]]:
    """Count what each further choice would show, and the total under the choices made.

    Within one facet the choices add up (one or the other); across facets they all hold. The
    counts of a facet therefore ignore its own choices. Arrays do it: a search of a whole country
    meets thousands of different sets of bits.

    Returns
        (total, {facet parameter: {value: count}}), values in the order of their list.
    """
    bits = np.fromiter(counts_by_bits.keys(), np.int64, len(counts_by_bits))
    counts = np.fromiter(counts_by_bits.values(), np.int64, len(counts_by_bits))
    kept = {
        facet: (bits & facet.mask(chosen[facet.parameter])) != 0
        for facet in FACETS
        if chosen.get(facet.parameter)
    }
    by_facet = {}
    for facet in FACETS:
        others = [mask for other, mask in kept.items() if other is not facet]
        by_facet[facet.parameter] = _count_values(facet, bits, _keep(counts, others))
    return int(_keep(counts, list(kept.values())).sum()), by_facet


def count_chosen(counts_by_bits: Mapping[int, int], chosen: Mapping[str, tuple[str, ...]]) -> int:
    """Count what the choices made show."""
    masks = [facet.mask(chosen.get(facet.parameter, ())) for facet in FACETS]
    asked = [mask for mask in masks if mask]
    return sum(n for bits, n in counts_by_bits.items() if all(bits & mask for mask in asked))


def _keep(counts: Integers, masks: Sequence[NDArray[np.bool_]]) -> Integers:
    """Zero the counts of what one of the masks leaves out."""
    for mask in masks:
        counts = counts * mask
    return counts


def _count_values(facet: Facet, bits: Integers, counts: Integers) -> dict[str, int]:
    found = counts @ ((bits[:, None] & facet.bits) != 0)
    return dict(zip(facet.slugs, found.tolist(), strict=True))
