"""Search: words, places and facets in one index, the same answers on SQLite and PostgreSQL."""

from recoudre.inventory.search.question import Box, Question
from recoudre.inventory.search.queries import Answer, MapMark, list_marks, search_occasions

__all__ = ["Answer", "Box", "MapMark", "Question", "list_marks", "search_occasions"]
