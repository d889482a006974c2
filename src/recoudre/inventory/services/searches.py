"""Counts, by day and territory, what was looked for in vain."""

import time
from collections import Counter
from pathlib import Path

from django.db import transaction
from django.db.models import F

from recoudre.inventory.models import UnmetSearch
from recoudre.inventory.unmet import find_folder, read_day, read_notes


def count_unmet() -> int:
    """Count the notes that wait, and erase them; return how many searches they were.

    A file is first renamed, so that a search noted meanwhile goes to a new one; a process killed
    on the way leaves a file that the next count takes.
    """
    total = 0
    for path in sorted(find_folder().glob("*.jsonl")):
        path.rename(path.with_suffix(f".{time.time_ns()}.counting"))
    for path in sorted(find_folder().glob("*.counting")):
        total += _count_file(path)
    return total


@transaction.atomic
def _count_file(path: Path) -> int:
    counts = Counter(read_notes(path))
    for (code, words), count in counts.items():
        line, is_new = UnmetSearch.objects.get_or_create(
            day=read_day(path), territory_code=code, words=words, defaults={"count": count}
        )
        if not is_new:
            UnmetSearch.objects.filter(pk=line.pk).update(count=F("count") + count)
    path.unlink()
    return sum(counts.values())
