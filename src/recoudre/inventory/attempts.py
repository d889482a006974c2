"""How often one address may try something in an hour. No address is kept, only its keyed digest.

Counted in the cache: with several workers a limit is as many times itself, which is still a limit.
"""

import ipaddress
import re
from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR_S = 3_600
_KEY = "recoudre.inventory.attempt"
# Some proxies write the port too: "1.2.3.4:5678", "[2001:db8::1]:5678".
_WITH_PORT = re.compile(r"([\d.]+|\[.+\]):\d+")


class Asked(Protocol):
    """What is read of a request: its headers, and the address of who is next to us."""

    @property
    def META(self) -> dict[str, str]:  # noqa: N802 - as Django names it
        """Give the environment of the request."""


def has_attempts_left(request: Asked, what: str, *, most: int) -> bool:
    """Say whether an address tried something less than so many times in this hour."""
    return int(cache.get(_name_key(request, what), 0)) < most


def keep_attempt(request: Asked, what: str) -> None:
    """Keep in mind, for an hour, that an address tried something once more."""
    key = _name_key(request, what)
    cache.add(key, 0, HOUR_S)
    try:
        cache.incr(key)
    except ValueError:
        # It was forgotten between the two lines.
        cache.set(key, 1, HOUR_S)


def find_address(request: Asked) -> str:
    """Find the address of who asks, through the proxies that we trust; "" when unknown.

    An IPv6 address is read by its network: one home holds billions of them.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [hop.strip() for hop in said if hop.strip()]
    trusted: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    text = hops[-trusted] if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", "")
    with_port = _WITH_PORT.fullmatch(text)
    try:
        address = ipaddress.ip_address((with_port[1] if with_port else text).strip("[]"))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _name_key(request: Asked, what: str) -> str:
    digest = salted_hmac(_KEY, f"{what} {find_address(request)}", algorithm="sha256").hexdigest()
    return f"attempt:{digest}"
