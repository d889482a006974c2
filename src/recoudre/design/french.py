"""Typography: numbers, days, phones, distances and labels, as a good desk writes them.

French first; in a page asked in English, days and numbers are written the English way.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from recoudre.vocabulary import lists

NARROW = "\u202f"
NO_BREAK = "\u00a0"
WEEKDAYS = tuple(day.label for day in lists.Weekday)
MONTHS = (
    gettext_noop("janvier"),
    gettext_noop("février"),
    gettext_noop("mars"),
    gettext_noop("avril"),
    gettext_noop("mai"),
    gettext_noop("juin"),
    gettext_noop("juillet"),
    gettext_noop("août"),
    gettext_noop("septembre"),
    gettext_noop("octobre"),
    gettext_noop("novembre"),
    gettext_noop("décembre"),
)
# Reached by their national number: abroad they do not answer to +33.
OVERSEAS_PREFIXES = ("0262", "0263", "0269", "0508", "0590", "0594", "0596", "0639", "069", "097")
PHONE_SEPARATORS = re.compile(r"[ .\-/()\u00a0\u202f]")
FRENCH_PREFIX = re.compile(r"^(?:\+|00)330?")
FRENCH_PHONE = re.compile(r"0[0-9]{9}\Z|[1-9][0-9]{1,5}\Z")


def is_french() -> bool:
    """Tell whether the page is written in French, as it is unless something else is asked."""
    return (get_language() or "fr").startswith("fr")


def write_number(value: float | Decimal | None, decimals: int = 0) -> str:
    """Write a number with narrow no-break spaces and a decimal comma; None is "inconnu".

    >>> write_number(12345.678, 1)
    '12\\u202f345,7'
    """
    if value is None:
        return _("inconnu")
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}"
    if is_french():
        text = text.replace(",", NARROW).replace(".", ",")
    return f"−{text}" if rounded < 0 else text


def write_share(share: float | None, decimals: int = 0) -> str:
    """Write a share in [0, 1] as a percentage: 0.253 is "25 %"."""
    if share is None:
        return _("inconnu")
    return attach_unit(write_number(share * 100, decimals), "%")


def attach_unit(number: str, unit: str) -> str:
    """Attach a unit to a number already written; English glues the sign of a percentage."""
    if not unit:
        return number
    return f"{number}%" if unit == "%" and not is_french() else f"{number}{NO_BREAK}{unit}"


def write_time(hour: int, minute: int = 0) -> str:
    """Write a time of day: 18 h 30, 9 h; 18:30 and 9:00 in English."""
    if not is_french():
        return f"{hour}:{minute:02d}"
    text = f"{hour}{NO_BREAK}h"
    return f"{text}{NO_BREAK}{minute:02d}" if minute else text


def write_day(moment: date | datetime, *, today: date) -> str:
    """Write a day, and the time when there is one: "vendredi 3 juillet, 18 h 30".

    The year is written when it is not this year. An instant is expected in local time.
    """
    text = f"{_(WEEKDAYS[moment.weekday()])} {_write_day_of_month(moment)}"
    if moment.year != today.year:
        text += f" {moment.year}"
    if isinstance(moment, datetime):
        text += f", {write_time(moment.hour, moment.minute)}"
    return text


def write_date(day: date) -> str:
    """Write a date with its year: "3 juillet 2026"."""
    return f"{_write_day_of_month(day)} {day.year}"


def write_phone(phone: str) -> str:
    """Write a French phone in pairs: 04 75 00 00 00. What is not one is left as it is."""
    digits = _national_digits(phone)
    if not digits:
        return phone.strip()
    start = len(digits) % 2
    pairs = [digits[i : i + 2] for i in range(start, len(digits), 2)]
    return NO_BREAK.join([digits[:start], *pairs] if start else pairs)


def link_phone(phone: str) -> str:
    """Give the `tel:` address of a phone, or nothing when it is not one."""
    digits = _national_digits(phone)
    if not digits:
        return ""
    is_mainland = len(digits) == 10 and not digits.startswith(OVERSEAS_PREFIXES)
    return f"tel:+33{digits[1:]}" if is_mainland else f"tel:{digits}"


def write_distance(distance_m: float | None) -> str:
    """Write how far: "à 2,3 km"; rounded to 50 m below one kilometre; nothing when unknown."""
    if distance_m is None:
        return ""
    if distance_m < 100:
        return _("à moins de %(distance)s") % {"distance": f"100{NO_BREAK}m"}
    if distance_m < 975:
        return _("à %(distance)s") % {"distance": f"{50 * round(distance_m / 50)}{NO_BREAK}m"}
    kilometres = write_number(distance_m / 1000, 1 if distance_m < 9_950 else 0)
    whole = kilometres.removesuffix(",0").removesuffix(".0")
    return _("à %(distance)s") % {"distance": f"{whole}{NO_BREAK}km"}


def write_label(slug: str, list_name: str) -> str:
    """Write the label of a closed value: write_label("free", "Cost") is "gratuit"."""
    closed_list = getattr(lists, list_name)
    try:
        label: str = closed_list(slug).label
    except ValueError:
        return slug
    return _(label)


def _write_day_of_month(day: date) -> str:
    first = "1er" if is_french() else "1"
    return f"{first if day.day == 1 else day.day} {_(MONTHS[day.month - 1])}"


def _national_digits(phone: str) -> str:
    """Keep the digits of a French number: ten from 0, or a short number; else nothing."""
    written = PHONE_SEPARATORS.sub("", phone)
    digits = FRENCH_PREFIX.sub("0", written)
    return digits if FRENCH_PHONE.match(digits) else ""
