"""Reads a schedule said in French: « chaque mardi de 14 h à 16 h, de septembre à juin ».

It reads back all that `schedules_french.write_whole_sentence` writes, and the ways in which people
say the same. A word that is not understood makes the whole unreadable: half a rule would send
somebody to a closed door.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from recoudre.vocabulary.lists import SchoolBreak, Weekday
from recoudre.vocabulary.schedules import (
    LONG_AGO,
    Schedule,
    ScheduleError,
    end_on,
    join_rule,
    read_schedule,
    write_schedule,
)

MAX_LENGTH = 2_000
_CODES = dict(
    zip((one.label for one in Weekday), ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True)
)
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_RANKS = {
    "avant-dernier": -2, "dernier": -1, "premier": 1, "deuxieme": 2, "second": 2,
    "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "1er": 1, "2eme": 2, "3eme": 3, "4eme": 4,
    "2e": 2, "3e": 3, "4e": 4, "5e": 5,
}  # fmt: skip
_PLURALS = {f"{one}s": one for one in (*_CODES, *_RANKS, "annee")}

_DAY = f"(?:{'|'.join(_CODES)})"
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_RANK = f"(?:{'|'.join(_RANKS)})"
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_DATE = rf"(?:\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|(?:{_DAY} )?(?:1er|\d{{1,2}}) {_MONTH} \d{{4}})"
_DATES = rf"{_DATE}(?:(?: ?, (?:et )?| et )(?:le |les )?{_DATE})*"
_HOUR = r"(?:\d{1,2} ?(?:heures?|h|:) ?(?:\d{2}(?!\d))?|midi|minuit)"
_STARTS = rf"{_DATE}(?: a {_HOUR})?"
_ADDED = rf"{_STARTS}(?:(?: ?, (?:et )?| et )(?:le |les )?{_STARTS})*"
# What is counted from a first day, and means nothing without it.
_COUNTED = frozenset({"INTERVAL", "COUNT"})
_AND = r"(?: et | )(?:le |les |tous les |chaque )?"
_BREAK = r"pendant les vacances(?: scolaires)?(?: ?, dont le calendrier n'est pas connu ici)?"


@dataclass(slots=True)
class _Words:
    """What is left to read, and what was read of it."""

    left: str
    parts: dict[str, str] = field(default_factory=dict)

    def take(self, pattern: str) -> re.Match[str] | None:
        """Take a clause out of what is left, where whole words say it."""
        found = re.search(rf"(?<![\w'])(?:{pattern})(?!\w)", self.left)
        if found:
            self.left = f"{self.left[: found.start()]},{self.left[found.end() :]}"
        return found

    def match(self, pattern: str) -> re.Match[str] | None:
        """Match all that is left."""
        return re.fullmatch(pattern, self.left)


def read_sentence(text: str, *, first_day: date | None = None) -> Schedule | None:
    """Read a rule said in French; None when a word of it is not understood.

    Parameters
        first_day: the first day, when the sentence says none. Without any, what comes back every
            second week, or so many times, cannot be read: nobody knows since when.

    Example
        >>> read_sentence("chaque mardi de 14h à 16h, en juin").rule
        'FREQ=WEEKLY;BYDAY=TU;BYMONTH=6'
    """
    if len(text) > MAX_LENGTH:
        return None
    try:
        schedule = _read(_Words(_smooth(text)), first_day)
        return read_schedule(write_schedule(schedule)) if schedule else None
    except (ValueError, OverflowError, ScheduleError):
        return None


def _read(words: _Words, first_day: date | None) -> Schedule | None:
    school_break = _read_break(words)
    added = _read_added(words)
    cancelled = _read_dates(words, rf"annulee? (?:le |les )?({_DATES})")
    excepted = _read_dates(words, rf"(?:et )?sauf (?:le |les )?({_DATES})")
    start = _read_span(words) or first_day
    hours = _read_hours(words)
    _read_count(words)
    _read_months(words)
    if hours is None or not _read_days(words):
        return None
    if start is None and not _COUNTED.isdisjoint(words.parts):
        return None
    return Schedule(
        rule=join_rule(words.parts),
        starts_at=datetime.combine(start or LONG_AGO, hours[0]),
        minutes=hours[1],
        excepted=excepted,
        cancelled=cancelled,
        added=tuple(datetime.combine(day, hour or hours[0]) for day, hour in added),
        school_break=school_break,
    )


def _smooth(text: str) -> str:
    """Smooth a text: lower case, no accents nor plurals of days, one kind of space and comma."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("n°", ""))
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    words = re.sub(r"\s+", " ", kept.replace(";", ",").replace("–", "-")).strip(" .,")
    return re.sub(r"[\w-]+", lambda found: _PLURALS.get(found[0], found[0]), words)


