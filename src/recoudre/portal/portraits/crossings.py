"""One commune: its needs of context, its access by bond, and each need beside each access."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.charts import CELL_LEVELS
from recoudre.design.french import write_number
from recoudre.indicators.packing import Findings
from recoudre.indicators.reading import (
    ALL_BONDS,
    BONDS,
    AccessRow,
    GapRow,
    Insufficiency,
    MissingAccess,
    Position,
    Verdict,
    write_verdict,
)
from recoudre.portal.portraits.wording import capitalise, count_communes, write_measure
from recoudre.territories.models import IndicatorValue
from recoudre.vocabulary.indicators import INDICATORS, Indicator
from recoudre.vocabulary.lists import Bond, MissingReason

CERTAINTIES = {
    Verdict.GAP: "sure",
    Verdict.LIKELY: "fragile",
    Verdict.INSUFFICIENT_DATA: "insufficient",
}


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need of context of a commune: a risk, never a measure of bonds."""

    indicator: Indicator
    value: str
    missing: str
    year: int | None
    position: str
    bounds: str


@dataclass(frozen=True, slots=True)
class AccessLine:
    """What a resident can reach of one bond."""

    bond: str
    label: str
    value: str
    reached: str
    position: str
    missing: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """One need beside one access: its cell and its verdict. `tone` is empty without data."""

    verdict: str
    label: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """One need beside access to every bond."""

    indicator: Indicator
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """The sentences of one verdict."""

    verdict: str
    title: str
    certainty: str
    sentences: tuple[str, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Crossings:
    """Needs and access of one commune."""

    needs: tuple[NeedLine, ...]
    accesses: tuple[AccessLine, ...]
    bond_labels: tuple[str, ...]
    rows: tuple[CrossingRow, ...]
    groups: tuple[VerdictGroup, ...]


def read_crossings(findings: Findings, values: Iterable[IndicatorValue]) -> Crossings:
    """Read the needs, the access and the verdicts of one commune."""
    gaps = findings.read("gaps", GapRow)
    accesses = {row.bond: row for row in findings.read("access", AccessRow)}
    return Crossings(
        needs=tuple(_read_needs(gaps, list(values))),
        accesses=tuple(_read_access(accesses[bond], gaps) for bond in BONDS if bond in accesses),
        bond_labels=tuple(label_bond(bond) for bond in BONDS),
        rows=tuple(_read_rows(gaps)),
        groups=tuple(_group_sentences(gaps)),
    )


def label_bond(bond: str) -> str:
    """Name a bond, or all of them together."""
    return _("tous liens") if bond == ALL_BONDS else _(Bond(bond).label)


def name_occasions(bond: str) -> str:
    """Name the occasions of a bond, or of all of them together."""
    if bond == ALL_BONDS:
        return _("occasions de lien")
    return _("occasions de %(bond)s") % {"bond": label_bond(bond)}


def name_cell(need: str, access: str) -> str:
    """Name one of the nine cells, in the words of its legend."""
    return _("besoin %(need)s, accès %(access)s") % {
        "need": CELL_LEVELS[need],
        "access": CELL_LEVELS[access],
    }


def write_group(row: GapRow) -> str:
    """Write with which communes this one is compared."""
    communes = count_communes(row.group_size or 0)
    first, last = row.group_from or 0, row.group_to
    if last is None:
        return _("%(communes)s de %(first)s habitants ou plus") % {
            "communes": communes,
            "first": write_number(first),
        }
    if first == 0:
        return _("%(communes)s de moins de %(end)s habitants") % {
            "communes": communes,
            "end": write_number(last + 1),
        }
    return _("%(communes)s de %(first)s à %(last)s habitants") % {
        "communes": communes,
        "first": write_number(first),
        "last": write_number(last),
    }


def _read_needs(gaps: Sequence[GapRow], values: Sequence[IndicatorValue]) -> Iterable[NeedLine]:
    latest = {value.indicator: value for value in sorted(values, key=lambda one: one.year)}
    for indicator in INDICATORS:
        value = latest.get(indicator.slug)
        row = _find_widest(row for row in gaps if row.indicator == indicator.slug)
        yield NeedLine(
            indicator=indicator,
            value=_write_value(value, indicator),
            missing=_write_missing(value),
            year=value.year if value else None,
            position=_tell_position(row, row.need_position) if row else "",
            bounds=_write_bounds(row, indicator) if row else "",
        )


def _write_value(value: IndicatorValue | None, indicator: Indicator) -> str:
    if value is None or value.value is None:
        return ""
    return write_measure(value.value, indicator.unit)


def _write_missing(value: IndicatorValue | None) -> str:
    if value is None:
        return _(MissingReason.NOT_PUBLISHED.label)
    return _(MissingReason(value.missing_reason).label) if value.missing_reason else ""


def _find_widest(rows: Iterable[GapRow]) -> GapRow | None:
    """Find the comparison that rests on the most communes; None when there is none."""
    compared = [row for row in rows if row.insufficiency is None]
    return max(compared, key=lambda row: row.group_size or 0, default=None)


def _tell_position(row: GapRow, position: str | None) -> str:
    if not position:
        return ""
    return _("%(third)s de %(group)s") % {
        "third": _(Position(position).label),
        "group": write_group(row),
    }


def _write_bounds(row: GapRow, indicator: Indicator) -> str:
    if row.need_low_bound is None or row.need_high_bound is None:
        return ""
    bounds = sorted((row.need_low_bound, row.need_high_bound))
    return _("limites des tiers : %(low)s et %(high)s") % {
        "low": write_measure(bounds[0], indicator.unit),
        "high": write_measure(bounds[1], indicator.unit),
    }


def _read_access(row: AccessRow, gaps: Sequence[GapRow]) -> AccessLine:
    widest = _find_widest(gap for gap in gaps if gap.bond == row.bond)
    return AccessLine(
        bond="" if row.bond == ALL_BONDS else row.bond,
        label=capitalise(label_bond(row.bond)),
        value=_write_access(row),
        reached=_write_reached(row),
        position=_tell_position(widest, widest.access_position) if widest else "",
        missing=_(MissingAccess(row.reason).label) if row.reason else "",
    )


def _write_access(row: AccessRow) -> str:
    """Write an access; where nothing is listed within reach it is a blank, never a zero."""
    if row.per_1000 is None:
        return ""
    return write_number(row.per_1000, 2) if row.occasions_in_reach else _("non mesurable")


def _write_reached(row: AccessRow) -> str:
    if not row.occasions_in_reach:
        return _("rien de recensé à portée")
    reached = write_number(row.occasions_in_reach)
    if not row.blurred_in_reach:
        return reached
    words = ngettext(
        "%(reached)s, dont %(blurred)s située à la commune près",
        "%(reached)s, dont %(blurred)s situées à la commune près",
        row.blurred_in_reach,
    )
    return words % {"reached": reached, "blurred": write_number(row.blurred_in_reach)}


def _read_rows(gaps: Sequence[GapRow]) -> Iterable[CrossingRow]:
    found = {(row.indicator, row.bond): row for row in gaps}
    for indicator in INDICATORS:
        rows = [found[indicator.slug, bond] for bond in BONDS if (indicator.slug, bond) in found]
        if rows:
            yield CrossingRow(indicator, tuple(_read_crossing(row) for row in rows))


def _read_crossing(row: GapRow) -> Crossing:
    verdict = Verdict(row.verdict)
    if row.insufficiency is not None or not row.need_position or not row.access_position:
        reason = Insufficiency(row.insufficiency) if row.insufficiency else verdict
        return Crossing(verdict.value, _(verdict.label), "", _(reason.label))
    words = name_cell(row.need_position, row.access_position)
    tone = f"cell-{row.need_position}-{row.access_position}"
    return Crossing(verdict.value, _(verdict.label), tone, words)


def _group_sentences(gaps: Sequence[GapRow]) -> Iterable[VerdictGroup]:
    """Group the sentences by verdict: what asks a question first, what cannot be said with why."""
    order = {(slug, bond): i for i, (slug, bond) in enumerate(_list_pairs())}
    ordered = sorted(gaps, key=lambda row: order.get((row.indicator, row.bond), len(order)))
    for verdict in Verdict:
        rows = [row for row in ordered if row.verdict == verdict]
        if rows:
            yield VerdictGroup(
                verdict=verdict.value,
                title=_title_group(verdict, len(rows)),
                certainty=CERTAINTIES.get(verdict, ""),
                sentences=tuple(dict.fromkeys(write_verdict(row) for row in rows)),
                is_folded=verdict not in {Verdict.GAP, Verdict.LIKELY},
            )


def _list_pairs() -> list[tuple[str, str]]:
    return [(indicator.slug, bond) for indicator in INDICATORS for bond in BONDS]


def _title_group(verdict: Verdict, count: int) -> str:
    return _("%(verdict)s (%(count)s)") % {
        "verdict": capitalise(_(verdict.label)),
        "count": write_number(count),
    }


def name_pair(indicator: Indicator, bond: str) -> Mapping[str, str]:
    """Name one need and one access, for a sentence."""
    return {"need": _(indicator.name), "access": name_occasions(bond)}
