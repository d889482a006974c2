"""The word index of each database: how it is made, written, and asked.

Both hold the same tokens, made by `words.py`. SQLite keeps them in an FTS5 table, PostgreSQL in a
`tsvector` column of the search entries. What differs between the two is all in this file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from recoudre.inventory.search.terms import Term


@dataclass(frozen=True, slots=True)
class IndexedWords:
    """The folded text of one occasion, the stems of its words, and its tokens of place."""

    occasion_id: int
    text: str
    stems: str
    places: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of SQL on the search entries `e`, with its parameters."""

    join: str
    where: str
    parameters: tuple[object, ...]


class SqliteEngine:
    """FTS5: one row per occasion, `rowid` is its id."""

    CREATE = (
        "CREATE VIRTUAL TABLE inventory_searchwords "
        "USING fts5(stems, places, tokenize='ascii', detail='column')"
    )
    DROP = "DROP TABLE IF EXISTS inventory_searchwords"

    def write(self, rows: Iterable[IndexedWords]) -> None:
        """Write the words of occasions that have none yet."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO inventory_searchwords(rowid, stems, places) VALUES (%s, %s, %s)",
                [(row.occasion_id, row.stems, row.places) for row in rows],
            )

    def erase(self, occasion_ids: list[int]) -> None:
        """Erase the words of occasions."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM inventory_searchwords WHERE rowid = %s",
                [(occasion_id,) for occasion_id in occasion_ids],
            )

    def ask(self, terms: Sequence[Term], places: list[str]) -> Clause | None:
        """Ask for all the terms and any of the places; None when there is nothing to ask."""
        parts = [_join_term(term, 'stems:"{}"', " AND ", " OR ") for term in terms]
        if places:
            parts.append("(" + " OR ".join(f"places:{place}" for place in places) + ")")
        if not parts:
            return None
        return Clause(
            join="JOIN inventory_searchwords w ON w.rowid = e.occasion_id",
            where="inventory_searchwords MATCH %s",
            parameters=(" AND ".join(parts),),
        )

    def ask_beginnings(self, beginnings: list[str], places: list[str], *, is_every: bool) -> Clause:
        """Ask for every word that begins so, or any, in any place; neither list is empty."""
        parts = [f'stems:"{beginning}"*' for beginning in beginnings]
        words = (" AND " if is_every else " OR ").join(parts)
        where = " OR ".join(f"places:{place}" for place in places)
        return Clause(
            join="JOIN inventory_searchwords w ON w.rowid = e.occasion_id",
            where="inventory_searchwords MATCH %s",
            parameters=(f"({words}) AND ({where})",),
        )

    def count_up_to(self, clause: Clause, most: int) -> tuple[str, tuple[object, ...]]:
        """Write the SQL that counts the entries of the index alone, up to a number."""
        return (
            "SELECT count(*) FROM (SELECT 1 FROM inventory_searchwords "
            f"WHERE {clause.where} LIMIT {most}) AS counted",
            clause.parameters,
        )

    def walk(self, clause: Clause | None) -> tuple[str, str]:
        """Write what makes SQLite walk the entries by name, asking the index for each."""
        source = "inventory_searchentry e INDEXED BY entry_by_name"
        if clause is None:
            return source, "1 = 1"
        inside = "SELECT rowid FROM inventory_searchwords WHERE "
        return source, f"e.occasion_id IN ({inside}{clause.where})"


class PostgresEngine:
    """A `tsvector` with two weights: A for the stems, B for the places."""

    CREATE = (
        "ALTER TABLE inventory_searchentry ADD COLUMN document tsvector; "
        "CREATE INDEX inventory_searchentry_document ON inventory_searchentry USING gin (document)"
    )
    DROP = "ALTER TABLE inventory_searchentry DROP COLUMN IF EXISTS document"

    def write(self, rows: Iterable[IndexedWords]) -> None:
        """Write the words of occasions that have none yet."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE inventory_searchentry SET document = "
                "setweight(to_tsvector('simple', %s), 'A')"
                " || setweight(to_tsvector('simple', %s), 'B') WHERE occasion_id = %s",
                [(row.stems, row.places, row.occasion_id) for row in rows],
            )

    def erase(self, occasion_ids: list[int]) -> None:
        """Nothing to do: the words go with the entry."""

    def ask(self, terms: Sequence[Term], places: list[str]) -> Clause | None:
        """Ask for all the terms and any of the places; None when there is nothing to ask."""
        parts = [_join_term(term, "{}:A", " & ", " | ") for term in terms]
        if places:
            parts.append("(" + " | ".join(f"{place}:B" for place in places) + ")")
        if not parts:
            return None
        return Clause(join="", where="e.document @@ %s::tsquery", parameters=(" & ".join(parts),))

    def ask_beginnings(self, beginnings: list[str], places: list[str], *, is_every: bool) -> Clause:
        """Ask for every word that begins so, or any, in any place; neither list is empty."""
        words = (" & " if is_every else " | ").join(f"{beginning}:*A" for beginning in beginnings)
        where = " | ".join(f"{place}:B" for place in places)
        return Clause(
            join="", where="e.document @@ %s::tsquery", parameters=(f"({words}) & ({where})",)
        )

    def count_up_to(self, clause: Clause, most: int) -> tuple[str, tuple[object, ...]]:
        """Write the SQL that counts the entries of the index alone, up to a number."""
        return (
            "SELECT count(*) FROM (SELECT 1 FROM inventory_searchentry e "
            f"WHERE {clause.where} LIMIT {most}) AS counted",
            clause.parameters,
        )

    def walk(self, clause: Clause | None) -> tuple[str, str]:
        """Write what a walk by name reads; PostgreSQL finds the best way by itself."""
        return "inventory_searchentry e", clause.where if clause else "1 = 1"


def _join_term(term: Term, stem_form: str, every: str, either: str) -> str:
    """Write a term: any of its alternatives, each with all of its stems."""
    ways = [every.join(stem_form.format(stem) for stem in alternative) for alternative in term]
    return "(" + either.join(f"({way})" for way in ways) + ")"


Engine = SqliteEngine | PostgresEngine

ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresEngine()}


def find_engine() -> Engine:
    """Find the engine of the database in use."""
    return ENGINES[connection.vendor]
