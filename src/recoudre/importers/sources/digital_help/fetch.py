"""Where the digital-help sites are downloaded from."""

from recoudre.importers.fetching import Download, fetch_address
from recoudre.importers.sources.digital_help.mapping import INFO


def fetch(download: Download) -> bytes:
    """Fetch the list of sites.

    Raises
        SourceUnavailableError: the service does not answer.
    """
    return fetch_address(INFO.download_url, download, slug=INFO.slug, page=INFO.homepage)
