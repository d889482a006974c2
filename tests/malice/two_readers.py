"""Run in a home: two readers take every match of a queue at the same time; print who got what."""

import json
import multiprocessing
import sys
from datetime import UTC, datetime
from itertools import pairwise

import django

MATCHES = 40


def fill() -> list[int]:
    """Make a queue of matches and two readers; give the keys of the readers."""
    from recoudre.accounts.services import keep_person
    from recoudre.inventory.models import Match, Occasion
    from recoudre.territories.models import Territory
    from recoudre.vocabulary.decisions import Relation
    from recoudre.vocabulary.lists import Kind, Level

    now = datetime.now(UTC)
    commune = Territory.objects.create(
        code="26114", level=Level.COMMUNE, name="Dieulefit", slug="d", search_name="d"
    )
    made = [
        Occasion.objects.create(kind=Kind.PLACE, name=f"Lieu {n}", slug="l", search_name="l",
                                territory=commune, created_at=now, changed_at=now)
        for n in range(MATCHES + 1)
    ]  # fmt: skip
    for first, second in pairwise(made):
        Match.objects.create(first=first, second=second, relation=Relation.SAME, proposed_at=now)
    return [keep_person(email=f"{name}@example.org").pk for name in ("une", "autre")]


def read(person_id: int, queue: "multiprocessing.Queue[tuple[int, list[int]]]") -> None:
    """Take the first match that is free, again and again, each pretending to answer none."""
    from recoudre.accounts.models import Person
    from recoudre.inventory.models import Match
    from recoudre.inventory.services.lending import lend_first

    person = Person.objects.get(pk=person_id)
    ids, taken = list(Match.objects.order_by("pk").values_list("pk", flat=True)), []
    while (
        found := lend_first(
            match_ids=[one for one in ids if one not in taken], person=person, at=datetime.now(UTC)
        )
    ) is not None:
        taken.append(found)
    queue.put((person_id, taken))


def main() -> None:
    """Fill, let two processes take, print the share of each."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    people = fill()
    connection.close()
    queue: multiprocessing.Queue[tuple[int, list[int]]] = multiprocessing.Queue()
    readers = [multiprocessing.Process(target=read, args=(one, queue)) for one in people]
    for one in readers:
        one.start()
    shares = dict(queue.get(timeout=60) for _ in readers)
    for one in readers:
        one.join()
    sys.stdout.write(json.dumps([shares[one] for one in people]))


if __name__ == "__main__":
    main()
