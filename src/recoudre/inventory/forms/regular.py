"""« C’est régulier »: a rule as one types it, the days set apart, the next dates cancelled."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.design.french import MONTHS, WEEKDAYS, write_day
from recoudre.inventory.forms.fields import PlainField
from recoudre.inventory.forms.rhythm import DAY_FORMATS, TIME_FORMATS
from recoudre.inventory.forms.schedule_values import (
    FORTNIGHTLY,
    MONTHLY,
    RANKS,
    RULE_FIELDS,
    WEEKLY,
    find_held,
    make_schedule,
    read_days,
    read_instants,
)
from recoudre.vocabulary.lists import SchoolBreak
from recoudre.vocabulary.schedules import ScheduleError, read_schedule, write_schedule

NO_LONGER = "none"
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RANKS = (
    gettext_lazy("le premier"), gettext_lazy("le deuxième"), gettext_lazy("le troisième"),
    gettext_lazy("le quatrième"), gettext_lazy("le dernier"),
)  # fmt: skip
_EVERY = (
    ("", "—"),
    (MONTHLY, gettext_lazy("de chaque mois")),
    (WEEKLY, gettext_lazy("chaque semaine")),
    (FORTNIGHTLY, gettext_lazy("toutes les deux semaines")),
)
_BREAKS = (
    (SchoolBreak.UNKNOWN.value, gettext_lazy("je ne sais pas")),
    (SchoolBreak.OPEN.value, gettext_lazy("comme d’habitude")),
    (SchoolBreak.CLOSED.value, gettext_lazy("pas de rendez-vous")),
)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_APART = ("rule_except", "rule_add", "rule_cancelled", "rule_break")
_SAID_ALONE = (*(one for one in RULE_FIELDS if one != "rule_day"), "rule_except", "rule_add")


class HourField(forms.TimeField):
    """An hour of the day."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, required=False, input_formats=TIME_FORMATS,
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={
                "invalid": gettext_lazy("Cette heure est illisible : écrivez 19:00.")
            },
        )  # fmt: skip


