"""Real pairings, with the defaults: precision and recall on the half that taught nothing."""

import pytest

from benchmarks.matching_quality import FILES, is_learnt, judge, read_pairing


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [(FILES[0], 0.99, 0.90), (FILES[1], 0.98, 0.85)]
)
def test_automatic_merges_are_right_and_find_most(shared_data, name, precision, recall):
    descriptions = read_pairing(name)
    same = {one["truth"] for one in descriptions if not is_learnt(one["truth"])}

    judged = [one["is_right"] for one in judge(descriptions) if not one["is_learnt"]]

    assert sum(judged) / len(judged) >= precision
    assert sum(judged) / len(same) >= recall
