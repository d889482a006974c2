"""The small map of the territory that an observatory follows, for the home page."""

from django.core.cache import cache
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recoudre.design.charts import Shape, draw_map
from recoudre.design.charts.figure import Figure
from recoudre.design.french import write_number
from recoudre.inventory.queries import count_by_commune, read_version
from recoudre.territories.models import Territory
from recoudre.territories.queries import list_whole_departments
from recoudre.vocabulary.lists import Level

CACHED_SECONDS = 600
# Shades of the map: from how many occasions on.
SHADES = ((1, "strength-1"), (3, "strength-2"), (6, "strength-3"), (12, "strength-4"))


def find_home_territory() -> Territory | None:
    """Find the one département that this observatory follows whole; None when none or several."""
    whole = list_whole_departments()
    if len(whole) != 1:
        return None
    territories = Territory.objects.defer("outline", "neighbour_codes")
    return territories.filter(level=Level.DEPARTEMENT, code=whole[0]).first()


def draw_home_map(territory: Territory) -> Figure | None:
    """Draw the communes of a département by how many occasions they hold; None without outlines."""
    key = f"home-map:{get_language()}:{territory.code}:{read_version()}"
    figure: Figure | None = cache.get(key)
    if figure is None:
        figure = _draw(territory)
        cache.set(key, figure, CACHED_SECONDS)
    return figure


def _draw(territory: Territory) -> Figure | None:
    communes = Territory.objects.filter(
        level=Level.COMMUNE, department_code=territory.code, outline__isnull=False
    ).values_list("code", "name", "outline")
    counts = count_by_commune(territory.code)
    shapes = [
        Shape(code, name, outline, _choose_shade(counts.get(code, 0)), _count(counts.get(code, 0)))
        for code, name, outline in communes
    ]
    if not shapes:
        return None
    with_some = sum(1 for shape in shapes if shape.tone != "strength-0")
    return draw_map(
        _("Des occasions sont connues dans %(with_some)s communes sur %(all)s")
        % {"with_some": write_number(with_some), "all": write_number(len(shapes))},
        shapes,
        subject=_("commune"),
        measure=_("occasions connues"),
        alternative=_("Carte : plus une commune est foncée, plus on y connaît d’occasions."),
        note=_("Ce qui est connu : une commune pâle est peut-être seulement mal recensée."),
    )


def _choose_shade(count: int) -> str:
    shade = "strength-0"
    for start, tone in SHADES:
        shade = tone if count >= start else shade
    return shade


def _count(count: int) -> str:
    if not count:
        return _("aucune")
    return ngettext("%(count)s occasion", "%(count)s occasions", count) % {
        "count": write_number(count)
    }
