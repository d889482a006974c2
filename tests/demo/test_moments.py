"""The demonstration tells a rule, a cancelled date and a long exhibition."""

from datetime import date

import pytest

from recoudre.demo.moments import CANCELLED, LASTING, RHYTHMS
from recoudre.importers.sources.template import parse
from recoudre.vocabulary.lists import TimingStatus
from recoudre.vocabulary.schedules import list_dates, read_schedule


@pytest.fixture(scope="module")
def told(demo):
    """What the file of the Ormance's network says, by name."""
    rows = parse(demo.template.read_bytes()).rows
    return {row.values.name: row for row in rows if hasattr(row, "values")}


@pytest.mark.parametrize("name", RHYTHMS)
def test_a_rule_gives_dates_whatever_the_year_of_the_visit(told, name):
    values = told[name].values

    assert (values.timings, values.hours_note) == ((), "")
    schedule = read_schedule(values.schedule)
    for year in (2027, 2031):
        dates = list_dates(schedule, since=date(year, 1, 1), until=date(year, 12, 31))
        assert len(dates) == 12


@pytest.mark.parametrize("name", CANCELLED)
def test_a_date_is_cancelled_and_the_others_hold(told, name):
    timings = told[name].values.timings
    cancelled = [one for one in timings if one.status == TimingStatus.CANCELLED]

    assert tuple(one.starts_at.date() for one in cancelled) == CANCELLED[name]
    assert len(timings) > 2 * len(cancelled)


@pytest.mark.parametrize("name", LASTING)
def test_an_exhibition_lasts_for_months(told, name):
    (timing,) = told[name].values.timings

    assert (timing.ends_at - timing.starts_at).days > 300
    assert told[name].doubts == ()
