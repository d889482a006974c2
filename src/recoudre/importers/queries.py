"""Reads of the runs."""

from datetime import datetime

from django.db.models import Max

from recoudre.importers.models import ImportRun, RunState


def map_last_reading() -> dict[int, datetime]:
    """Map each source to the last time that a new file of it was read to its end.

    The very same bytes read again make no run: a file that nobody touches says nothing new.
    """
    done = ImportRun.objects.filter(state=RunState.DONE, finished_at__isnull=False)
    return dict(done.values_list("source_id").annotate(last=Max("finished_at")).order_by())
