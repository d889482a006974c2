"""Bands of population: communes are compared with communes of their size.

The density class of INSEE would be a second criterion; an observation does not carry it, so that
size alone makes the group, and says so wherever a comparison is shown.
"""

import ibis

from recoudre.analysis.conventions import SIZE_BOUNDS


def list_size_bands() -> list[tuple[int, int | None]]:
    """List the bands as (first, last) residents, both included; the last band has no end.

    Example
        >>> list_size_bands()[0], list_size_bands()[-1]
        ((0, 499), (50000, None))
    """
    starts = (0, *SIZE_BOUNDS)
    ends = (*(bound - 1 for bound in SIZE_BOUNDS), None)
    return list(zip(starts, ends, strict=True))


def find_size_band(residents: ibis.Value) -> ibis.Value:
    """Find the band of a number of residents: 0 to 4, null where residents are unknown.

    Example
        >>> communes = ibis.memtable({"residents": [499, 500, 60_000]})
        >>> bands = communes.select("residents", band=find_size_band(communes.residents))
        >>> bands.order_by("residents").to_pyarrow().to_pydict()["band"]
        [0, 1, 4]
    """
    first, *others = ((residents >= bound).cast("int64") for bound in SIZE_BOUNDS)
    return sum(others, start=first)
