"""What the page on matches shows: how often the machine is right, drawn and in numbers."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recoudre.design.charts import Bar, Figure, Panel, draw_small_multiples
from recoudre.design.french import write_day, write_number
from recoudre.importers.matching.quality import (
    IN_USE,
    Measured,
    Share,
    read_curve,
    read_regions,
)

FILES: dict[str, Promise] = {
    "fs_pairs_2022_2024.csv": _("France services, 2022 et 2024"),
    "bibliotheques_pairs_2020_2025.csv": _("Bibliothèques, 2020 et 2025"),
}
SHOWN = ("0.1", "0.3", "0.5", "0.7", "0.9", "0.98")
OTHERS = "others"


def draw_curve() -> list[Figure]:
    """Draw, file by file, the share of right merges and the share of found pairs by threshold."""
    curve = [one for one in read_curve() if one.where in SHOWN]
    return [
        _draw_file(str(label), [one for one in curve if one.file == name])
        for name, label in FILES.items()
    ]


def list_regions() -> list[tuple[str, list[Measured]]]:
    """List what was counted region by region, under the name of each file; "" is the small ones."""
    regions = read_regions()
    return [
        (str(label), [one for one in regions if one.file == name]) for name, label in FILES.items()
    ]


def find_in_use() -> list[tuple[str, Measured]]:
    """Find what was counted at the threshold in use, under the name of each file."""
    used = {one.file: one for one in read_curve() if float(one.where) == IN_USE}
    return [(str(label), used[name]) for name, label in FILES.items()]


def _draw_file(label: str, points: Sequence[Measured]) -> Figure:
    same, day = points[0].same, points[0].measured_on
    note = gettext("Mesuré le %(day)s sur %(same)s paires mises de côté.") % {
        "day": write_day(day, today=date.min),
        "same": write_number(same),
    }
    panels = (
        Panel(gettext("Fusions justes"), [_make_bar(one.where, one.precision) for one in points]),
        Panel(gettext("Paires retrouvées"), [_make_bar(one.where, one.recall) for one in points]),
    )
    return draw_small_multiples(
        label, panels, unit="%", decimals=1, subject=gettext("seuil de probabilité"), note=note
    )


def _make_bar(threshold: str, share: Share) -> Bar:
    value = share.value
    return Bar(
        gettext("dès %(threshold)s") % {"threshold": write_number(float(threshold), 2)},
        None if value is None else 100 * value,
        low=100 * share.low,
        high=100 * share.high,
        n=share.n,
    )