def _read_break(words: _Words) -> SchoolBreak:
    if words.take(rf"(?:a verifier|peut-etre) {_BREAK}"):
        return SchoolBreak.UNKNOWN
    if words.take(rf"(?:y compris|meme|aussi) {_BREAK}"):
        return SchoolBreak.OPEN
    closed = rf"(?:sauf|pas) {_BREAK}|(?:hors|sauf)(?: les)? vacances(?: scolaires)?"
    return SchoolBreak.CLOSED if words.take(closed) else SchoolBreak.UNKNOWN


def _read_added(words: _Words) -> list[tuple[date, time | None]]:
    found = words.take(rf"et aussi (?:le |les )?({_ADDED})")
    said = re.findall(rf"({_DATE})(?: a ({_HOUR}))?", found[1]) if found else []
    return [(_make_date(day), _make_time(hour) if hour else None) for day, hour in said]


def _read_dates(words: _Words, pattern: str) -> tuple[date, ...]:
    found = words.take(pattern)
    return tuple(_make_date(one) for one in re.findall(_DATE, found[1])) if found else ()


def _read_span(words: _Words) -> date | None:
    """Read the first and the last day; the last goes to the rule."""
    both = words.take(rf"du ({_DATE}) au ({_DATE})")
    first = both or words.take(rf"(?:a partir|a compter|des|depuis) (?:du |le )?({_DATE})")
    last = both[2] if both else None
    if not both and (found := words.take(rf"jusqu'au ({_DATE})")):
        last = found[1]
    if last:
        words.parts["UNTIL"] = end_on(_make_date(last))
    return _make_date(first[1]) if first else None


def _read_hours(words: _Words) -> tuple[time, int | None] | None:
    """Read the hour of the beginning, and how many minutes it lasts."""
    both = words.take(rf"(?:de )?({_HOUR}) ?(?:a|-) ?({_HOUR})")
    if not both:
        alone = words.take(rf"(?:(?:a partir de|a|des) )?({_HOUR})")
        return (_make_time(alone[1]), None) if alone else None
    start, end = _make_time(both[1]), _make_time(both[2])
    lasts = datetime.combine(LONG_AGO, end) - datetime.combine(LONG_AGO, start)
    return start, int((lasts % timedelta(days=1)).total_seconds()) // 60 or None


def _read_count(words: _Words) -> None:
    if found := words.take(r"(\d{1,3}) fois"):
        words.parts["COUNT"] = found[1]


def _read_months(words: _Words) -> None:
    some = rf"{_MONTH}(?:(?: ?, | et )(?:en )?{_MONTH})*"
    if found := words.take(rf"(?:de |d')({_MONTH}) a ({_MONTH})"):
        first, last = (_MONTHS.index(found[place]) for place in (1, 2))
        kept = {(first + step) % 12 + 1 for step in range((last - first) % 12 + 1)}
    elif found := words.take(rf"(?:sauf|hors) (?:en )?({some})"):
        kept = set(range(1, 13)) - _list_months(found[1])
    elif found := words.take(rf"en ({some})"):
        kept = _list_months(found[1])
    else:
        return
    if len(kept) < len(_MONTHS):
        words.parts["BYMONTH"] = ",".join(map(str, sorted(kept)))


def _list_months(said: str) -> set[int]:
    return {_MONTHS.index(one) + 1 for one in re.findall(_MONTH, said)}


def _read_days(words: _Words) -> bool:
    """Read the days, which must be all that is left; tell whether they were."""
    words.left = " ".join(words.left.replace(",", " ").split())
    found = next((parts for read in _READERS if (parts := read(words)) is not None), None)
    if found is None:
        return False
    interval = found.pop("INTERVAL", "1")
    words.parts |= found | ({"INTERVAL": interval} if interval != "1" else {})
    return True


def _read_daily(words: _Words) -> dict[str, str] | None:
    found = words.match(rf"(?:tous les|chaque) (?:({_NUMBER}) )?jours?")
    return {"FREQ": "DAILY", "INTERVAL": _make_number(found[1])} if found else None


def _read_alternate(words: _Words) -> dict[str, str] | None:
    found = words.match(rf"une? ({_DAY}) sur ({_NUMBER})")
    if not found:
        return None
    return {"FREQ": "WEEKLY", "INTERVAL": _make_number(found[2]), "BYDAY": _CODES[found[1]]}


