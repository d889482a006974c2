"""Where the list of public libraries is downloaded from."""

from recoudre.importers.fetching import Download, fetch_address
from recoudre.importers.sources.libraries.mapping import INFO


def fetch(download: Download) -> bytes:
    """Fetch the list.

    Raises
        SourceUnavailableError: the portal does not answer.
    """
    return fetch_address(INFO.download_url, download, slug=INFO.slug, page=INFO.homepage)
