"""A verdict says what it rests on, then its figures, then asks."""

from dataclasses import replace
from itertools import product

import pytest

from recoudre.analysis.gaps import Insufficiency, Position, Verdict, write_verdict
from recoudre.analysis.results import GapRow
from recoudre.vocabulary.indicators import INDICATORS
from recoudre.vocabulary.lists import Bond

ROW = GapRow(
    code="26114",
    indicator="living_alone",
    bond="elective",
    verdict="gap",
    insufficiency=None,
    year=2017,
    need=42.06,
    need_position="high",
    need_low_bound=30.0,
    need_high_bound=38.2,
    access=0.314,
    access_position="low",
    access_low_bound=0.5,
    access_high_bound=1.2,
    occasions_in_reach=4,
    blurred_in_reach=1,
    occasions_around=48,
    coverage="sufficient",
    group_from=2_000,
    group_to=9_999,
    group_size=41,
    chance=0.0006,
    false_share=0.02,
)
SILENT = replace(ROW, verdict="insufficient_data", insufficiency="coverage_silent")


def write(row):
    return write_verdict(row).replace("\u202f", " ")


def test_a_gap_is_told_from_its_doubts_to_its_question():
    assert write(ROW) == (
        "Ce constat repose sur 4 occasions à portée (dont 1 à la commune près), 48 recensées "
        "alentour, et un chiffre de 2017. Parmi 41 communes de 2 000 à 9 999 habitants, "
        "« Ménages d’une personne » est ici à 42,1 %, dans le tiers où le besoin peut être le "
        "plus grand ; l’accès partagé aux occasions de participation élective est de 0,31 pour "
        "1 000 habitants, dans le tiers où il est le plus mince. Si l’accès était distribué au "
        "hasard, une rencontre aussi marquée arriverait une fois sur 1 000. Est-ce ainsi que le "
        "vivent les personnes concernées, et que disent-elles ?"
    )


def test_a_likely_gap_says_that_it_is_not_established():
    text = write(replace(ROW, verdict="likely", chance=0.034))

    assert "34 fois sur 1 000 : c’est possible, ce n’est pas établi." in text


def test_no_gap_speaks_of_no_chance():
    text = write(replace(ROW, verdict="no_gap", access_position="high"))

    assert "hasard" not in text
    assert "dans le tiers où il est le plus large" in text


def test_a_chance_under_one_in_a_thousand_is_not_rounded_to_never():
    assert "moins d’une fois sur 1 000" in write(replace(ROW, chance=0.0001))


def test_insufficient_data_says_what_is_missing_to_know():
    assert write(SILENT) == (
        "Données insuffisantes pour « Ménages d’une personne » : aucune source ne parle "
        "alentour d’occasions de participation élective, et un blanc n’est pas un zéro. "
        "Que connaissez-vous qui ne figure pas ici ?"
    )


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (0, 499, "41 communes de moins de 500 habitants"),
        (500, 1_999, "41 communes de 500 à 1 999 habitants"),
        (50_000, None, "41 communes de 50 000 habitants ou plus"),
    ],
)
def test_the_group_is_described_in_words(first, last, written):
    assert written in write(replace(ROW, group_from=first, group_to=last))


EVERY_ROW = [
    *(replace(SILENT, insufficiency=reason.value) for reason in Insufficiency),
    *(
        replace(ROW, verdict="no_gap", need_position=need.value, access_position=access.value)
        for need, access in product(Position, Position)
    ),
    *(replace(ROW, verdict=verdict.value) for verdict in (Verdict.GAP, Verdict.LIKELY)),
    *(replace(ROW, bond=bond) for bond in ["all", *(bond.value for bond in Bond)]),
    *(replace(ROW, indicator=indicator.slug) for indicator in INDICATORS),
]
ADVICE = ("il faut ", "devr", "recommand", "priorit", "classement", "score", "meilleur", "pire")


@pytest.mark.parametrize("row", EVERY_ROW)
def test_every_verdict_ends_in_a_question_and_never_in_advice(row):
    text = write_verdict(row)

    assert text.endswith("\u202f?")
    assert text.count("?") == 1
    assert not any(word in text.lower() for word in ADVICE)


@pytest.mark.parametrize("row", EVERY_ROW)
def test_every_verdict_is_typeset_in_french(row):
    text = write_verdict(row)

    assert "{" not in text
    assert "'" not in text
    assert " :" not in text
    assert " ?" not in text
    assert " ;" not in text


@pytest.mark.parametrize("row", EVERY_ROW)
def test_uncertainty_comes_first(row):
    assert write_verdict(row).startswith(("Ce constat repose sur", "Données insuffisantes"))
