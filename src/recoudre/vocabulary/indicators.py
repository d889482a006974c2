"""Contextual indicators: the question each answers, its definition, and what it is not.

A context indicator is a proxy of a risk, not a measure of bonds: living alone is not loneliness.
They are shown side by side and never summed.
"""

from dataclasses import dataclass

from recoudre.vocabulary.lists import Direction

CENSUS = "INSEE, recensement de la population 2017"
FILOSOFI = "INSEE-DGFiP-Cnaf-Cnav-CCMSA, Filosofi 2021"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One contextual indicator. `column` is its header in the documented folder's CSV."""

    slug: str
    column: str
    name: str
    question: str
    definition: str
    is_not: str
    unit: str
    denominator: str
    direction: Direction
    year: int
    source: str


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        slug="living_alone",
        column="TX_MENSEUL",
        name="Ménages d’une personne",
        question="Combien de ménages ne comptent qu’une personne ?",
        definition="Part des ménages composés d’une seule personne.",
        is_not="Vivre seul n’est pas être seul : ce n’est pas une mesure de la solitude.",
        unit="%",
        denominator="ensemble des ménages",
        direction=Direction.HIGHER_IS_NEED,
        year=2017,
        source=CENSUS,
    ),
    Indicator(
        slug="single_parents",
        column="TX_FAMMONO",
        name="Familles monoparentales",
        question="Combien de familles reposent sur un seul parent ?",
        definition="Part des familles composées d’un parent et de ses enfants.",
        is_not="Ne dit rien de l’aide que ces familles reçoivent déjà.",
        unit="%",
        denominator="ensemble des familles",
        direction=Direction.HIGHER_IS_NEED,
        year=2017,
        source=CENSUS,
    ),
    Indicator(
        slug="over_65",
        column="TX_65ETPLUS",
        name="Habitants de 65 ans et plus",
        question="Quelle part des habitants a 65 ans ou plus ?",
        definition="Part de la population âgée de 65 ans et plus.",
        is_not="L’âge n’est pas l’isolement, et beaucoup d’aînés font le lien des autres.",
        unit="%",
        denominator="population",
        direction=Direction.HIGHER_IS_NEED,
        year=2017,
        source=CENSUS,
    ),
    Indicator(
        slug="median_income",
        column="MED21",
        name="Niveau de vie médian",
        question="De quel revenu dispose la personne du milieu ?",
        definition="Médiane du revenu disponible par unité de consommation, en euros par an.",
        is_not="Ne mesure ni le patrimoine, ni l’entraide, ni le coût de la vie d’ici.",
        unit="euros par an",
        denominator="personnes des ménages fiscaux",
        direction=Direction.LOWER_IS_NEED,
        year=2021,
        source=FILOSOFI,
    ),
    Indicator(
        slug="poverty",
        column="TP6021",
        name="Taux de pauvreté",
        question="Quelle part des habitants vit sous le seuil de pauvreté ?",
        definition="Part des personnes dont le niveau de vie est inférieur à 60 % de la médiane nationale.",
        is_not="Masqué par le secret statistique dans la plupart des petites communes : absent ne veut pas dire zéro.",
        unit="%",
        denominator="personnes des ménages fiscaux",
        direction=Direction.HIGHER_IS_NEED,
        year=2021,
        source=FILOSOFI,
    ),
)

INDICATOR_BY_SLUG: dict[str, Indicator] = {indicator.slug: indicator for indicator in INDICATORS}
