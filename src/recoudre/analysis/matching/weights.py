"""How often pairs stand at each level of each comparison: (of same pairs, of other pairs).

Counted once, among compared pairs of the training halves of two public pairings (France services
2022 and 2024, libraries 2020 and 2025), each file weighing as much, and rounded; how exactly, and
what the other halves say of it, is in `benchmarks/matching_quality.py`.
"""

FIRST_ODDS = 0.3
"""Share of same pairs taken among compared pairs, before anything is known of them."""

LEAST_FREQUENCY = 0.01
"""A name rarer than this weighs no more than one of this frequency."""

AUTOMATIC = 0.5
"""Least probability from which two descriptions are merged without a person, when nothing is
against it. The precision measured at each threshold is in `curve.csv`."""

REVIEW = 0.1
"""Least probability from which a person is asked."""

WEIGHTS: dict[str, dict[str, tuple[float, float]]] = {
    "name": {
        "same_words": (0.279, 0.12),
        "alike_words": (0.02, 0.033),
        "both_plain": (0.648, 0.128),
        "one_plain": (0.05, 0.234),
        "only_place": (0.0005, 0.0013),
        "shared_word": (0.002, 0.018),
        "other_kin": (0.0015, 0.01),
        "else": (0.006, 0.466),
    },
    "place": {
        "same_address": (0.604, 0.024),
        "same_street_near": (0.244, 0.017),
        "within_50_m": (0.028, 0.006),
        "within_300_m": (0.037, 0.01),
        "within_1_km": (0.043, 0.038),
        "same_commune": (0.006, 0.085),
        "far_in_commune": (0.034, 0.467),
        "same_postcode": (0.0015, 0.04),
        "else": (0.0018, 0.314),
    },
    "contact": {
        "both_same": (0.644, 0.203),
        "one_same": (0.296, 0.486),
        "else": (0.059, 0.31),
    },
}
