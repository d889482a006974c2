"""Where the France services list is downloaded from.

The publisher adds a dated file at each update: the newest one is found in the description of the
data set, which the portal gives at a stable address.
"""

import json

from recoudre.importers.fetching import (
    Download,
    SourceUnavailableError,
    explain_absence,
    fetch_address,
)

SLUG = "france-services"
PAGE = "https://www.data.gouv.fr/fr/datasets/liste-des-structures-france-services/"
DESCRIPTION = "https://www.data.gouv.fr/api/1/datasets/liste-des-structures-france-services/"
# Files of the data set named "liste-fs-20240801.csv"; "liste-fs-com2024-..." lists communes.
PREFIX = "liste-fs-2"


def fetch(download: Download) -> bytes:
    """Fetch the newest list.

    Raises
        SourceUnavailableError: the portal does not answer, or its description has no such file.
    """
    description = fetch_address(DESCRIPTION, download, slug=SLUG, page=PAGE)
    address = find_newest(description)
    if address is None:
        raise SourceUnavailableError(explain_absence(DESCRIPTION, slug=SLUG, page=PAGE))
    return fetch_address(address, download, slug=SLUG, page=PAGE)


def find_newest(description: bytes) -> str | None:
    """Find the address of the newest list in the portal's description of the data set."""
    try:
        resources = json.loads(description)["resources"]
        files = [(_name(resource), str(resource["url"])) for resource in resources]
    except (ValueError, KeyError, TypeError):
        return None
    dated = [(name, url) for name, url in files if name.startswith(PREFIX)]
    return max(dated)[1] if dated else None


def _name(resource: dict[str, object]) -> str:
    """Name the file that a resource holds: the last part of its address."""
    return str(resource["url"]).rpartition("/")[2]
