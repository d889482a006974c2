"""The network, behind one function: sources are given it, so that their tests need none."""

from collections.abc import Callable
from http.client import HTTPException
from urllib.request import Request, urlopen

from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.reading import MAX_BYTES

Download = Callable[[str], bytes]
"""Gives what an address answers, or raises OSError."""

TIMEOUT_S = 60
_AGENT = "Recoudre (observatoire du lien social)"


class SourceUnavailableError(ImportStoppedError):
    """A source does not answer; a file given by hand still works."""


def download(address: str) -> bytes:
    """Download an https address, up to the size that can be read.

    Raises
        OSError: no network, no answer in time, an error of the server, or no https.
    """
    if not address.startswith("https://"):
        raise OSError(f"not an https address: {address}")
    request = Request(address, headers={"User-Agent": _AGENT})  # noqa: S310 - https, checked above.
    try:
        with urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - https, checked above.
            content: bytes = answer.read(MAX_BYTES + 1)
    except HTTPException as error:
        raise OSError(str(error)) from error
    return content


def fetch_address(address: str, download: Download, *, slug: str, page: str) -> bytes:
    """Fetch one address of a source.

    Raises
        SourceUnavailableError: it does not answer; the message says what still works.
    """
    try:
        return download(address)
    except OSError as error:
        raise SourceUnavailableError(explain_absence(address, slug=slug, page=page)) from error


def explain_absence(address: str, *, slug: str, page: str) -> str:
    """Say in French that a source does not answer, and what still works."""
    return (
        f"L’adresse {address} ne répond pas. Rien n’a été changé. Ce qui marche encore : "
        f"téléchargez le fichier depuis {page}, puis donnez-le : recoudre import {slug} FICHIER."
    )
