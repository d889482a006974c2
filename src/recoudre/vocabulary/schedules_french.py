"""A schedule in one French sentence: « le premier vendredi du mois à 19 h, de septembre à juin »."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from recoudre.vocabulary.lists import SchoolBreak, Weekday
from recoudre.vocabulary.schedules import LONG_AGO, Schedule

_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), Weekday, strict=True))
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_RANKS = {
    1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième",
    -1: "dernier", -2: "avant-dernier",
}  # fmt: skip
_BYDAY = re.compile(r"^([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)$")
_EVERY_MONTH = 12
_SPACE = "\u00a0"
_LONG = 2


def write_sentence(schedule: Schedule, *, has_calendar: bool = True) -> str:
    """Write what a schedule says, without a capital nor a full stop.

    Parameters
        has_calendar: whether the school holidays are known here; if not, the sentence says so.
    """
    parts = schedule.parts
    sentence = f"{_write_days(parts, schedule.starts_at)} {_write_hours(schedule)}"
    clauses = (
        sentence,
        _write_months(parts),
        _write_until(parts),
        _write_break(schedule, has_calendar=has_calendar),
    )
    return ", ".join(clause for clause in clauses if clause)


def write_whole_sentence(schedule: Schedule) -> str:
    """Write all that a schedule says, its first day and each day set apart: nothing is left out.

    It is what one reads before deciding; `schedules_reading.read_sentence` reads it back.
    """
    parts, start = schedule.parts, schedule.starts_at
    is_open = schedule.school_break == SchoolBreak.OPEN
    clauses = (
        f"{_write_days(parts, start)} {_write_hours(schedule)}",
        _write_months(parts),
        f"à partir du {write_full_date(start.date())}" if start.date() != LONG_AGO else "",
        _write_until(parts),
        "aussi pendant les vacances scolaires" if is_open else "",
        _write_break(schedule, has_calendar=True),
        _write_set_apart("sauf", schedule.excepted),
        _write_set_apart("annulé", schedule.cancelled),
        _write_added(schedule.added),
    )
    return ", ".join(clause for clause in clauses if clause)


def write_full_date(day: date) -> str:
    """Write a day with its year: « 1er juin 2027 »."""
    return f"{_write_rank_day(str(day.day))} {_MONTHS[day.month - 1]} {day.year}"


def _write_set_apart(word: str, days: Sequence[date]) -> str:
    return f"{word} {_join([f'le {write_full_date(day)}' for day in days])}" if days else ""


def _write_added(added: Sequence[datetime]) -> str:
    said = [f"le {write_full_date(one.date())} à {_write_time(one)}" for one in added]
    return f"et aussi {_join(said)}" if said else ""


def _write_days(parts: dict[str, str], start: datetime) -> str:
    """Write on which days, without the time nor the months."""
    interval = int(parts.get("INTERVAL", "1"))
    frequency = parts["FREQ"]
    if frequency == "DAILY":
        return "tous les jours" if interval == 1 else f"tous les {interval} jours"
    if frequency == "WEEKLY":
        return _write_weekly(parts, start, interval)
    if frequency == "MONTHLY":
        every = "du mois" if interval == 1 else f"tous les {interval} mois"
        return f"{_write_monthly(parts, start)} {every}"
    every = "chaque année" if interval == 1 else f"tous les {interval} ans"
    if "BYDAY" in parts:
        return f"{_write_monthly(parts, start)} {every}".replace("  ", " ")
    months = parts.get("BYMONTH", str(start.month)).split(",")
    days = parts.get("BYMONTHDAY", str(start.day)).split(",")
    said = [f"{_write_rank_day(day)} {_MONTHS[int(month) - 1]}" for month in months for day in days]
    return f"le {_join(said)}, {every}"


def _write_weekly(parts: dict[str, str], start: datetime, interval: int) -> str:
    names = [day for _, day in _read_days(parts, start)]
    said = "tous les jours" if len(names) == len(_DAYS) else f"le {' et le '.join(names)}"
    if len(names) > _LONG and len(names) < len(_DAYS):
        said = _join([f"le {name}" for name in names])
    if interval == 1:
        return said
    if interval == _LONG and len(names) == 1:
        return f"un {names[0]} sur deux"
    return f"{said}, toutes les {interval} semaines"


def _write_monthly(parts: dict[str, str], start: datetime) -> str:
    if "BYDAY" not in parts:
        days = parts.get("BYMONTHDAY", str(start.day)).split(",")
        return f"le {_join([_write_rank_day(day) for day in days])}"
    position = parts.get("BYSETPOS", "")
    said = [
        f"{_RANKS.get(rank, f'{rank}e')} {day}" if rank else f"chaque {day}"
        for rank, day in _read_days(parts, start, position)
    ]
    return " et ".join(one if one.startswith("chaque") else f"le {one}" for one in said)


def _read_days(parts: dict[str, str], start: datetime, position: str = "") -> list[tuple[int, str]]:
    """Read the days of a rule: (rank in the month or 0, French name)."""
    if "BYDAY" not in parts:
        return [(0, list(Weekday)[start.weekday()].label)]
    found = [_BYDAY.match(one.strip()) for one in parts["BYDAY"].split(",")]
    return [(int(one[1] or position or 0), _DAYS[one[2]].label) for one in found if one is not None]


def _write_hours(schedule: Schedule) -> str:
    start = schedule.starts_at
    if not schedule.minutes:
        return f"à {_write_time(start)}"
    end = start + timedelta(minutes=schedule.minutes)
    return f"de {_write_time(start)} à {_write_time(end)}"


def _write_months(parts: dict[str, str]) -> str:
    """Write the months: « de septembre à juin » when they follow, round the year too."""
    if parts["FREQ"] == "YEARLY" and "BYDAY" not in parts:
        return ""
    months = _list_months(parts)
    if not months or len(months) == _EVERY_MONTH:
        return ""
    firsts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(firsts) == 1 and len(months) > _LONG:
        last = (firsts[0] + len(months) - 2) % 12
        return f"{_link('de', _MONTHS[firsts[0] - 1])} à {_MONTHS[last]}"
    return f"en {_join([_MONTHS[month - 1] for month in months])}"


def _list_months(parts: dict[str, str]) -> list[int]:
    return sorted({int(month) for month in parts.get("BYMONTH", "").split(",") if month})


def _write_until(parts: dict[str, str]) -> str:
    if "UNTIL" not in parts:
        return f"{parts['COUNT']} fois" if "COUNT" in parts else ""
    text = parts["UNTIL"][:8]
    last = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    return f"jusqu’au {write_full_date(last)}"


def _write_break(schedule: Schedule, *, has_calendar: bool) -> str:
    if schedule.school_break == SchoolBreak.OPEN:
        return ""
    if schedule.school_break == SchoolBreak.UNKNOWN:
        return "à vérifier pendant les vacances scolaires"
    if has_calendar:
        return "sauf pendant les vacances scolaires"
    return "sauf pendant les vacances scolaires, dont le calendrier n’est pas connu ici"


def _write_rank_day(day: str) -> str:
    if day == "-1":
        return "dernier jour"
    return "1er" if day == "1" else day


def _write_time(moment: datetime) -> str:
    minutes = f"{_SPACE}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{_SPACE}h{minutes}"


def _link(word: str, name: str) -> str:
    return f"{word[:-1]}’{name}" if name[0] in "aoé" else f"{word} {name}"


def _join(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}"
