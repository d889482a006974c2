"""Descriptions made comparable: folded names without their commune, streets, numbers, points."""

from collections.abc import Iterable

import duckdb

from recoudre.analysis.errors import MissingColumnsError
from recoudre.analysis.matching.words import (
    BRANCH_WORDS,
    FAMILIES,
    JOINED,
    PLAIN,
    SATELLITES,
    SHORT_WORDS,
    STREET_PLAIN,
    STREET_TYPES,
)

COLUMNS: dict[str, str] = {
    "id": "BIGINT", "source": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR",
    "commune_code": "VARCHAR", "commune_name": "VARCHAR", "address": "VARCHAR",
    "postcode": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE", "precision": "VARCHAR",
    "phone": "VARCHAR", "email": "VARCHAR", "website": "VARCHAR", "siret": "VARCHAR",
    "rna": "VARCHAR", "day": "VARCHAR",
}  # fmt: skip
"""What is read of each description. `id` is unique; an empty text is unknown, like a null."""

REQUIRED = ("id", "source", "name", "commune_code")
# A group larger than this says nothing of the two: a switchboard, a shared site, a common name.
BLOCK_LIMIT = 40
_FINE = "('number', 'street')"


def check_columns(present: Iterable[str]) -> None:
    """Check that the columns without which nothing can be compared are there.

    Raises
        MissingColumnsError: one of them is not.
    """
    names = list(present)
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise MissingColumnsError("descriptions", missing, names)


def normalise(con: duckdb.DuckDBPyConnection, present: Iterable[str]) -> None:
    """Make the table `compared` from the view `described`; columns that it lacks are unknown.

    `compared` has, for each description: `words` (distinct words of the name that say something,
    in order), `families`, `branch`, `street`, `number`, `lat`, `lon` (null when the point is not
    fine), contacts, identifiers, and the keys of blocking.
    """
    make_functions(con)
    held = set(present)
    picked = ", ".join(_pick(name, kind, held) for name, kind in COLUMNS.items())
    con.execute(f"CREATE OR REPLACE TEMP VIEW typed AS SELECT {picked} FROM described")  # noqa: S608
    con.execute(_READ)
    con.execute(_SPLIT)
    con.execute(_count_words())
    con.execute(_COMPARED)
    con.execute("DROP TABLE read_names; DROP TABLE split_names")


def make_functions(con: duckdb.DuckDBPyConnection) -> None:
    """Make the SQL functions that fold texts and read addresses; `fold` is `vocabulary.fold`."""
    con.execute(
        "CREATE OR REPLACE TEMP MACRO fold(said) AS trim(regexp_replace(strip_accents(lower("
        "replace(replace(replace(replace(replace(said, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'),"
        " 'Æ', 'ae'), 'ß', 'ss'))), '[^a-z0-9]+', ' ', 'g'))"
    )
    cases = " ".join(f"WHEN w = '{short}' THEN '{full}'" for short, full in SHORT_WORDS.items())
    longest = max(len(short) for short in SHORT_WORDS)
    con.execute(
        "CREATE OR REPLACE TEMP MACRO spell(words) AS "
        f"list_transform(words, lambda w: CASE WHEN length(w) > {longest} THEN w "
        f"{cases} ELSE w END)"
    )
    joined = "' ' || said || ' '"
    for words, word in JOINED.items():
        joined = f"replace({joined}, ' {words} ', ' {word} ')"
    con.execute(f"CREATE OR REPLACE TEMP MACRO join_words(said) AS trim({joined})")
    families = " ".join(
        f"WHEN w IN {_quote(words)} THEN '{family}'" for family, words in FAMILIES.items()
    )
    con.execute(
        "CREATE OR REPLACE TEMP MACRO find_families(words) AS list_sort(list_distinct(list_filter("
        f"list_transform(words, lambda w: CASE {families} END), lambda f: f IS NOT NULL)))"
    )


def _pick(name: str, kind: str, present: set[str]) -> str:
    if name not in present:
        return f"CAST(NULL AS {kind}) AS {name}"
    return f"NULLIF(CAST({name} AS VARCHAR), '')::{kind} AS {name}"


def _quote(words: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in sorted(words)) + ")"


_ALL_FAMILY_WORDS = {word for words in FAMILIES.values() for word in words}

