"""What two scored descriptions are to each other: what is against their being one, and why.

Whatever their probability, two descriptions with something against them are never merged without
a person. They are then co-located when they share a place, branches when they share an
organisation.
"""

import duckdb

from recoudre.analysis.matching.comparing import DISTANCE_M, name_level
from recoudre.analysis.matching.words import FAMILY_NAMES

FAR_M = 2_000
NEAR_M = 60
_SAME_COMMUNE = "commune_code_l = commune_code_r"
_SIREN = "left(siret_l, 9) = left(siret_r, 9)"

# Name of the reason against, and its condition on the columns of a scored pair.
AGAINST: dict[str, str] = {
    "other_words": "name IN ('else', 'shared_word')",
    "other_family": "name = 'other_kin'",
    "other_kind": "kind_l <> kind_r",
    "other_day": "day_l <> day_r",
    "other_branch": "is_satellite_l <> is_satellite_r"
    " OR (branch_l <> [] AND branch_r <> [] AND branch_l <> branch_r)",
    "other_number": "name NOT IN ('same_words', 'both_plain') AND street_l = street_r"
    f" AND {_SAME_COMMUNE}"
    " AND (number_l <> number_r OR (number_l = number_r AND suffix_l <> suffix_r))",
    "other_siret": f"siret_l <> siret_r AND {_SIREN}",
    "other_siren": f"siret_l <> siret_r AND NOT {_SIREN}",
    "other_rna": "rna_l <> rna_r",
    "far": f"distance_m > {FAR_M} AND NOT place IN ('same_address', 'same_street_near')",
}
# The organisation of both is one.
_ORGANISATION = (
    f"({_SIREN} OR rna_l = rna_r OR phone_l = phone_r OR email_l = email_r OR web_l = web_r"
    " OR name = 'same_words')"
)
_TOGETHER = f"(place IN ('same_address', 'within_50_m') OR distance_m < {NEAR_M})"


def judge_pairs(con: duckdb.DuckDBPyConnection, scored: str, *, least: float) -> None:
    """Make the table `judged` from Splink's pairs, each pair once, in the order of its ids.

    Columns: first_id, second_id, first_source, second_source, relation, probability, is_opposed,
    reasons (list of {slug, first, second, distance_m, distance_km}). What is neither likely, nor
    together, nor of one organisation is left out: unrelated.

    Parameters
        scored: name of Splink's table of pairs.
        least: probability under which a pair is kept only for its place or its organisation.
    """
    con.execute(f"CREATE OR REPLACE TEMP VIEW levelled AS SELECT *, {_LEVELS} FROM {scored}")  # noqa: S608
    con.execute(_JUDGED, {"least": least})


IDENTIFIED = 0.9
"""Probability of two descriptions whose names and a phone, an e-mail or an RNA number agree."""


def _name_levels(field: str) -> str:
    gammas = range(-1, 9)
    cases = " ".join(
        f"WHEN {gamma} THEN '{level}'" for gamma in gammas if (level := _find(field, gamma))
    )
    return f"CASE gamma_{field} {cases} END AS {field}"


def _find(field: str, gamma: int) -> str:
    try:
        return name_level(field, gamma)
    except IndexError:
        return ""


def _reason(slug: str, condition: str, first: str = "NULL", second: str = "NULL") -> str:
    """Write one reason as SQL; `first` and `second` follow the order of the ids."""
    one, other = (
        f"CASE WHEN id_l < id_r THEN {a} ELSE {b} END"
        for a, b in ((first, second), (second, first))
    )
    if first == "NULL":
        one = other = "NULL"
    metres = "round(distance_m / 10)::INT * 10" if slug == "near" else "NULL"
    km = "greatest(1, round(distance_m / 1000))::INT" if slug == "far" else "NULL"
    return (
        f"CASE WHEN {condition} THEN {{'slug': '{slug}', 'first': ({one})::VARCHAR, "
        f"'second': ({other})::VARCHAR, 'distance_m': {metres}::INT, 'distance_km': {km}::INT}} END"
    )


_NAMED = " ".join(f"WHEN f = '{family}' THEN '{name}'" for family, name in FAMILY_NAMES.items())


