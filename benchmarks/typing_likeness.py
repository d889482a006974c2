"""Looking for what resembles an occasion while somebody types it, among 100,000."""

import random
import time
from collections.abc import Iterator

from benchmarks.home import find_home, use
from benchmarks.measuring import Measure

ASKED = 400


def run() -> Iterator[Measure]:
    """Type the names of known occasions with a slip; the seconds are the 95th percentile."""
    use(find_home())
    from recoudre.inventory.models import Occasion
    from recoudre.inventory.queries.likeness import Described, list_resembling

    chance = random.Random(13)  # noqa: S311 - the same slips every time.
    numbers = chance.sample(range(1, 100_000), ASKED)
    known = Occasion.objects.select_related("territory").filter(pk__in=numbers)
    spent: list[float] = []
    worked: list[float] = []
    found = 0
    for occasion in known:
        typed = _slip(occasion.name, chance)
        start, work = time.perf_counter(), time.process_time()
        likely = list_resembling(
            Described(typed, occasion.territory.code, occasion.territory.name, "2 rue du Bourg"),
            occasion.territory,
        )
        spent.append(time.perf_counter() - start)
        worked.append(time.process_time() - work)
        found += any(one.occasion.pk == occasion.pk for one in likely)
    yield Measure(f"typing_likeness, found {found}/{len(spent)}, p95", _find_p95(spent))
    yield Measure("typing_likeness, processor alone, p95", _find_p95(worked))


def _find_p95(seconds: list[float]) -> float:
    return round(sorted(seconds)[int(len(seconds) * 0.95)], 4)


def _slip(name: str, chance: random.Random) -> str:
    """Leave out one letter of a name."""
    place = chance.randrange(len(name))
    return name[:place] + name[place + 1 :]
