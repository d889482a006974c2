"""The verdict in French words: what it rests on first, then the figures, then a question.

Never a recommendation, a rank or a score: people judge, the figures ask.
"""

from recoudre.analysis.conventions import ALL_BONDS, SMALLEST_GROUP
from recoudre.analysis.gaps.numbers import NARROW, count_things, format_measure, format_number
from recoudre.analysis.gaps.verdicts import Insufficiency, Position, Verdict
from recoudre.analysis.results import GapRow
from recoudre.vocabulary.indicators import INDICATOR_BY_SLUG, Indicator
from recoudre.vocabulary.lists import Bond

WORDS_OF_NEED = {
    Position.HIGH: "dans le tiers où le besoin peut être le plus grand",
    Position.MIDDLE: "dans le tiers du milieu",
    Position.LOW: "dans le tiers où le besoin peut être le moins grand",
}
WORDS_OF_ACCESS = {
    Position.HIGH: "dans le tiers où il est le plus large",
    Position.MIDDLE: "dans le tiers du milieu",
    Position.LOW: "dans le tiers où il est le plus mince",
}
QUESTIONS = {
    Verdict.GAP: "Est-ce ainsi que le vivent les personnes concernées, et que disent-elles",
    Verdict.LIKELY: "Que voient les habitants que ces chiffres ne voient pas",
}
QUESTION_OF_NEED = "Les personnes que désigne ce chiffre viennent-elles à ces occasions"
QUESTION_OF_ACCESS = "Qui s’en passe sans que cela se voie"
QUESTION_OF_WHAT_HOLDS = "Qu’est-ce qui fait tenir ces occasions, et qui en reste à l’écart"
INSUFFICIENT = {
    Insufficiency.NEED_HIDDEN: (
        "le chiffre est masqué par le secret statistique, ce qui ne veut pas dire nul",
        "Qui, ici, connaît de près ce que ce chiffre aurait dit",
    ),
    Insufficiency.NEED_NOT_PUBLISHED: (
        "le chiffre n’est pas publié pour cette commune, ce qui ne veut pas dire nul",
        "Qui, ici, connaît de près ce que ce chiffre aurait dit",
    ),
    Insufficiency.NEED_NOT_APPLICABLE: (
        "le chiffre est sans objet dans cette commune",
        "Quel autre signe ferait comprendre ce besoin ici",
    ),
    Insufficiency.ACCESS_UNKNOWN: (
        "le point ou la population de la commune manque, et l’accès ne peut pas être mesuré",
        "Où vont les habitants, et comment",
    ),
    Insufficiency.COVERAGE_SILENT: (
        "aucune source ne parle alentour d’{bond}, et un blanc n’est pas un zéro",
        "Que connaissez-vous qui ne figure pas ici",
    ),
    Insufficiency.COVERAGE_THIN: (
        "alentour, {listed} en fait d’{bond}, bien moins qu’ailleurs{narrow}: désert ou "
        "silence, les chiffres ne le disent pas",
        "Que connaissez-vous qui ne figure pas ici",
    ),
    Insufficiency.COVERAGE_UNKNOWN: (
        "on ne sait pas si le recensement est assez complet alentour",
        "Que connaissez-vous qui ne figure pas ici",
    ),
    Insufficiency.GROUP_TOO_SMALL: (
        "communes comparables dont tout est connu{narrow}: {group}, et il en faut {smallest}",
        "À quelles communes ressemblez-vous",
    ),
}


def write_verdict(row: GapRow) -> str:
    """Write the verdict of one commune, need and bond, uncertainty first, ending in a question.

    Reads
        row: a row of `compute_gaps`

    Example
        >>> row = GapRow("26114", "living_alone", "elective", "insufficient_data", "need_hidden",
        ...     2017, *[None] * 17)
        >>> print(write_verdict(row).replace(NARROW, " "))
        Données insuffisantes pour « Ménages d’une personne » : le chiffre est masqué par le \
secret statistique, ce qui ne veut pas dire nul. Qui, ici, connaît de près ce que ce chiffre \
aurait dit ?
    """
    if row.insufficiency is not None:
        return _write_insufficiency(row, Insufficiency(row.insufficiency))
    need, access = Position(row.need_position or ""), Position(row.access_position or "")
    question = f"{_choose_question(Verdict(row.verdict), need, access)}{NARROW}?"
    parts = (_write_caution(row), _write_figures(row, need, access), _write_chance(row), question)
    return " ".join(part for part in parts if part)


