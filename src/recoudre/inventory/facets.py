"""The facets of a search as bits of one integer, so that a filter or a count is one comparison.

Bit positions are stored with each occasion: a list may grow inside its reserved width, and its
members never change place. After a change, `reindex_occasions` writes the bits again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recoudre.vocabulary.lists import Audience, Bond, Cost, Domain, Kind, Labelled, Weekday


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in addresses, its French title, its values, and where its bits start."""

    parameter: str
    title: str
    values: type[Labelled]
    offset: int

    def bit(self, value: str) -> int:
        """Give the bit of one value."""
        return 1 << (self.offset + list(self.values).index(self.values(value)))

    def mask(self, chosen: Iterable[str]) -> int:
        """Give the bits of several values."""
        mask = 0
        for value in chosen:
            mask |= self.bit(value)
        return mask


FACETS: tuple[Facet, ...] = (
    Facet("nature", "Nature", Kind, 0),
    Facet("lien", "Liens", Bond, 4),
    Facet("cout", "Coût", Cost, 8),
    Facet("jour", "Jour", Weekday, 16),
    Facet("public", "Public", Audience, 23),
    Facet("domaine", "Domaine", Domain, 39),
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
    counts of a facet therefore ignore its own choices.

    Returns
        (total, {facet parameter: {value: count}}), values in the order of their list.
    """
    masks = {facet.parameter: facet.mask(chosen.get(facet.parameter, ())) for facet in FACETS}
    total = 0
    by_facet: dict[str, Counter[int]] = {name: Counter() for name in masks}
    for bits, count in counts_by_bits.items():
        misses = [name for name, mask in masks.items() if mask and not bits & mask]
        if not misses:
            total += count
        for name in _list_counting(masks, misses):
            by_facet[name][bits] += count
    counts = {facet.parameter: _count_values(facet, by_facet[facet.parameter]) for facet in FACETS}
    return total, counts


def _list_counting(masks: Mapping[str, int], misses: list[str]) -> Iterable[str]:
    """List the facets where something counts: all; or the only one it misses; or none."""
    if not misses:
        return masks
    return misses if len(misses) == 1 else ()


def _count_values(facet: Facet, counts_by_bits: Mapping[int, int]) -> dict[str, int]:
    return {
        value: sum(count for bits, count in counts_by_bits.items() if bits & facet.bit(value))
        for value in facet.values
    }
