"""Find the days of a gathering: "2 fr 20:00" is every second Friday of the month at 20:00.

"-1" is the last of the month. Months may follow ("3 sa 11:00 6,9"); without them, every month.
The year is fixed, December 2026 to December 2027, so that the files never change.
"""

from datetime import date, datetime, time, timedelta

MONTHS = ((2026, 12), *((2027, month) for month in range(1, 13)))
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
WEEK = timedelta(days=7)
HOLIDAYS = ((12, 25), (1, 1))
"""Month and day of the two days on which nobody gathers."""


def list_starts(rhythm: str) -> list[datetime]:
    """List the beginnings, in order, in local French time.

    >>> [str(start) for start in list_starts("-1 sa 14:00 2")]
    ['2027-02-27 14:00:00']
    """
    rank, weekday, hour, *months = rhythm.split()
    wanted = {int(month) for month in months[0].split(",")} if months else set(range(1, 13))
    starts = (
        _find_day(year, month, int(rank), WEEKDAYS.index(weekday), hour)
        for year, month in MONTHS
        if month in wanted
    )
    return [start for start in starts if (start.month, start.day) not in HOLIDAYS]


def _find_day(year: int, month: int, rank: int, weekday: int, hour: str) -> datetime:
    hours, minutes = map(int, hour.split(":"))
    first = datetime.combine(date(year, month, 1), time(hours, minutes))
    first += timedelta(days=(weekday - first.weekday()) % 7)
    if rank > 0:
        return first + (rank - 1) * WEEK
    fifth = first + 4 * WEEK
    return fifth if fifth.month == month else fifth - WEEK
