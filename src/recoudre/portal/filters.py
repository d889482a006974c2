"""The filters of the search page: one group of checkboxes per facet, with their counts.

Some sixty boxes are shown on every search: they are drawn here once and joined, because a
template that loops over them takes longer than the search itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from recoudre.design.french import write_number
from recoudre.inventory.facets import AUDIENCE, DOMAIN, FACET_BY_PARAMETER, FACETS, Facet

# Long lists show only what would give an answer, or what is chosen.
LONG = {AUDIENCE.parameter, DOMAIN.parameter}


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One group of boxes, drawn: its title, and how many of its boxes are ticked."""

    parameter: str
    title: str
    options: SafeString
    ticked: int


def draw_facets(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]]
) -> list[FacetGroup]:
    """Draw the groups in their published order; a group without any box is left out.

    Parameters
        counts: what each choice would show; empty when it was not counted: no number is drawn.
    """
    groups = [
        FacetGroup(
            parameter=facet.parameter,
            title=gettext(facet.title),
            options=_draw_options(
                facet, counts.get(facet.parameter), chosen.get(facet.parameter, ())
            ),
            ticked=len(chosen.get(facet.parameter, ())),
        )
        for facet in FACETS
    ]
    return [group for group in groups if group.options]


def _draw_options(
    facet: Facet, counts: Mapping[str, int] | None, ticked: tuple[str, ...]
) -> SafeString:
    options = (
        _list_uncounted(facet, ticked) if counts is None else _list_options(facet, counts, ticked)
    )
    return mark_safe("".join(options))  # noqa: S308 - parts are escaped.


def _list_uncounted(facet: Facet, ticked: tuple[str, ...]) -> Iterator[str]:
    language = get_language()
    for value in facet.slugs:
        yield f"{_draw_box(facet.parameter, value, value in ticked, language)}</span></label>"


def _list_options(
    facet: Facet, counts: Mapping[str, int], ticked: tuple[str, ...]
) -> Iterator[str]:
    language = get_language()
    for value, count in counts.items():
        is_ticked = value in ticked
        if count or is_ticked or facet.parameter not in LONG:
            box = _draw_box(facet.parameter, value, is_ticked, language)
            yield f"{box}{write_number(count)}</span></label>"


@cache
def _draw_box(parameter: str, value: str, is_ticked: bool, _language: str) -> SafeString:
    """Draw one box up to its count; there are as many as values in the lists, twice a language."""
    label = gettext(FACET_BY_PARAMETER[parameter].values(value).label)
    return format_html(
        '<label class="facet-option">'
        '<input type="checkbox" form="recherche" id="f-{0}-{1}" name="{0}" value="{1}"{2}>'
        '<span class="facet-label">{3}</span><span class="count">',
        parameter,
        value,
        SafeString(" checked") if is_ticked else "",
        label[:1].upper() + label[1:],
    )
