"""What an import tells the public: counts and named reasons."""

from datetime import UTC, datetime

from recoudre.importers.models import ImportRun, RowReport
from recoudre.portal.reports import describe_rows, describe_run, list_reasons
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


def make_run(**changes):
    told = {"state": "done", "started_at": NOON, "counts": {}, "reasons": {}}
    return ImportRun(**(told | changes))


def test_the_four_outcomes_are_counted_in_their_order():
    run = make_run(counts={"read": 4, "accepted": 1, "repaired": 1, "doubtful": 0, "refused": 2})

    line = describe_run(run)

    assert line.outcomes == (("acceptées", 1), ("réparées", 1), ("douteuses", 0), ("refusées", 2))
    assert sum(count for _label, count in line.outcomes) == line.read


def test_a_run_that_was_killed_says_so():
    assert describe_run(make_run(state="failed")).state == "interrompu"


def test_reasons_are_named_the_most_frequent_first():
    run = make_run(reasons={"whitespace": 2, "outside_territories": 9})

    assert [(one.label, one.outcome, one.count) for one in list_reasons(run)] == [
        ("hors des territoires suivis ici", "mise de côté", 9),
        ("espaces ou retours à la ligne retirés", "réparée", 2),
    ]


def test_a_reason_we_no_longer_know_is_shown_as_it_is():
    assert list_reasons(make_run(reasons={"gone": 1}))[0].label == "gone"


def test_a_row_says_each_reason_once():
    row = RowReport(row_number=7, outcome="doubtful", reasons=["not_confirmed", "not_confirmed"])

    assert describe_rows([row])[0].reasons == ("l’information n’a pas pu être confirmée",)


def test_no_two_reasons_share_a_slug():
    slugs = [one.value for reasons in (RepairName, DoubtName, RejectReason) for one in reasons]

    assert len(slugs) == len(set(slugs))