class DayField(forms.DateField):
    """A day of the calendar, of our century."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, required=False, input_formats=DAY_FORMATS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "invalid": gettext_lazy("Ce jour est illisible : écrivez 04/12/2026.")
            },
        )  # fmt: skip

    def validate(self, value: Any) -> None:
        """Refuse a year that nobody means."""
        super().validate(value)
        if value and not _FIRST_YEAR <= value.year <= _LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"])


class DaysField(forms.MultipleChoiceField):
    """Ticked days; one that was offered on an older page is still a day."""

    def valid_value(self, value: str) -> bool:
        """Say whether a value is a day."""
        try:
            return bool(date.fromisoformat(value))
        except ValueError:
            return False


class RegularForm(forms.Form):
    """The rule of what comes back. After `is_valid()`, `cleaned_data["schedule"]` is as stored.

    The `initial` of a known schedule is what `schedule_values.tell_regular` tells.
    """

    rule_rank = forms.ChoiceField(label=gettext_lazy("Lequel"), required=False)
    rule_day = forms.ChoiceField(label=gettext_lazy("Jour"), required=False)
    rule_every = forms.ChoiceField(label=gettext_lazy("Revient"), required=False, choices=_EVERY)
    rule_start = HourField(gettext_lazy("De"))
    rule_end = HourField(gettext_lazy("À"))
    rule_from_month = forms.ChoiceField(label=gettext_lazy("De (mois)"), required=False)
    rule_to_month = forms.ChoiceField(label=gettext_lazy("À (mois)"), required=False)
    rule_first = DayField(gettext_lazy("À partir du"))
    rule_last = DayField(gettext_lazy("Jusqu’au"))
    rule_break = forms.ChoiceField(
        label=gettext_lazy("Pendant les vacances scolaires"), required=False, choices=_BREAKS
    )
    rule_except = PlainField(
        label=gettext_lazy("Sauf ces jours"), max_length=1_500,
        hint=gettext_lazy("« 25/12/2026, 01/01/2027 »."),
    )  # fmt: skip
    rule_add = PlainField(
        label=gettext_lazy("Et aussi ces jours"), max_length=1_500,
        hint=gettext_lazy("« 12/06/2027 », ou « 12/06/2027 15:00 » à une autre heure."),
    )  # fmt: skip
    rule_cancelled = DaysField(
        label=gettext_lazy("Les prochaines dates : cochez celles qui sont annulées"),
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = find_held(self.initial.get("schedule", {}))
        if self.initial.get("rule_fixed"):
            for name in RULE_FIELDS:
                del self.fields[name]
        for name, choices in self._list_choices().items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def rule_said(self) -> str:
        """Give the sentence of the held rule; "" without any."""
        return str(self.initial.get("rule_said", ""))

    @property
    def has_coming(self) -> bool:
        """Say whether some next dates are known, that may be cancelled."""
        return bool(self.initial.get("rule_coming"))

    @property
    def rule_rows(self) -> Iterator[list[forms.BoundField]]:
        """Give the fields of the rule, in the rows that the page shows."""
        rows = (RULE_FIELDS[:3], RULE_FIELDS[3:5], RULE_FIELDS[5:7], RULE_FIELDS[7:])
        for row in rows if RULE_FIELDS[0] in self.fields else ():
            yield [self[name] for name in row]

    @property
    def is_regular_told(self) -> bool:
        """Say whether the block has something to show: it is then unfolded."""
        names = [one for one in (*RULE_FIELDS, "rule_except", "rule_add") if one in self.fields]
        return self.held is not None or any(self[one].value() or self[one].errors for one in names)

    def clean(self) -> dict[str, Any]:
        """Read the rule; what was shown and left alone stays to the letter."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["schedule"] = self.initial.get("schedule") or {}
        names = [name for name in (*RULE_FIELDS, *_APART) if name in self.fields]
        is_shown = any(name in self.data for name in names)
        if not is_shown or not set(self.changed_data) & set(names):
            return cleaned
        if cleaned.get("rule_day") == NO_LONGER:
            cleaned["schedule"] = {}
        elif not self._has_mistakes(cleaned):
            cleaned["schedule"] = self._make(cleaned)
        return cleaned

    def _make(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Make the schedule as it is stored; {} when nothing was said of any rule."""
        fixed = "rule_day" not in self.fields
        if not fixed and not cleaned.get("rule_day"):
            return {}
        offered = [one.date().isoformat() for one in self.initial.get("rule_coming", ())]
        said = {**cleaned, "rule_offered": offered}
        try:
            kept = write_schedule(make_schedule(said, self.held, timezone.localdate()))
            read_schedule(kept)
        except ScheduleError:
            self.add_error("rule_break", _("Cette règle ne se lit pas : vérifiez ses lignes."))
            return {}
        return kept

    def _has_mistakes(self, cleaned: dict[str, Any]) -> bool:
        """Say what is wrong next to its field; the fields refused already are not judged twice."""
        names = [name for name in (*RULE_FIELDS, *_APART) if name in self.fields]
        if any(name in self.errors for name in names):
            return True
        mistakes = find_apart_mistakes(cleaned)
        if "rule_day" in self.fields:
            mistakes |= find_mistakes(cleaned)
        for name, text in mistakes.items():
            self.add_error(name, text)
        return bool(mistakes)

    def _list_choices(self) -> dict[str, list[tuple[str, Any]]]:
        months = [(str(number), _(name)) for number, name in enumerate(MONTHS, start=1)]
        over = [(NO_LONGER, _("ce n’est plus régulier"))] if self.held else []
        today = timezone.localdate()
        return {
            "rule_rank": [("", _("chaque")), *zip(RANKS, _RANKS, strict=True)],
            "rule_day": [
                ("", "—"), *zip(_CODES, (_(name) for name in WEEKDAYS), strict=True), *over
            ],
            "rule_from_month": [("", _("toute l’année")), *months],
            "rule_to_month": [("", "—"), *months],
            "rule_cancelled": [
                (one.date().isoformat(), write_day(one, today=today))
                for one in self.initial.get("rule_coming", ())
            ],
        }  # fmt: skip


def find_mistakes(said: dict[str, Any]) -> dict[str, str]:
    """Find what cannot be in a rule that was typed: a sentence by field."""
    if not said.get("rule_day"):
        is_begun = any(said.get(name) for name in _SAID_ALONE)
        return {"rule_day": _("Quel jour de la semaine ?")} if is_begun else {}
    return _find_rank_mistakes(said) | _find_span_mistakes(said)


def _find_rank_mistakes(said: dict[str, Any]) -> dict[str, str]:
    mistakes = {}
    every = said.get("rule_every")
    if not said.get("rule_start"):
        mistakes["rule_start"] = _("À quelle heure ?")
    if said.get("rule_rank") and every in (WEEKLY, FORTNIGHTLY):
        mistakes["rule_every"] = _("« Le premier », « le dernier » vont avec « de chaque mois ».")
    if every == MONTHLY and not said.get("rule_rank"):
        mistakes["rule_rank"] = _("Lequel dans le mois : le premier, le deuxième… ?")
    if every == FORTNIGHTLY and not said.get("rule_first"):
        mistakes["rule_first"] = _("Donnez un jour où il a lieu : il dira quelle semaine.")
    return mistakes


def _find_span_mistakes(said: dict[str, Any]) -> dict[str, str]:
    mistakes = {}
    first, last = said.get("rule_first"), said.get("rule_last")
    if said.get("rule_from_month") and not said.get("rule_to_month"):
        mistakes["rule_to_month"] = _("Jusqu’à quel mois ?")
    if said.get("rule_to_month") and not said.get("rule_from_month"):
        mistakes["rule_from_month"] = _("À partir de quel mois ?")
    if first and last and last < first:
        mistakes["rule_last"] = _("Ce jour vient avant le premier.")
    return mistakes


def find_apart_mistakes(said: dict[str, Any]) -> dict[str, str]:
    """Find what is no day among those set apart: a sentence by field."""
    mistakes = {}
    hour = said.get("rule_start") or timezone.localtime().time()
    for name, read in (("rule_except", read_days), ("rule_add", lambda t: read_instants(t, hour))):
        try:
            read(said.get(name, ""))
        except ValueError as error:
            mistakes[name] = _(
                "« %(typed)s » ne se lit pas comme un jour : écrivez 25/12/2026, "
                "avec une virgule entre les jours."
            ) % {"typed": str(error)[:40]}
    return mistakes
