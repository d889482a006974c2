"""Where a territory lies: a small map of its communes, or of those around it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.charts import Figure, Shape, draw_map
from recoudre.design.french import write_number
from recoudre.territories.models import Territory

TONES = ("strength-0", "strength-1")


def draw_place(
    territory: Territory, around: Sequence[Territory], inside: Sequence[Territory]
) -> Figure | None:
    """Draw a commune among its neighbours, or a wider territory with what it is made of.

    Parameters
        around: the neighbours of a commune; inside: what a wider territory is made of.

    Returns
        None when no outline is known.
    """
    drawn = [shape for shape in _list_shapes(territory, around, inside) if shape.geometry]
    if not drawn:
        return None
    title = _tell_place(territory, around, inside)
    return draw_map(title, drawn, subject=_("territoire"), measure=_("place"), alternative=title)


def _list_shapes(
    territory: Territory, around: Sequence[Territory], inside: Sequence[Territory]
) -> Iterator[Shape]:
    yield Shape(
        code=territory.code,
        name=territory.name,
        geometry=territory.outline,
        tone=TONES[0] if inside else TONES[1],
        value=_("ici"),
        is_mine=not inside,
    )
    for one in around:
        yield Shape(one.code, one.name, one.outline, TONES[0], _("voisine"))
    for one in inside:
        yield Shape(one.code, one.name, one.outline, TONES[1], _("en fait partie"))


def _tell_place(
    territory: Territory, around: Sequence[Territory], inside: Sequence[Territory]
) -> str:
    if inside:
        words = ngettext(
            "%(name)s et le territoire qui en fait partie",
            "%(name)s et les %(count)s territoires qui en font partie",
            len(inside),
        )
        return words % {"name": territory.name, "count": write_number(len(inside))}
    if not around:
        return _("%(name)s, seule : ses voisines ne sont pas connues") % {"name": territory.name}
    words = ngettext(
        "%(name)s et la commune qui la touche",
        "%(name)s et les %(count)s communes qui la touchent",
        len(around),
    )
    return words % {"name": territory.name, "count": write_number(len(around))}
