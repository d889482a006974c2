"""Analysis of an observation, kept and read again."""

import pytest

from recoudre.analysis.results import AccessRow, GapRow, PortraitRow
from recoudre.indicators.models import AnalysisRun
from recoudre.indicators.queries import find_findings
from recoudre.indicators.services import AnalysisImpossibleError, analyse_territory
from recoudre.indicators.telling import tell_portrait
from recoudre.observation.writing import write_observation
from recoudre.territories.models import Territory
from tests.stock import make_incoming, make_located


@pytest.fixture
def village(write, register):
    """Two occasions in Dieulefit, whose residents and point are known; none in Die."""
    Territory.objects.filter(code="26114").update(residents=3_000, lat=44.53, lon=5.06)
    write(register, make_located("1", 44.53, 5.06), make_incoming("2", name="Jardin"))


def test_the_portrait_counts_what_is_listed_with_its_denominator(village):
    rows = analyse_territory("26114").findings.read("portrait", PortraitRow)

    whole = next(row for row in rows if row.facet == "all")
    assert (whole.n, whole.residents, round(whole.per_1000, 3)) == (2, 3_000, 0.667)


def test_what_was_found_is_kept_as_it_was_computed(village):
    computed = analyse_territory("26114").findings

    assert find_findings("26114").tables == computed.tables


def test_the_same_observation_is_analysed_once(village):
    analyse_territory("26114")
    made_at = AnalysisRun.objects.get().made_at

    analyse_territory("26113")

    assert AnalysisRun.objects.get().made_at == made_at


def test_a_new_fact_is_analysed_anew_and_replaces_the_findings(village, write, register):
    analyse_territory("26114")

    write(register, make_incoming("3", name="Lavoir"))
    rows = analyse_territory("26114").findings.read("portrait", PortraitRow)

    assert next(row.n for row in rows if row.facet == "all") == 3
    assert AnalysisRun.objects.count() == 1


def test_an_observation_given_by_hand_is_computed_and_not_kept(village, tmp_path):
    folder = write_observation(tmp_path / "o").folder

    portrait = analyse_territory("26114", folder=folder)

    assert portrait.findings.read("portrait", PortraitRow)
    assert not AnalysisRun.objects.exists()


def test_a_commune_without_a_point_has_an_unknown_access_and_not_zero(village):
    rows = analyse_territory("26113").findings.read("access", AccessRow)

    assert {(row.per_1000, row.reason) for row in rows} == {(None, "no_point")}


def test_two_communes_are_too_few_to_compare(village):
    rows = analyse_territory("26114").findings.read("gaps", GapRow)

    assert {row.verdict for row in rows} == {"insufficient_data"}


def test_a_territory_that_is_not_observed_is_said_so(village):
    with pytest.raises(AnalysisImpossibleError, match="recoudre territory add 75"):
        analyse_territory("75")


def test_a_blank_is_told_as_a_blank(village):
    lines = list(tell_portrait(analyse_territory("26113")))

    assert lines[-1].startswith("Aucune occasion n’est recensée ici : cela ne veut pas dire")


def test_what_is_not_known_is_told_before_the_figures(village):
    lines = list(tell_portrait(analyse_territory("26114")))

    counted = next(i for i, line in enumerate(lines) if "occasions recensées" in line)
    assert lines.index("Ce que nous ne savons pas") < counted
