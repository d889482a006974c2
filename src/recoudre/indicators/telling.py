"""The portrait of a territory as French sentences: what is not known first, then the figures."""

from collections import Counter
from collections.abc import Iterator

from recoudre.analysis.conventions import ALL, UNKNOWN
from recoudre.analysis.gaps import Verdict, write_verdict
from recoudre.analysis.gaps.numbers import count_things, format_number
from recoudre.analysis.results import (
    DiversityRow,
    GapRow,
    MissingFieldRow,
    PortraitRow,
    SourceRow,
)
from recoudre.analysis.states import AuditedField, Facet
from recoudre.indicators.packing import Portrait
from recoudre.vocabulary.lists import (
    Audience,
    Band,
    Bond,
    Cost,
    Domain,
    Kind,
    Labelled,
    LifeStep,
    Sector,
)

LABELS: dict[str, type[Labelled]] = {
    Facet.KIND: Kind,
    Facet.BOND: Bond,
    Facet.DOMAIN: Domain,
    Facet.LIFE_STEP: LifeStep,
    Facet.SECTOR: Sector,
    Facet.AUDIENCE: Audience,
    Facet.BAND: Band,
    Facet.COST: Cost,
}


def label_value(facet: str, value: str) -> str:
    """Name the value of a facet in French; unknown is a value of its own."""
    return "non précisé" if value == UNKNOWN else LABELS[facet](value).label


def tell_portrait(portrait: Portrait) -> Iterator[str]:
    """Tell a portrait line by line."""
    yield f"{portrait.name} ({portrait.code})"
    if portrait.residents is not None:
        yield count_things(portrait.residents, "habitant", "habitants")
    rows = portrait.findings.read("portrait", PortraitRow)
    if not rows:
        yield "Aucune occasion n’est recensée ici : cela ne veut pas dire qu’il n’y en a pas."
        return
    yield from _tell_silences(portrait)
    yield from _tell_counts(rows)
    yield from _tell_diversity(portrait)
    yield from _tell_gaps(portrait)


def _tell_silences(portrait: Portrait) -> Iterator[str]:
    """Tell first what is not known."""
    yield "Ce que nous ne savons pas"
    for source in portrait.findings.read("sources", SourceRow):
        if source.records == 0:
            yield f"  la source « {source.source} » n’en dit rien"
    for row in portrait.findings.read("missing_fields", MissingFieldRow):
        if row.missing:
            known = AuditedField(row.field).label
            yield f"  {known} : inconnu pour {row.missing} sur {row.occasions}"


def _tell_counts(rows: list[PortraitRow]) -> Iterator[str]:
    whole = next(row for row in rows if row.facet == ALL)
    yield f"{count_things(whole.n, 'occasion recensée', 'occasions recensées')}{_tell_rate(whole)}"
    for facet, values in LABELS.items():
        found = {row.value: row for row in rows if row.facet == facet}
        if not found:
            continue
        yield f"Par {Facet(facet).label}"
        for value in (*values, UNKNOWN):
            if row := found.get(str(value)):
                yield f"  {label_value(facet, row.value)} : {row.n}{_tell_rate(row)}"


def _tell_rate(row: PortraitRow) -> str:
    """Tell a rate with its limits before it, and its denominator."""
    if row.per_1000 is None or row.per_1000_low is None or row.per_1000_high is None:
        return ""
    low, high = format_number(row.per_1000_low, 2), format_number(row.per_1000_high, 2)
    return (
        f", entre {low} et {high} pour 1 000 habitants ({format_number(row.per_1000, 2)} ; "
        f"{count_things(row.residents or 0, 'habitant', 'habitants')})"
    )


def _tell_diversity(portrait: Portrait) -> Iterator[str]:
    for row in portrait.findings.read("diversity", DiversityRow):
        if row.effective_values is not None:
            yield (
                f"Variété ({Facet(row.facet).label}) : {row.values_present} valeurs présentes, "
                f"comme {format_number(row.effective_values, 1)} également fréquentes "
                f"(sur {row.n} occasions connues)"
            )


def _tell_gaps(portrait: Portrait) -> Iterator[str]:
    gaps = portrait.findings.read("gaps", GapRow)
    if not gaps:
        return
    counts = Counter(row.verdict for row in gaps)
    yield "Besoins et accès"
    for verdict in Verdict:
        if counts[verdict]:
            yield f"  {verdict.label} : {counts[verdict]} comparaisons sur {len(gaps)}"
    for row in gaps:
        if row.verdict in {Verdict.GAP, Verdict.LIKELY}:
            yield f"  {write_verdict(row)}"