def name_bond(bond: str) -> str:
    """Name the occasions of a bond.

    Example
        >>> name_bond("all"), name_bond("elective")
        ('occasions de lien', 'occasions de participation élective')
    """
    return "occasions de lien" if bond == ALL_BONDS else f"occasions de {Bond(bond).label}"


def _choose_question(verdict: Verdict, need: Position, access: Position) -> str:
    if verdict in QUESTIONS:
        return QUESTIONS[verdict]
    if need is Position.HIGH:
        return QUESTION_OF_NEED
    return QUESTION_OF_ACCESS if access is Position.LOW else QUESTION_OF_WHAT_HOLDS


def _write_insufficiency(row: GapRow, reason: Insufficiency) -> str:
    indicator = INDICATOR_BY_SLUG[row.indicator]
    text, question = INSUFFICIENT[reason]
    said = text.format(
        bond=name_bond(row.bond),
        listed=count_things(row.occasions_around or 0, "occasion recensée", "occasions recensées"),
        group=format_number(row.group_size or 0),
        smallest=SMALLEST_GROUP,
        narrow=NARROW,
    )
    title = f"Données insuffisantes pour {_quote(indicator.name)}{NARROW}:"
    return f"{title} {said}. {question}{NARROW}?"


def _write_caution(row: GapRow) -> str:
    reached = count_things(row.occasions_in_reach or 0, "occasion à portée", "occasions à portée")
    around = count_things(row.occasions_around or 0, "recensée alentour", "recensées alentour")
    blurred = row.blurred_in_reach or 0
    part = f" (dont {format_number(blurred)} à la commune près)" if blurred else ""
    return f"Ce constat repose sur {reached}{part}, {around}, et un chiffre de {row.year}."


def _write_figures(row: GapRow, need: Position, access: Position) -> str:
    indicator = INDICATOR_BY_SLUG[row.indicator]
    return (
        f"Parmi {_write_group(row)}, {_quote(indicator.name)} est ici à "
        f"{_write_need(row, indicator)}, {WORDS_OF_NEED[need]}{NARROW}; "
        f"l’accès partagé aux {name_bond(row.bond)} est de "
        f"{format_number(row.access or 0.0, 2)} pour {format_number(1000)}{NARROW}habitants, "
        f"{WORDS_OF_ACCESS[access]}."
    )


def _write_need(row: GapRow, indicator: Indicator) -> str:
    return format_measure(row.need or 0.0, indicator.unit)


def _write_group(row: GapRow) -> str:
    first, last = row.group_from or 0, row.group_to
    communes = count_things(row.group_size or 0, "commune", "communes")
    if last is None:
        return f"{communes} de {format_number(first)}{NARROW}habitants ou plus"
    if first == 0:
        return f"{communes} de moins de {format_number(last + 1)}{NARROW}habitants"
    return f"{communes} de {format_number(first)} à {format_number(last)}{NARROW}habitants"


def _write_chance(row: GapRow) -> str:
    if row.verdict == Verdict.GAP:
        return (
            f"Si l’accès était distribué au hasard, une rencontre aussi marquée arriverait "
            f"{_write_frequency(row.chance or 0.0)}."
        )
    if row.verdict == Verdict.LIKELY:
        return (
            f"Besoin et accès se rencontrent mal, mais le hasard seul en ferait autant "
            f"{_write_frequency(row.chance or 0.0)}{NARROW}: c’est possible, ce n’est pas établi."
        )
    return ""


def _write_frequency(chance: float) -> str:
    times = round(chance * 1000)
    if times < 1:
        return f"moins d’une fois sur {format_number(1000)}"
    if times == 1:
        return f"une fois sur {format_number(1000)}"
    return f"{format_number(times)}{NARROW}fois sur {format_number(1000)}"


def _quote(words: str) -> str:
    return f"«{NARROW}{words}{NARROW}»"
