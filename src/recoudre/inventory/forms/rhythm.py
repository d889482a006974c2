"""The dates of a gathering as one types them: some rows of a day, a beginning and an end."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

ROWS = 4
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h %M", "%H h"]


class DatesForm(forms.Form):
    """Some rows of dates. A row without a day is no date; a day without an hour is an error."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for row in range(1, ROWS + 1):
            self.fields[f"day_{row}"] = forms.DateField(
                label=_("Jour"), required=False, widget=_DAY, input_formats=DAY_FORMATS,
                error_messages={"invalid": _("Ce jour est illisible : écrivez 04/12/2026.")},
            )  # fmt: skip
            for name, label in (("start", _("De")), ("end", _("À"))):
                self.fields[f"{name}_{row}"] = forms.TimeField(
                    label=label, required=False, widget=_TIME, input_formats=TIME_FORMATS,
                    error_messages={"invalid": _("Cette heure est illisible : écrivez 19:00.")},
                )  # fmt: skip

    @property
    def date_rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Give the three fields of each row."""
        for row in range(1, ROWS + 1):
            yield self[f"day_{row}"], self[f"start_{row}"], self[f"end_{row}"]

    def clean(self) -> dict[str, Any]:
        """Read the rows as dates, in order, each once."""
        cleaned = super().clean() or self.cleaned_data
        for row in range(1, ROWS + 1):
            if cleaned.get(f"day_{row}") and not cleaned.get(f"start_{row}"):
                self._ask_hour(row)
        told = {
            one["starts_at"]: one for row in range(1, ROWS + 1) if (one := read_row(cleaned, row))
        }
        cleaned["timings"] = [told[start] for start in sorted(told)]
        return cleaned

    def _ask_hour(self, row: int) -> None:
        if f"start_{row}" not in self.errors:
            self.add_error(f"start_{row}", _("À quelle heure ce jour-là ?"))


def read_row(cleaned: dict[str, Any], row: int) -> dict[str, str]:
    """Read one row as testimony stores a date; nothing when the day or the hour is missing.

    An end before the beginning is of the next day: a feast that lasts until two in the morning.
    """
    day, start, end = (cleaned.get(f"{name}_{row}") for name in ("day", "start", "end"))
    if day is None or start is None:
        return {}
    starts_at = datetime.combine(day, start)
    told = {"starts_at": starts_at.isoformat()}
    if end is not None and end != start:
        told["ends_at"] = _end_after(starts_at, day, end).isoformat()
    return told


def list_rows(timings: list[dict[str, str]], today: date) -> dict[str, Any] | None:
    """List the coming dates as rows to fill; None when the form has no room for them all."""
    coming = [one for one in timings if _read_day(one) >= today]
    if len(coming) > ROWS:
        return None
    rows: dict[str, Any] = {}
    for row, one in enumerate(coming, start=1):
        starts_at = datetime.fromisoformat(one["starts_at"])
        rows |= {f"day_{row}": starts_at.date(), f"start_{row}": starts_at.time()}
        if "ends_at" in one:
            rows[f"end_{row}"] = datetime.fromisoformat(one["ends_at"]).time()
    return rows


def keep_past(timings: list[dict[str, str]], today: date) -> list[dict[str, str]]:
    """Keep the dates before a day: a change of what comes does not touch what was."""
    return [one for one in timings if _read_day(one) < today]


def _end_after(starts_at: datetime, day: date, end: time) -> datetime:
    ends_at = datetime.combine(day, end)
    if ends_at > starts_at:
        return ends_at
    # The last day of the calendar has no tomorrow.
    return ends_at + timedelta(days=1) if day < date.max else starts_at


def _read_day(timing: dict[str, str]) -> date:
    return datetime.fromisoformat(timing["starts_at"]).date()