def _words(side: str, other: str) -> str:
    """Write the words that one name has and the other lacks."""
    return (
        f"coalesce(NULLIF(array_to_string(list_filter(words_{side}, "
        f"lambda w: NOT list_contains(words_{other}, w)), ' '), ''), "
        f"array_to_string(list_transform(families_{side}, lambda f: CASE {_NAMED} END), ', '))"
    )


_REASONS = (
    "list_filter(["
    + ", ".join(
        (
            _reason("same_rna", "rna_l = rna_r"),
            _reason("same_siret", "siret_l = siret_r"),
            _reason("same_phone", "phone_l = phone_r"),
            _reason("same_email", "email_l = email_r"),
            _reason("same_website", "web_l = web_r"),
            _reason("same_name", "name = 'same_words'"),
            _reason("alike_names", "name = 'alike_words'", "word_key_l", "word_key_r"),
            _reason("common_name", "name IN ('both_plain', 'one_plain', 'only_place')"),
            _reason("same_address", "place = 'same_address'"),
            _reason("near", "distance_m < 1000"),
            _reason("same_commune", f"distance_m IS NULL AND {_SAME_COMMUNE}"),
            _reason("other_words", "other_words OR other_family", _words("l", "r"),
                    _words("r", "l")),
            _reason("other_kind", "other_kind", "kind_l", "kind_r"),
            _reason("other_branch", "other_branch", "array_to_string(branch_l, ' ')",
                    "array_to_string(branch_r, ' ')"),
            _reason("other_number", "other_number", "number_l || coalesce(' ' || suffix_l, '')",
                    "number_r || coalesce(' ' || suffix_r, '')"),
            _reason("other_day", "other_day", "day_l", "day_r"),
            _reason("other_siret", "other_siret"),
            _reason("other_siren", "other_siren"),
            _reason("other_rna", "other_rna"),
            _reason("other_commune", "commune_code_l <> commune_code_r"),
            _reason("far", "far"),
        )
    )
    + "], lambda r: r IS NOT NULL)"
)  # fmt: skip

_LEVELS = f"{DISTANCE_M} AS distance_m, " + ", ".join(
    _name_levels(field) for field in ("name", "place", "contact")
)
_FLAGS = ", ".join(f"coalesce({test}, FALSE) AS {name}" for name, test in AGAINST.items())
_JUDGED = f"""
CREATE OR REPLACE TEMP TABLE judged AS
WITH flagged AS (
    SELECT *, {_FLAGS}, coalesce({_TOGETHER}, FALSE) AS is_together,
        coalesce({_ORGANISATION}, FALSE) AS is_one_organisation,
        coalesce(phone_l = phone_r OR email_l = email_r OR rna_l = rna_r, FALSE)
            AND name IN ('same_words', 'alike_words', 'both_plain')
            AND ({_SAME_COMMUNE} OR distance_m < 300) AS is_identified
    FROM levelled
), opposed AS (
    SELECT *, ({" OR ".join(AGAINST)}) AS is_opposed,
        CASE WHEN is_identified THEN greatest(match_probability, {IDENTIFIED})
            ELSE match_probability END AS probability FROM flagged
), related AS (
    SELECT *, CASE
        WHEN NOT is_opposed AND probability >= $least THEN 'same'
        WHEN is_opposed AND is_together AND NOT (other_branch OR other_siret)
            THEN 'colocated'
        WHEN is_one_organisation AND (other_branch OR other_siret OR far OR other_number
            OR other_words OR place IN ('far_in_commune', 'same_postcode', 'else'))
            THEN 'branch'
        WHEN is_together THEN 'colocated'
        ELSE 'unrelated' END AS relation FROM opposed
)
SELECT least(id_l, id_r) AS first_id, greatest(id_l, id_r) AS second_id,
    CASE WHEN id_l < id_r THEN source_l ELSE source_r END AS first_source,
    CASE WHEN id_l < id_r THEN source_r ELSE source_l END AS second_source,
    relation, probability, is_opposed, {_REASONS} AS reasons
FROM related WHERE relation <> 'unrelated'
"""  # noqa: S608
