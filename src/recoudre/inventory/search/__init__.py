"""Search: words, places and facets in one index, the same answers on SQLite and PostgreSQL."""

from recoudre.inventory.search.queries import (
    Answer,
    MapMark,
    count_answers,
    list_answers,
    list_marks,
    search_occasions,
)
from recoudre.inventory.search.question import Box, Circle, Question

__all__ = [
    "Answer",
    "Box",
    "Circle",
    "MapMark",
    "Question",
    "count_answers",
    "list_answers",
    "list_marks",
    "search_occasions",
]
