"""Ids that a source changed: asked once, then followed."""

import pytest

from recoudre.importers.errors import RemoteIdsChangedError, TooManyLossesError
from recoudre.importers.renaming import find_renamed, list_traits
from recoudre.importers.services import run_import
from recoudre.inventory.models import Occasion, SourceRecord
from tests.importers.conftest import write_file

TEN = [(str(n), f"Lieu {n}", "26114") for n in range(10)]
BASE = {"commune_code": "26114", "kind": "place"}


def rename(rows, mark="x"):
    """Give every row another id."""
    return [(f"{mark}{row[0]}", *row[1:]) for row in rows]


def find(vanished, appeared):
    """Find renamed ids among values written short."""
    gone = [(key, {**BASE, **values}) for key, values in vanished.items()]
    new = [(key, {**BASE, **values}) for key, values in appeared.items()]
    return find_renamed(list_traits(gone), list_traits(new))


def test_what_says_the_same_under_another_id_is_found():
    assert find({"1": {"name": "Café"}}, {"a": {"name": "Café"}}) == {"1": "a"}


def test_a_page_address_that_holds_the_id_hides_nothing():
    before = {"1": {"name": "Café", "source_url": "https://a.fr/1"}}
    after = {"a": {"name": "Café", "source_url": "https://a.fr/a"}}

    assert find(before, after) == {"1": "a"}


def test_name_commune_and_address_are_enough():
    before = {"1": {"name": "Café", "address": "1 rue Haute", "summary": "Ouvert."}}
    after = {"a": {"name": "CAFE", "address": "1, rue haute", "summary": "Fermé le lundi."}}

    assert find(before, after) == {"1": "a"}


def test_another_commune_is_another_place():
    assert find({"1": {"name": "Café"}}, {"a": {"name": "Café", "commune_code": "26113"}}) == {}


def test_two_twins_are_each_followed_once():
    twins = {"1": {"name": "Café"}, "2": {"name": "Café"}}

    assert sorted(find(twins, {"a": {"name": "Café"}, "b": {"name": "Café"}}).values()) == [
        "a",
        "b",
    ]


def test_fewer_than_four_in_five_found_is_no_renaming():
    vanished = {str(n): {"name": f"Lieu {n}"} for n in range(10)}
    appeared = {f"x{n}": {"name": f"Lieu {n}"} for n in range(7)}

    assert find(vanished, appeared) == {}


@pytest.mark.usefixtures("communes")
def test_the_same_file_with_renamed_ids_asks_one_question_and_writes_nothing(source):
    run_import(source, write_file(*TEN))

    with pytest.raises(RemoteIdsChangedError, match=r"10 fiches sur 10 .* --follow-renamed"):
        run_import(source, write_file(*rename(TEN)))

    assert set(SourceRecord.objects.values_list("remote_id", flat=True)) == {r[0] for r in TEN}


@pytest.mark.usefixtures("communes")
def test_renamed_ids_that_are_followed_create_nothing(source):
    run_import(source, write_file(*TEN))
    before = list(Occasion.objects.order_by("pk").values_list("pk", "name"))

    report = run_import(source, write_file(*rename(TEN)), follows_renamed=True)

    assert (report.counts["created"], report.counts["withdrawn"]) == (0, 0)
    assert list(Occasion.objects.order_by("pk").values_list("pk", "name")) == before
    assert SourceRecord.objects.filter(remote_id__startswith="x").count() == 10


@pytest.mark.usefixtures("communes")
def test_after_they_are_followed_the_same_file_writes_nothing(source):
    run_import(source, write_file(*TEN))
    run_import(source, write_file(*rename(TEN)), follows_renamed=True)

    report = run_import(source, write_file(*rename(TEN)))

    assert (report.counts["unchanged"], report.counts["changed"]) == (10, 0)


@pytest.mark.usefixtures("communes")
def test_other_records_under_other_ids_are_losses_not_renamings(source):
    run_import(source, write_file(*TEN))
    others = [(f"x{n}", f"Autre {n}", "26113") for n in range(10)]

    with pytest.raises(TooManyLossesError):
        run_import(source, write_file(*others))


@pytest.mark.usefixtures("communes")
def test_a_fifth_renamed_asks_nothing(source):
    run_import(source, write_file(*TEN))

    report = run_import(source, write_file(*rename(TEN[:2]), *TEN[2:]))

    assert (report.counts["created"], report.counts["withdrawn"]) == (2, 2)
