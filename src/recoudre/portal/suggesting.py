"""What the page of the suggestions says: for each class, how often the machine was right."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.design.french import write_label
from recoudre.inventory.models import Training
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Level

FIELDS: dict[str, tuple[Promise | str, str]] = {
    "bonds": (gettext_lazy("Liens"), "Bond"),
    "domains": (gettext_lazy("Domaines"), "Domain"),
    "audiences": (gettext_lazy("Publics"), "Audience"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One class in one group: what became of it on examples the machine had not seen."""

    label: str
    group: str
    right: int
    wrong: int
    missed: int

    @property
    def suggested(self) -> int:
        """Count what was suggested."""
        return self.right + self.wrong

    @property
    def validated(self) -> int:
        """Count what a person had validated."""
        return self.right + self.missed

    @property
    def share_right(self) -> float | None:
        """Give the precision in [0, 1]; None when nothing was suggested."""
        return self.right / self.suggested if self.suggested else None

    @property
    def share_found(self) -> float | None:
        """Give the recall in [0, 1]; None when there was nothing to find."""
        return self.right / self.validated if self.validated else None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One field: its title, its number of examples, and its lines by group."""

    title: str
    examples: int
    everywhere: list[Line]
    by_territory: list[Line]
    by_audience: list[Line]


def describe_training(training: Training) -> list[Chapter]:
    """Describe the measures of a training, a chapter per field. One query."""
    names = _map_departments(training)
    return [
        _describe_field(field, training.measures[field], names)
        for field in FIELDS
        if field in training.measures
    ]


def _describe_field(field: str, kept: dict[str, Any], names: dict[str, str]) -> Chapter:
    title, closed_list = FIELDS[field]
    lines: dict[str, list[Line]] = {"all": [], "department": [], "audience": []}
    for one in kept["measures"]:
        group = _name_group(one, names)
        label = write_label(one["value"], closed_list)
        kind = lines[one["group_kind"]]
        kind.append(Line(label, group, one["right"], one["wrong"], one["missed"]))
    return Chapter(
        str(title), kept["examples"], lines["all"], lines["department"], lines["audience"]
    )


def _name_group(one: dict[str, Any], names: dict[str, str]) -> str:
    if one["group_kind"] == "department":
        return names.get(one["group"], one["group"])
    return write_label(one["group"], "Audience") if one["group"] else _("partout")


def _map_departments(training: Training) -> dict[str, str]:
    codes = {
        one["group"]
        for kept in training.measures.values()
        for one in kept["measures"]
        if one["group_kind"] == "department"
    }
    departments = Territory.objects.filter(level=Level.DEPARTEMENT, code__in=codes)
    return dict(departments.values_list("code", "name"))
