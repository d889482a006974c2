"""What `analyse_country` times: every result table of an observation, or the access alone."""

import sys
from pathlib import Path

from benchmarks.home import use


def main(folder: str, what: str) -> None:
    """Open an observation and compute."""
    use(Path(folder).parent.parent)
    from django.utils import timezone

    from recoudre.analysis.access.shared import shared_access
    from recoudre.indicators.computing import compute_tables
    from recoudre.observation.opening import open_observation

    tables = open_observation(Path(folder)).tables
    if what == "all":
        compute_tables(tables, today=timezone.localdate())
    else:
        shared_access(tables["territories"], tables["occasions"], tables["bonds"]).to_pyarrow()


if __name__ == "__main__":
    main(*sys.argv[1:3])