_READ = f"""
CREATE OR REPLACE TEMP TABLE read_names AS
SELECT id, source, kind, commune_code, postcode, siret, rna, day,
    lower(email) AS email,
    lower(regexp_replace(website, '^https?://(www\\.)?|/+$', '', 'g')) AS web,
    right(regexp_replace(phone, '[^0-9]', '', 'g'), 9) AS phone,
    CASE WHEN precision IS NULL OR precision IN {_FINE} THEN lat END AS lat,
    CASE WHEN precision IS NULL OR precision IN {_FINE} THEN lon END AS lon,
    spell(string_split(join_words(fold(coalesce(name, ''))), ' ')) AS name_words,
    spell(string_split(fold(coalesce(commune_name, '')), ' ')) AS commune_words,
    array_to_string(spell(string_split(fold(coalesce(address, '')), ' ')), ' ') AS address
FROM typed
"""  # noqa: S608

_TYPES = "|".join(STREET_TYPES)
_SPLIT = f"""
CREATE OR REPLACE TEMP TABLE split_names AS
SELECT * EXCLUDE (name_words, commune_words, address, phone),
    CASE WHEN length(phone) = 9 THEN phone END AS phone,
    list_sort(list_distinct(list_filter(name_words, lambda w: w <> ''
        AND NOT w IN {_quote(PLAIN | _ALL_FAMILY_WORDS)}
        AND NOT list_contains(commune_words, w)))) AS words,
    find_families(name_words) AS families,
    list_sort(list_distinct(list_filter(name_words, lambda w:
        w IN {_quote(BRANCH_WORDS)} OR regexp_full_match(w, '[0-9]{{1,2}}')))) AS branch,
    list_has_any(name_words, {sorted(SATELLITES)}) AS is_satellite,
    NULLIF(coalesce(
        NULLIF(regexp_extract(address, '(\\d+) ?(?:bis|ter|quater|[a-d])? (?:{_TYPES})\\b', 1), ''),
        NULLIF(regexp_extract(address, '^(\\d{{1,4}})\\b', 1), '')), '') AS number,
    NULLIF(regexp_extract(address, '\\d+ ?(bis|ter|quater|[a-d])\\b', 1), '') AS suffix,
    array_to_string(list_filter(string_split(coalesce(
        NULLIF(regexp_extract(address, '\\b(?:{_TYPES})\\b(.*)$', 1), ''), address), ' '),
        lambda w: w <> '' AND NOT w IN {_quote(STREET_PLAIN)}
        AND NOT regexp_full_match(w, '\\d{{5}}') AND NOT list_contains(commune_words, w)), ' ')
        AS street_said
FROM read_names
"""  # noqa: S608


def _count_words() -> str:
    """Count in how many descriptions each word is: the rarest of a name finds its likes."""
    return """
CREATE OR REPLACE TEMP TABLE word_counts AS
SELECT word, count(*) AS n FROM (SELECT unnest(words) AS word FROM split_names) GROUP BY word
"""


def _spare(key: str, name: str = "") -> str:
    """Write a key of blocking that is null in a crowd; crowds are few, so they are looked up."""
    crowd = (
        f"SELECT {key} FROM keyed WHERE {key} IS NOT NULL "  # noqa: S608
        f"GROUP BY ALL HAVING count(*) > {BLOCK_LIMIT}"
    )
    return f"CASE WHEN {key} NOT IN ({crowd}) THEN {key} END AS {name or key}"


_COMPARED = f"""
CREATE OR REPLACE TEMP TABLE compared AS
WITH rarest AS (
    SELECT id, arg_min(word, (n, word)) AS rare, min(n) AS rare_count
    FROM (SELECT id, unnest(words) AS word FROM split_names) JOIN word_counts USING (word)
    GROUP BY id
), keyed AS MATERIALIZED (
    SELECT s.* EXCLUDE (street_said), NULLIF(street_said, '') AS street,
        NULLIF(array_to_string(words, ' '), '') AS word_key,
        array_to_string(families, ' ') AS family_key, rare, rare_count,
        commune_code || '|' || street_said || '|' || number AS address_key,
        commune_code || '|' || rare AS rare_key,
        postcode || '|' || rare AS post_key,
        unnest(CASE WHEN families = [] THEN [''] ELSE families[:1] END) AS family,
        CASE WHEN lat IS NOT NULL THEN round(lat * 500)::INT || '|' || round(lon * 350)::INT END
            AS cell_key,
        CASE WHEN lat IS NOT NULL
            THEN round(lat * 500 + 0.5)::INT || '|' || round(lon * 350 + 0.5)::INT
            END AS shifted_key
    FROM split_names s LEFT JOIN rarest USING (id)
)
SELECT * EXCLUDE (address_key, rare_key, post_key, cell_key, shifted_key, family),
    {_spare("phone", "phone_key")}, {_spare("email", "email_key")},
    {_spare("address_key")}, {_spare("rare_key")}, {_spare("post_key")},
    {_spare("cell_key")}, {_spare("shifted_key")},
    {_spare("commune_code || '|' || family", "family_block")}
FROM keyed
"""  # noqa: S608
