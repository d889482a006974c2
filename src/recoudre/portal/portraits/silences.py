"""What we know and what we do not know of a territory: said before any figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recoudre.design.charts import Bar, Figure, draw_bars
from recoudre.design.french import write_number
from recoudre.indicators.packing import Findings
from recoudre.indicators.reading import (
    UNKNOWN,
    AuditedField,
    Facet,
    MissingFieldRow,
    PortraitRow,
    SourceRow,
    SourceState,
    WitnessAgeRow,
    label_value,
)
from recoudre.portal.portraits.wording import (
    capitalise,
    count_communes,
    count_residents,
    write_age,
)
from recoudre.vocabulary.lists import Audience, Bond, Domain

# Populations of a year and of its communes seldom add up to the last resident.
WHOLE_SHARE = 0.98
CLOSED_LISTS = {Facet.BOND: Bond, Facet.DOMAIN: Domain, Facet.AUDIENCE: Audience}
UNKNOWN_FIELDS = {
    AuditedField.POINT: _lazy("le point sur la carte"),
    AuditedField.HOURS: _lazy("les horaires"),
    AuditedField.STEWARD: _lazy("qui en répond"),
    AuditedField.AUDIENCE: _lazy("à qui cela s’adresse"),
    AuditedField.COST: _lazy("le coût"),
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source, and what it says of the territory."""

    slug: str
    name: str
    records: int
    expected: str
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class Unspoken:
    """The values of one facet that nobody mentions here."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silences:
    """What is known of a territory, and what is not."""

    sources: tuple[SourceLine, ...]
    fields: Figure | None
    age: str
    unspoken: tuple[Unspoken, ...]

    @property
    def speaking(self) -> int:
        """Count the sources that speak."""
        return sum(line.state == SourceState.SPEAKS for line in self.sources)


def read_silences(findings: Findings, names_by_source: Mapping[str, str]) -> Silences:
    """Read what is known and what is not.

    Parameters
        names_by_source: the name of each source, by its slug.
    """
    rows = findings.read("sources", SourceRow)
    lines = [_tell_source(row, names_by_source) for row in rows]
    return Silences(
        sources=tuple(sorted(lines, key=lambda line: line.name)),
        fields=draw_unknown_fields(findings.read("missing_fields", MissingFieldRow)),
        age=tell_age(findings.read("witness_age", WitnessAgeRow)),
        unspoken=_list_unspoken(findings.read("portrait", PortraitRow)),
    )


def _tell_source(row: SourceRow, names: Mapping[str, str]) -> SourceLine:
    state = SourceState(row.state)
    expected = "" if row.expected is None else write_number(row.expected, 1)
    return SourceLine(
        slug=row.source,
        name=names.get(row.source, row.source),
        records=row.records,
        expected=expected,
        state=state.value,
        state_label=_(state.label),
    )


def tell_held(residents: int | None, rows: Sequence[PortraitRow]) -> str:
    """Tell when only a part of a territory is held here; "" when it is held whole or unknown."""
    whole = next((row for row in rows if row.facet == Facet.ALL), None)
    if whole is None or not residents or not whole.residents:
        return ""
    if whole.residents >= residents * WHOLE_SHARE:
        return ""
    return _(
        "De ce territoire, on ne suit ici que %(communes)s, où vivent %(held)s sur %(residents)s : "
        "ce qui suit ne parle que d’elles."
    ) % {
        "communes": count_communes(whole.communes),
        "held": count_residents(whole.residents),
        "residents": write_number(residents),
    }


def draw_unknown_fields(rows: Sequence[MissingFieldRow]) -> Figure | None:
    """Draw of how many occasions each useful fact is unknown; None when nothing is listed."""
    if not rows:
        return None
    found = {row.field: row for row in rows}
    bars = [
        Bar(capitalise(str(words)), 100 * found[field].share_missing, n=found[field].missing)
        for field, words in UNKNOWN_FIELDS.items()
        if field in found
    ]
    return draw_bars(
        tell_unknown_fields(rows),
        bars,
        unit="%",
        subject=_("ce que l’on ne sait pas"),
        note=_(
            "Part des occasions recensées dont on ne sait pas cela, sur %(total)s ; "
            "n est leur nombre."
        )
        % {"total": write_number(rows[0].occasions)},
    )


def tell_unknown_fields(rows: Sequence[MissingFieldRow]) -> str:
    """Tell the fact that is missing most, as a finding."""
    worst = max(rows, key=lambda row: row.missing)
    words = UNKNOWN_FIELDS[AuditedField(worst.field)]
    if not worst.missing:
        return _("De chaque occasion recensée, ces cinq faits sont connus")
    if worst.missing == worst.occasions:
        return _("D’aucune occasion recensée ici on ne sait %(fact)s") % {"fact": words}
    return _("De %(missing)s occasions sur %(total)s, on ne sait pas %(fact)s") % {
        "missing": write_number(worst.missing),
        "total": write_number(worst.occasions),
        "fact": words,
    }


def tell_age(rows: Sequence[WitnessAgeRow]) -> str:
    """Tell how old the last word about these occasions is."""
    if not rows:
        return ""
    row = rows[0]
    if row.median_days is None or row.newest_days is None or row.oldest_days is None:
        return _(
            "Aucune source ne dit quel jour ses informations étaient vraies : "
            "leur âge est inconnu, ce qui ne veut pas dire récent."
        )
    text = _(
        "La dernière parole sur ces occasions date de %(newest)s pour la plus récente, "
        "de %(median)s pour celle du milieu, de %(oldest)s pour la plus ancienne."
    ) % {
        "newest": write_age(row.newest_days),
        "median": write_age(row.median_days),
        "oldest": write_age(row.oldest_days),
    }
    if not row.undated:
        return text
    undated = _("Pour %(undated)s sur %(total)s, la date n’est pas dite.") % {
        "undated": write_number(row.undated),
        "total": write_number(row.occasions),
    }
    return f"{text} {undated}"


def _list_unspoken(rows: Sequence[PortraitRow]) -> tuple[Unspoken, ...]:
    """List what nobody mentions here, in the order of the closed lists."""
    spoken = {(row.facet, row.value) for row in rows}
    titles = {
        Facet.BOND: _("Liens dont personne ne parle"),
        Facet.DOMAIN: _("Domaines dont personne ne parle"),
        Facet.AUDIENCE: _("Publics dont personne ne parle"),
    }
    found = []
    for facet, closed_list in CLOSED_LISTS.items():
        names = tuple(
            _(label_value(facet, value)) for value in closed_list if (facet, value) not in spoken
        )
        if names:
            found.append(Unspoken(titles[facet], names))
    return tuple(found)


def is_unknown_everywhere(rows: Sequence[PortraitRow], facet: Facet) -> bool:
    """Tell whether a facet is unknown for every occasion listed."""
    values = {row.value for row in rows if row.facet == facet}
    return values <= {UNKNOWN}
