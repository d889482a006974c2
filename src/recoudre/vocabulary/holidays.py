"""French public holidays by département, and school holidays by zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

# (month, day) everywhere in France.
FIXED_DAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.
MOVING_DAYS = (1, 39, 50)
# The local law of Alsace and Moselle adds Good Friday and 26 December.
LOCAL_LAW = frozenset({"57", "67", "68"})
# The day of the abolition of slavery, by code: Guadeloupe, Martinique, Guyane, La Réunion, Mayotte,
# Saint-Barthélemy, Saint-Martin.
ABOLITION_DAYS = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
    "977": (10, 9),
    "978": (5, 28),
}
# The zone of school holidays of each département, by académie. Corsica and overseas have their own
# calendar: it bears their name in the official file.
DEPARTMENTS_BY_ZONE = {
    "A": (
        "25 39 70 90",  # Besançon
        "24 33 40 47 64",  # Bordeaux
        "03 15 43 63",  # Clermont-Ferrand
        "21 58 71 89",  # Dijon
        "07 26 38 73 74",  # Grenoble
        "19 23 87",  # Limoges
        "01 42 69",  # Lyon
        "16 17 79 86",  # Poitiers
    ),
    "B": (
        "04 05 13 84",  # Aix-Marseille
        "02 60 80",  # Amiens
        "59 62",  # Lille
        "54 55 57 88",  # Nancy-Metz
        "44 49 53 72 85",  # Nantes
        "06 83",  # Nice
        "14 27 50 61 76",  # Normandie
        "18 28 36 37 41 45",  # Orléans-Tours
        "08 10 51 52",  # Reims
        "22 29 35 56",  # Rennes
        "67 68",  # Strasbourg
    ),
    "C": (
        "77 93 94",  # Créteil
        "11 30 34 48 66",  # Montpellier
        "75",  # Paris
        "09 12 31 32 46 65 81 82",  # Toulouse
        "78 91 92 95",  # Versailles
    ),
    "Corse": ("2A 2B",),
    "Guadeloupe": ("971",),
    "Martinique": ("972",),
    "Guyane": ("973",),
    "Réunion": ("974",),
    "Saint Pierre et Miquelon": ("975",),
    "Mayotte": ("976",),
}
ZONE_BY_DEPARTMENT = {
    department: zone
    for zone, academies in DEPARTMENTS_BY_ZONE.items()
    for academy in academies
    for department in academy.split()
}


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The school holidays of one zone: (first day, last day) included, in order, none twice.

    It speaks from the first day of its first holidays to the last day of its last: of any other
    day it says nothing.
    """

    breaks: tuple[tuple[date, date], ...] = ()

    def is_break(self, day: date) -> bool | None:
        """Say whether a day is in the school holidays; None when the calendar does not cover it."""
        if not self.covers(day):
            return None
        return any(first <= day <= last for first, last in self.breaks)

    def covers(self, day: date) -> bool:
        """Say whether this calendar speaks of a day."""
        return bool(self.breaks) and self.breaks[0][0] <= day <= self.breaks[-1][1]


def make_calendar(breaks: Sequence[tuple[date, date]]) -> SchoolCalendar:
    """Make a calendar from holidays in any order."""
    return SchoolCalendar(tuple(sorted(set(breaks), key=lambda pair: (pair[0], pair[1]))))


def is_public_holiday(day: date, department: str = "") -> bool:
    """Say whether a day is a public holiday in a département ("" : those of all France).

    Example
        >>> is_public_holiday(date(2026, 12, 26)), is_public_holiday(date(2026, 12, 26), "67")
        (False, True)
    """
    return day in _list_holidays(day.year, department)


@lru_cache(maxsize=512)
def _list_holidays(year: int, department: str) -> frozenset[date]:
    sunday = easter(year)
    days = [date(year, month, day) for month, day in FIXED_DAYS]
    days += [sunday + timedelta(days=after) for after in MOVING_DAYS]
    if department in LOCAL_LAW:
        days += [sunday - timedelta(days=2), date(year, 12, 26)]
    if department in ABOLITION_DAYS:
        days.append(date(year, *ABOLITION_DAYS[department]))
    return frozenset(days)
