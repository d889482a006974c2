"""E-mails, telephones and web addresses as people type them in a cell."""

import re
from urllib.parse import urlsplit

from recoudre.importers.repairs.codes import mend_number_code
from recoudre.importers.repairs.rows import Mended
from recoudre.importers.repairs.text import mend_text
from recoudre.vocabulary.records import DoubtName, RepairName

MAX_URL_LENGTH = 2_000

EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
PHONE = re.compile(
    r"(?<!\d)(?:(?:\+|00)\s?(?:33|590|594|596|262|269)[\s.\-]*(?:\(0\)[\s.\-]*)?\d{1,3}|0[1-9])"
    r"(?:[\s.\-/]*\d{2}){4}(?!\d)"
)
_SHORT = re.compile(r"^3\d{3}$")
_INTERNATIONAL = re.compile(r"^(?:\+|00)(33|590|594|596|262|269)(?:\(0\))?(\d{9})$")
_FILLING = re.compile(r"[\s\xa0\u202f.\-/]")
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_HOST = re.compile(r"^(?:[\w](?:[\w-]*[\w])?\.)+[A-Za-z]{2,}$")


def mend_email(cell: str, column: str) -> Mended[str]:
    """Read an e-mail address, the first when a cell holds several.

    Example
        >>> mend_email("mairie@x.fr - accueil@x.fr", "courriel").value
        'mairie@x.fr'
    """
    mended = mend_text(cell, column)
    text = mended.value
    if not text:
        return mended
    found = EMAIL.findall(text)
    if not found or text.count("@") != len(found):
        return mended.doubt(DoubtName.EMAIL_UNREADABLE, column, text, "")
    return _keep_first(mended, column, text, found, RepairName.SEVERAL_EMAILS)


def mend_phone(cell: str, column: str) -> Mended[str]:
    """Read a telephone in the national form, the first when a cell holds several.

    Example
        >>> mend_phone("+33475464362", "tel").value, mend_phone("475464362", "tel").value
        ('04 75 46 43 62', '04 75 46 43 62')
    """
    mended = mend_number_code(cell, column)
    text = mended.value
    if not text:
        return mended
    digits = _FILLING.sub("", text)
    if len(digits) == 9 and digits.isdigit() and digits[0] != "0":
        number = format_phone(f"0{digits}")
        return mended.add(RepairName.LEADING_ZERO, column, text, number)
    if number := read_phone(text):
        return Mended(number, mended.repairs)
    found = [number for one in PHONE.findall(text) if (number := read_phone(one))]
    if not found:
        return mended.doubt(DoubtName.PHONE_UNREADABLE, column, text, "")
    return _keep_first(mended, column, text, found, RepairName.SEVERAL_PHONES)


def read_phone(text: str) -> str:
    """Read one telephone as 0X XX XX XX XX, or a short one (3646); "" when it is not one.

    The overseas prefixes (+262, +590...) repeat themselves in the national number:
    +262 262 33 45 65 is 02 62 33 45 65. Some files write +269 for Mayotte, which left it for
    +262 in 2007.
    """
    digits = _FILLING.sub("", text)
    if _SHORT.match(digits):
        return digits
    if found := _INTERNATIONAL.match(digits):
        digits = f"0{found[2]}"
    is_national = len(digits) == 10 and digits.isdigit() and digits[0] == "0" and digits[1] != "0"
    return format_phone(digits) if is_national else ""


def format_phone(digits: str) -> str:
    """Write ten digits two by two."""
    return " ".join(digits[at : at + 2] for at in range(0, 10, 2))


def mend_url(cell: str, column: str) -> Mended[str]:
    """Read a web address: a missing scheme is added, any other scheme than http(s) refused.

    Example
        >>> mend_url("www.dieulefit.fr", "site").value
        'https://www.dieulefit.fr'
        >>> mend_url("javascript:alert(1)", "site").value
        ''
    """
    mended = mend_text(cell, column)
    text = mended.value
    if not text:
        return mended
    address = text if _SCHEME.match(text) else f"https://{text.lstrip('/')}"
    if not is_web_address(address):
        return mended.doubt(DoubtName.URL_UNREADABLE, column, text, "")
    if address == text:
        return mended
    return mended.add(RepairName.URL_SCHEME, column, text, address)


def is_web_address(address: str) -> bool:
    """Say whether an address is http or https, on a named host, without spaces nor password."""
    if len(address) > MAX_URL_LENGTH or re.search(r"[\s<>\"'`\\]", address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        has_port = parts.port != 0
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and "@" not in parts.netloc
        and has_port
        and _HOST.match(host) is not None
    )


def _keep_first(
    mended: Mended[str], column: str, text: str, found: list[str], several: RepairName
) -> Mended[str]:
    """Keep the first of the values found in a text; say whether others, or words, were left."""
    first = found[0]
    if len(found) > 1:
        return mended.add(several, column, text, first)
    if text == first:
        return mended
    return mended.add(RepairName.TEXT_AROUND, column, text, first)
