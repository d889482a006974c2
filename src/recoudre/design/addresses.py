"""Addresses that leave the site: in mails and on paper, they must be whole."""

from django.conf import settings


def write_absolute(path: str) -> str:
    """Write the whole public address of a page of the site.

    Raises
        ValueError: the path does not begin with one slash: it could lead elsewhere.
    """
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(
            f"{path!r} is not a path of the site. Give one that begins with a single slash."
        )
    return f"{settings.SITE_ADDRESS}{path}"
