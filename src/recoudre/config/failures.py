"""What is answered when a request fails: a busy database is told apart from a fault of ours."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import escape_leading_slashes
from django.views.defaults import server_error

RETRY_AFTER_S = 20
# SQLite waits ten seconds for its one writer, then says the first; PostgreSQL says the others.
_BUSY = ("is locked", "deadlock detected", "lock timeout")


def answer_failure(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed: 503 while another work writes, with what was sent; else 500."""
    if not is_busy(sys.exc_info()[1]):
        return server_error(request)
    if hasattr(request, "session"):
        # Saving it now would wait for the same lock once more.
        request.session.modified = False
    response = HttpResponse(render_to_string("503.html", _keep_sent(request)), status=503)
    response["Retry-After"] = str(RETRY_AFTER_S)
    response["Cache-Control"] = "no-store"
    return response


def is_busy(error: BaseException | None) -> bool:
    """Say whether the database was busy with somebody else's writing: nothing was written."""
    said = str(error).lower()
    return isinstance(error, OperationalError) and any(words in said for words in _BUSY)


def _keep_sent(request: HttpRequest) -> dict[str, object]:
    """Keep what a form sent, to send it again; a file cannot be, its owner has it."""
    sent = [] if request.FILES else [(name, one) for name in request.POST
                                     for one in request.POST.getlist(name)]  # fmt: skip
    address = escape_leading_slashes(request.get_full_path())
    return {"is_sent": request.method == "POST", "sent": sent, "address": address}
