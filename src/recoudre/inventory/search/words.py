"""Words as the index holds them: folded words, French stems, and tokens of place.

We fold and stem ourselves, at write and at query time, so that both databases find the same.
"""

from recoudre.vocabulary.stems import STOP_WORDS, stem
from recoudre.vocabulary.text import fold

MAX_WORDS = 8
# Grids of latitude and longitude, from coarse to fine: cells per degree.
CELLS_PER_DEGREE = (1, 4, 20)
MAX_CELLS = 40


def stem_text(text: str) -> str:
    """Give the stems of every word of a folded text."""
    return " ".join(map(stem, text.split()))


def list_query_words(typed: str) -> list[str]:
    """List the words of a search that narrow it, at most `MAX_WORDS`, without repeats."""
    words = list(dict.fromkeys(fold(typed).split()))
    kept = [word for word in words if word not in STOP_WORDS] or words
    return kept[:MAX_WORDS]


def name_cells(lat: float, lon: float) -> list[str]:
    """Name the cells that hold a point, one per grid."""
    return [
        _name_cell(level, *_find_cell(lat, lon, level)) for level in range(len(CELLS_PER_DEGREE))
    ]


def cover_box(south: float, west: float, north: float, east: float) -> list[str]:
    """Name the cells that cover a box, on the finest grid that needs few of them.

    A box wider than the coarsest grid can cover with `MAX_CELLS` cells gives no cell: the exact
    comparison of coordinates does the work alone.
    """
    for level in reversed(range(len(CELLS_PER_DEGREE))):
        bottom, left = _find_cell(south, west, level)
        top, right = _find_cell(north, east, level)
        if (top - bottom + 1) * (right - left + 1) <= MAX_CELLS:
            return [
                _name_cell(level, row, column)
                for row in range(bottom, top + 1)
                for column in range(left, right + 1)
            ]
    return []


def name_territory(code: str) -> str:
    """Name a territory as a token of place."""
    return f"t{code.lower()}"


def _find_cell(lat: float, lon: float, level: int) -> tuple[int, int]:
    per_degree = CELLS_PER_DEGREE[level]
    return int((lat + 90) * per_degree), int((lon + 180) * per_degree)


def _name_cell(level: int, row: int, column: int) -> str:
    return f"c{level}r{row}k{column}"
