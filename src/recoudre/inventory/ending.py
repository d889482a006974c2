"""When is a gathering over? When every date that we know of it is past."""

from datetime import datetime, time

from django.utils.timezone import localtime

from recoudre.inventory.election import Elected
from recoudre.vocabulary.lists import Kind, State


def elect_state(elected: Elected, at: datetime) -> str:
    """Elect the state at an instant: a published gathering whose dates are all past is ended.

    It stays for the whole of its last day. One that has a schedule, or no date at all, is not
    ended by dates: nobody said that it is over.
    """
    values = elected.values
    timings = values.get("timings", ())
    is_dated = values.get("kind") == Kind.GATHERING and timings and not values.get("schedule")
    if elected.state != State.PUBLISHED or not is_dated:
        return elected.state
    last = max(timing.get("ends_at", timing["starts_at"]) for timing in timings)
    today = datetime.combine(localtime(at).date(), time.min)
    return State.ENDED.value if datetime.fromisoformat(last) < today else elected.state
