"""How often one address may try something in an hour. No address is kept, only its keyed digest.

Counted in the cache: with several workers a limit is as many times itself, which is still a limit.
"""

import ipaddress
from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR_S = 3_600
_KEY = "recoudre.inventory.attempt"


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
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    text = hops[-trusted] if 0 < trusted <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _name_key(request: Asked, what: str) -> str:
    digest = salted_hmac(_KEY, f"{what} {find_address(request)}", algorithm="sha256").hexdigest()
    return f"attempt:{digest}"
