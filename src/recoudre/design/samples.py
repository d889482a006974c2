"""What the page of components shows. Every name and number here is invented, and said to be."""

from dataclasses import dataclass
from datetime import date

from recoudre.design.charts import (
    CELL_LEVELS,
    Bar,
    Dot,
    Figure,
    MapPoint,
    Panel,
    Reference,
    Shape,
    Strip,
    draw_bars,
    draw_dots,
    draw_map,
    draw_nine_cells,
    draw_small_multiples,
    draw_week,
)
from recoudre.design.french import link_phone, write_distance, write_phone
from recoudre.vocabulary.lists import Band, Bond

NOTE = "Chiffres inventés pour montrer le dessin."
SAID_ON = date(2026, 7, 3)
HOURS = "Mo-Fr 09:00-12:00,14:00-18:30; Sa 09:30-12:00; Su off"


@dataclass(frozen=True, slots=True)
class SampleCard:
    """The fields that `components/occasion_card.html` reads."""

    url: str
    name: str
    kind_label: str
    summary: str
    where: str
    when: str
    bonds: tuple[str, ...]
    cost_label: str
    phone: str
    is_doubtful: bool = False

    @property
    def phone_href(self) -> str:
        """The address that calls."""
        return link_phone(self.phone)


@dataclass(frozen=True, slots=True)
class SampleOption:
    """The fields that `components/facet.html` reads."""

    value: str
    label: str
    count: int | None
    is_checked: bool = False


CARDS = (
    SampleCard(
        url="#fiche-1",
        name="Le Comptoir des voisins",
        kind_label="lieu",
        summary="Un café tenu par ses habitués. On y boit, on y répare, on y garde les clés.",
        where=f"Valombre · {write_distance(2_300)}",
        when="du mardi au samedi, 9 h – 18 h",
        bonds=("elective", "organic"),
        cost_label="prix libre",
        phone=write_phone("0475000000"),
    ),
    SampleCard(
        url="#fiche-2",
        name="Banquet de la rue des Tanneurs",
        kind_label="moment",
        summary="Chacun apporte un plat et une chaise.",
        where=f"Saint-Aubin-le-Vieux · {write_distance(11_800)}",
        when="vendredi 3 juillet, 18 h 30",
        bonds=("filiation", "elective", "citizenship"),
        cost_label="gratuit",
        phone="",
        is_doubtful=True,
    ),
)
FACET = (
    SampleOption("filiation", "filiation", 42),
    SampleOption("elective", "participation élective", 1_318, is_checked=True),
    SampleOption("organic", "participation organique", 207),
    SampleOption("citizenship", "citoyenneté", 0),
)


def list_figures() -> list[Figure]:
    """Draw one figure of each sort."""
    return [
        _draw_bars(),
        _draw_multiples(),
        _draw_dots(),
        _draw_cells(),
        _draw_week(),
        _draw_map(),
    ]


def _draw_bars() -> Figure:
    bars = [
        Bar("Valombre", 3.2, 2.1, 4.4, n=24, tone="mine"),
        Bar("Saint-Aubin-le-Vieux", 5.6, 4.9, 6.4, n=112),
        Bar("Les Essarts", 1.1, 0.2, 3.9, n=6),
        Bar("Courtelaine", None, n=2),
    ]
    return draw_bars(
        "Valombre compte moins de lieux que Saint-Aubin ; l’écart avec Les Essarts n’est pas sûr",
        bars,
        decimals=1,
        reference=Reference("ensemble du pays", 4.1),
        subject="commune",
        note=f"Lieux pour 1 000 habitants, et intervalle à 95 %. {NOTE}",
    )


def _draw_multiples() -> Figure:
    counts = {Bond.FILIATION: 4, Bond.ELECTIVE: 31, Bond.ORGANIC: 9, Bond.CITIZENSHIP: 12}
    panels = [
        Panel(title, [Bar(bond.label, max(n // share, 1), tone=bond) for bond, n in counts.items()])
        for title, share in (("Naître", 4), ("Vivre", 2), ("S’accomplir", 1))
    ]
    return draw_small_multiples(
        "La participation élective domine à tous les âges de la vie",
        panels,
        subject="lien",
        note=f"Nombre d’occasions. {NOTE}",
    )


def _draw_dots() -> Figure:
    values = (4, 6, 7, 7.5, 8, 9, 9.2, 10, 11, 12, 12.5, 13, 15, 19)
    dots = [Dot(f"commune {i}", value) for i, value in enumerate(values, 1)]
    strips = [
        Strip("Familles monoparentales", [*dots, Dot("Valombre", 14.2, is_mine=True)]),
        Strip("Ménages d’une personne", [Dot(dot.name, 50 - (dot.value or 0)) for dot in dots]),
    ]
    return draw_dots(
        "Valombre compte plus de familles monoparentales que la plupart des communes",
        strips,
        unit="%",
        decimals=1,
        subject="commune",
        note=f"Un point par commune, un trait à la médiane. {NOTE}",
    )


def _draw_cells() -> Figure:
    levels = list(CELL_LEVELS)
    counts = {(n, a): 3 + 4 * i + j for i, n in enumerate(levels) for j, a in enumerate(levels)}
    return draw_nine_cells(
        "Onze communes ont un besoin fort et un accès faible",
        counts,
        insufficient=7,
        mine=("high", "low"),
        note=f"Nombre de communes. Valombre est dans la case entourée. {NOTE}",
    )


def _draw_week() -> Figure:
    counts = {
        Band.WEEK_DAYTIME: 212,
        Band.WEEK_EVENING: 38,
        Band.SATURDAY: 64,
        Band.SUNDAY: 5,
    }
    return draw_week(
        "Le dimanche, presque rien n’est ouvert",
        counts,
        unknown=133,
        note=f"Nombre d’occasions où l’on peut aller. {NOTE}",
    )


def _draw_map() -> Figure:
    tones = (
        "cell-high-low",
        "cell-middle-middle",
        "cell-low-high",
        "cell-high-middle",
        None,
        "cell-low-low",
    )
    shapes = [
        Shape(
            code=str(index),
            name="Valombre" if index == 0 else f"commune {index}",
            geometry={"type": "Polygon", "coordinates": [_draw_ring(index)]},
            tone=tone,
            value="besoin fort, accès faible" if index == 0 else "",
            is_mine=index == 0,
        )
        for index, tone in enumerate(tones)
    ]
    return draw_map(
        "Valombre est seule à réunir un besoin fort et un accès faible",
        shapes,
        points=[MapPoint(44.52, 5.04, "elective"), MapPoint(44.545, 5.12, "citizenship")],
        subject="commune",
        measure="case",
        note=NOTE,
    )


def _draw_ring(index: int) -> list[list[float]]:
    """Draw the outline of an invented commune, in two rows of three."""
    west, south = 5 + 0.08 * (index % 3), 44.5 + 0.06 * (index // 3)
    corners = (
        (0, 0.01),
        (0.04, 0),
        (0.08, 0.01),
        (0.084, 0.035),
        (0.08, 0.07),
        (0.04, 0.06),
        (0, 0.07),
        (0.004, 0.035),
    )
    return [[west + x, south + y] for x, y in (*corners, corners[0])]
