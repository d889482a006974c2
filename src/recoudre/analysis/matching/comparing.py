"""Pairs of descriptions scored by Splink: which are compared, on what, and how much each weighs.

The weights are data (`weights.py`), learnt once on labelled pairs: a small inventory is compared
as well as a large one, and the same files always give the same pairs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from splink import Linker, SettingsCreator
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons

from recoudre.analysis.matching.weights import FIRST_ODDS, LEAST_FREQUENCY, WEIGHTS

# What both share, at least one of: each pair of the same key is compared.
BLOCKS = (
    "phone_key", "email_key", "address_key", "rare_key", "post_key", "family_block", "cell_key",
    "shifted_key", "siret", "rna",
)  # fmt: skip
_DX = "(lon_l - lon_r) * 111195 * cos(radians(lat_l))"
DISTANCE_M = f"sqrt(pow({_DX}, 2) + pow((lat_l - lat_r) * 111195, 2))"
_SAME_COMMUNE = "commune_code_l = commune_code_r"
_STREETS = (
    "(street_l = street_r OR jaro_winkler_similarity(street_l, street_r) > 0.92"
    " OR (length(street_l) > 4 AND contains(street_r, street_l))"
    " OR (length(street_r) > 4 AND contains(street_l, street_r)))"
)
_KIN = "(families_l = [] OR families_r = [] OR list_has_any(families_l, families_r))"
_ALIKE = (
    "(jaro_winkler_similarity(word_key_l, word_key_r) > 0.9"
    " OR list_has_all(words_l, words_r) OR list_has_all(words_r, words_l))"
)

# The first level whose condition holds is the pair's; the last one holds everything else.
NAME_LEVELS: dict[str, str] = {
    "same_words": f"word_key_l = word_key_r AND {_KIN}",
    "alike_words": f"word_key_l IS NOT NULL AND word_key_r IS NOT NULL AND {_KIN} AND {_ALIKE}",
    "both_plain": "word_key_l IS NULL AND word_key_r IS NULL"
    " AND (list_has_any(families_l, families_r) OR (families_l = [] AND families_r = []))",
    "one_plain": "(word_key_l IS NULL) <> (word_key_r IS NULL)"
    " AND list_has_any(families_l, families_r)",
    "only_place": f"word_key_l IS NULL AND word_key_r IS NULL AND {_KIN}",
    "shared_word": f"{_KIN} AND list_has_any(words_l, words_r)",
    "other_kin": f"NOT {_KIN}",
    "else": "ELSE",
}
PLACE_LEVELS: dict[str, str] = {
    "same_address": f"{_STREETS} AND number_l = number_r AND {_SAME_COMMUNE}",
    "same_street_near": f"{_STREETS} AND (number_l IS NULL OR number_r IS NULL OR"
    f" {DISTANCE_M} < 50) AND {_SAME_COMMUNE}",
    "within_50_m": f"{DISTANCE_M} < 50",
    "within_300_m": f"{DISTANCE_M} < 300",
    "within_1_km": f"{DISTANCE_M} < 1000 AND {_SAME_COMMUNE}",
    "same_commune": f"{_SAME_COMMUNE} AND {DISTANCE_M} IS NULL",
    "far_in_commune": f"{_SAME_COMMUNE}",
    "same_postcode": "postcode_l = postcode_r",
    "else": "ELSE",
}
CONTACT_LEVELS: dict[str, str] = {
    "unknown": "(phone_l IS NULL OR phone_r IS NULL) AND (email_l IS NULL OR email_r IS NULL)",
    "both_same": "phone_l = phone_r AND email_l = email_r",
    "one_same": "(phone_l = phone_r OR email_l = email_r)",
    "else": "ELSE",
}
COMPARED: dict[str, dict[str, str]] = {
    "name": NAME_LEVELS,
    "place": PLACE_LEVELS,
    "contact": CONTACT_LEVELS,
}
_KEPT = (
    "source", "kind", "words", "families", "branch", "is_satellite", "street", "number", "suffix",
    "lat", "lon", "commune_code", "phone", "email", "web", "siret", "rna", "day", "word_key",
    "rare_count",
)  # fmt: skip


def name_level(field: str, gamma: int) -> str:
    """Name the level of a comparison from Splink's number of it: -1 unknown, then from the last."""
    names = [name for name in COMPARED[field] if name != "unknown"]
    return "unknown" if gamma < 0 else names[len(names) - 1 - gamma]


def make_settings(
    *,
    within_source: bool = False,
    weights: Mapping[str, Mapping[str, tuple[float, float]]] = WEIGHTS,
) -> SettingsCreator:
    """Make the settings of Splink: comparisons, weights and blocking.

    Parameters
        within_source: compare also two descriptions of one source.
        weights: by comparison and level, how often same pairs and other pairs are there.
    """
    apart = {} if within_source else {"source": "l.source <> r.source"}
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[_compare(field, weights[field]) for field in COMPARED],
        blocking_rules_to_generate_predictions=[_block(key, apart.values()) for key in BLOCKS],
        probability_two_random_records_match=FIRST_ODDS,
        retain_matching_columns=True,
        additional_columns_to_retain=list(_KEPT),
    )


def score_pairs(compared: Any, *, threshold: float, settings: SettingsCreator) -> Any:
    """Score the pairs of a table of comparable descriptions.

    Parameters
        compared: the table `compared`, registered with a backend of Splink: DuckDB here. The
            conditions are written for DuckDB; Splink translates them for another backend.
        threshold: least probability that is kept.

    Returns
        Splink's table of pairs: id_l, id_r, match_probability, gamma_* and the columns of both.
    """
    linker = Linker(compared, settings, log_level=40)
    return linker.inference.predict(threshold_match_probability=threshold, warning_mode="never")


def _block(key: str, conditions: Sequence[str] | Any) -> Any:
    rule = " AND ".join([f"l.{key} = r.{key}", *conditions])
    return {"blocking_rule": rule, "sql_dialect": "duckdb"}


def _compare(field: str, weights: Mapping[str, tuple[float, float]]) -> Any:
    """Make one comparison; a name made of rare words weighs more (term frequencies)."""
    made = []
    for name, condition in COMPARED[field].items():
        level = _level(name, condition)
        if name in weights:
            level = level.configure(m_probability=weights[name][0], u_probability=weights[name][1])
        if name == "same_words":
            level = level.configure(
                tf_adjustment_column="word_key",
                disable_tf_exact_match_detection=True,
                tf_minimum_u_value=LEAST_FREQUENCY,
            )
        made.append(level)
    return comparisons.CustomComparison(made, output_column_name=field)


def _level(name: str, condition: str) -> Any:
    if name == "unknown":
        return levels.CustomLevel(condition, base_dialect_str="duckdb").configure(
            is_null_level=True
        )
    if condition == "ELSE":
        return levels.ElseLevel()
    return levels.CustomLevel(condition, label_for_charts=name, base_dialect_str="duckdb")
