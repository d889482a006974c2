"""What is known of a territory, and what is not."""

from recoudre.indicators.packing import Findings
from recoudre.indicators.reading import (
    Facet,
    MissingFieldRow,
    SourceRow,
    WitnessAgeRow,
)
from recoudre.portal.portraits.silences import (
    is_unknown_everywhere,
    read_silences,
    tell_age,
    tell_held,
    tell_unknown_fields,
)
from tests.portal.portraits.rows import lay_columns, make_row, plain


def make_missing(field, missing, occasions=10):
    return MissingFieldRow("26114", "commune", field, occasions, missing, missing / occasions)


def make_age(**changes):
    values = {
        "code": "26114",
        "level": "commune",
        "occasions": 4,
        "undated": 0,
        "newest_days": 10.0,
        "median_days": 100.0,
        "oldest_days": 1000.0,
    }
    return WitnessAgeRow(**(values | changes))


def make_source(source, records, state, expected=2.0):
    return SourceRow(
        "26114", "commune", source, records, 1000, None, expected, None, None, None, state
    )


def test_nothing_analysed_says_nothing():
    silences = read_silences(Findings("26114", {}), {})

    assert (silences.sources, silences.fields, silences.age) == ((), None, "")


def test_sources_are_named_and_those_that_speak_are_counted():
    rows = [make_source("b", 0, "silent"), make_source("a", 3, "speaks")]
    findings = Findings("26114", {"sources": lay_columns(rows)})

    silences = read_silences(findings, {"a": "Alpha", "b": "Bêta"})

    assert [line.name for line in silences.sources] == ["Alpha", "Bêta"]
    assert silences.speaking == 1


def test_an_expectation_that_is_unknown_stays_empty():
    findings = Findings(
        "26114", {"sources": lay_columns([make_source("a", 0, "cannot_tell", None)])}
    )

    assert read_silences(findings, {}).sources[0].expected == ""


def test_the_fact_that_is_missing_most_is_the_finding():
    rows = [make_missing("cost", 7), make_missing("hours", 2)]

    assert plain(tell_unknown_fields(rows)) == "De 7 occasions sur 10, on ne sait pas le coût"


def test_a_fact_missing_everywhere_is_told_so():
    assert plain(tell_unknown_fields([make_missing("cost", 10)])) == (
        "D’aucune occasion recensée ici on ne sait le coût"
    )


def test_nothing_missing_is_told_so():
    assert plain(tell_unknown_fields([make_missing("cost", 0)])).startswith("De chaque occasion")


def test_ages_are_told_with_those_that_have_none():
    told = tell_age([make_age(undated=1)])

    assert "10 jours" in told
    assert "3 mois" in told
    assert "2 ans" in told
    assert told.endswith("Pour 1 sur 4, la date n’est pas dite.")


def test_no_date_at_all_does_not_mean_recent():
    row = make_age(undated=4, newest_days=None, median_days=None, oldest_days=None)

    assert "ce qui ne veut pas dire récent" in tell_age([row])


def test_what_nobody_mentions_follows_the_order_of_the_lists():
    rows = [make_row("bond", "organic", 1), make_row("bond", "elective", 2)]
    silences = read_silences(Findings("26114", {"portrait": lay_columns(rows)}), {})

    assert silences.unspoken[0].names == ("filiation", "citoyenneté")


def test_a_facet_is_unknown_everywhere_when_only_unknown_is_listed():
    rows = [make_row("cost", "unknown", 10), make_row("bond", "elective", 1)]

    assert is_unknown_everywhere(rows, Facet.COST)
    assert not is_unknown_everywhere(rows, Facet.BOND)


def test_a_territory_held_in_part_says_so():
    row = make_row("all", "all", 10, communes=3)

    assert plain(tell_held(8000, [row])).startswith(
        "De ce territoire, on ne suit ici que 3 communes"
    )


def test_a_territory_held_whole_does_not():
    assert plain(tell_held(1010, [make_row("all", "all", 10)])) == ""