def _read_weekly(words: _Words) -> dict[str, str] | None:
    left, interval = words.left, "1"
    every = (
        rf"(?:toutes les|une semaine sur) (?P<n>{_NUMBER})(?: semaines)?"
        r"|tous les (?P<days>quinze|15) jours|(?:chaque|toutes les) semaines?"
    )
    if found := re.search(rf"(?:^| )(?:{every})(?:$| )", left):
        interval = "2" if found["days"] else _make_number(found["n"])
        left = f"{left[: found.start()]} {left[found.end() :]}".strip()
    days = _list_days(left)
    return {"FREQ": "WEEKLY", "INTERVAL": interval, "BYDAY": ",".join(days)} if days else None


def _list_days(said: str) -> list[str]:
    """List the codes of days: « du lundi au vendredi », « le mardi et le vendredi »."""
    if found := re.fullmatch(rf"du ({_DAY}) au ({_DAY})", said):
        codes = list(_CODES.values())
        first, last = (codes.index(_CODES[found[place]]) for place in (1, 2))
        return codes[first : last + 1]
    if re.fullmatch(rf"(?:le |les |tous les |chaque )?{_DAY}(?:{_AND}{_DAY})*", said):
        return list(dict.fromkeys(_CODES[one] for one in re.findall(_DAY, said)))
    return []


def _read_monthly(words: _Words) -> dict[str, str] | None:
    ranks = rf"{_RANK}(?:{_AND}{_RANK})* {_DAY}"
    every = (
        rf"(?: (?:du mois|de chaque mois|chaque mois|tous les mois|tous les (?P<n>{_NUMBER}) mois))"
    )
    found = words.match(
        rf"(?:le |les |tous les |chaque )?(?P<days>{ranks}(?:{_AND}{ranks})*){every}?"
    )
    if found:
        return {"FREQ": "MONTHLY", "INTERVAL": _make_number(found["n"])} | _rank_days(found["days"])
    one = r"(?:1er|dernier jour|\d{1,2})"
    found = words.match(rf"(?:le |les )?(?P<days>{one}(?:{_AND}{one})*){every}")
    if not found:
        return None
    days = [_make_month_day(said) for said in re.findall(one, found["days"])]
    return {
        "FREQ": "MONTHLY",
        "INTERVAL": _make_number(found["n"]),
        "BYMONTHDAY": ",".join(days),
    }


def _rank_days(said: str) -> dict[str, str]:
    """Give the ranked days: « premier et troisième samedi » is two of them."""
    ranked: list[str] = []
    for group in re.findall(rf"(?:{_RANK}{_AND})*{_RANK} {_DAY}", said):
        code = _CODES[group.rsplit(" ", 1)[1]]
        ranked += [f"{_RANKS[one]}{code}" for one in re.findall(rf"\b{_RANK}\b", group)]
    return {"BYDAY": ",".join(dict.fromkeys(ranked))}


def _read_yearly(words: _Words) -> dict[str, str] | None:
    found = words.match(
        rf"le (1er|\d{{1,2}}) ({_MONTH}) (?:chaque annee|tous les (?:({_NUMBER}) )?ans)"
    )
    if not found:
        return None
    return {
        "FREQ": "YEARLY",
        "INTERVAL": _make_number(found[3]),
        "BYMONTHDAY": _make_month_day(found[1]),
        "BYMONTH": str(_MONTHS.index(found[2]) + 1),
    }


_READERS: tuple[Callable[[_Words], dict[str, str] | None], ...] = (
    _read_daily,
    _read_alternate,
    _read_weekly,
    _read_monthly,
    _read_yearly,
)


def _make_number(said: str | None) -> str:
    return str(_NUMBERS.get(said, said)) if said else "1"


def _make_month_day(said: str) -> str:
    """Make the part of a rule that names a day of the month.

    Raises
        ValueError: no month has this day.
    """
    day = {"1er": 1, "dernier jour": -1}.get(said) or int(said)
    if not -1 <= day <= 31:
        raise ValueError(f"{said} is no day of a month: expected from 1 to 31.")
    return str(day)


def _make_date(said: str) -> date:
    """Make a day of « 25/12/2026 » or « 25 décembre 2026 ».

    Raises
        ValueError: the day does not exist.
    """
    if "/" in said or "." in said:
        day, month, year = map(int, re.split(r"[/.]", said))
        return date(year, month, day)
    number, name, year_said = said.split(" ")[-3:]
    return date(int(year_said), _MONTHS.index(name) + 1, int(_make_month_day(number)))


def _make_time(said: str) -> time:
    """Make an hour of « 19 h 30 ».

    Raises
        ValueError: the hour does not exist.
    """
    if said in ("midi", "minuit"):
        return time(12 if said == "midi" else 0)
    hour, minute = [*map(int, re.findall(r"\d+", said)), 0][:2]
    return time(hour, minute)
