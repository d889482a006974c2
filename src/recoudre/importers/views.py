"""The screens of a file that somebody brings: the file, its columns, what it would do, done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from recoudre.accounts.models import Person
from recoudre.accounts.queries import find_roles
from recoudre.design.french import write_number
from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.forms import ColumnsForm, UploadForm
from recoudre.importers.models import ColumnMapping, Upload
from recoudre.importers.rules import may_bring_file
from recoudre.importers.uploads import (
    change_correspondence,
    create_upload,
    import_upload,
    list_samples,
    preview_upload,
    read_upload,
)
from recoudre.territories.queries import list_whole_departments
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import (
    DoubtName,
    RejectReason,
    RepairName,
)

SHOWN = 10
OUTCOMES = {
    Outcome.ACCEPTED: gettext_noop("lignes acceptées"),
    Outcome.REPAIRED: gettext_noop("lignes réparées"),
    Outcome.DOUBTFUL: gettext_noop("lignes douteuses"),
    Outcome.REFUSED: gettext_noop("lignes refusées"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring_file(request: HttpRequest) -> HttpResponse:
    """Take a file, and open its columns."""
    person = _require_right(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = create_upload(
                content=file.read(), file_name=file.name, brought=form.read_brought(),
                person=person,
            )  # fmt: skip
        except ImportStoppedError as error:
            form.add_error("file", str(error))
        else:
            return redirect("map-columns", upload.token)
    context = {
        "form": form,
        "mappings": ColumnMapping.objects.order_by("name"),
        "waiting": Upload.objects.filter(by=person).select_related("mapping"),
    }
    return render(request, "importers/bring_file.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def map_columns(request: HttpRequest, token: str) -> HttpResponse:
    """Say which column is what, and show what importing would do."""
    upload = _find_or_404(request, token)
    try:
        table, columns = read_upload(upload)
    except ImportStoppedError as error:
        return render(request, "importers/stopped.html", {"message": str(error)})
    form = ColumnsForm(request.POST or None, columns=columns, mapping=upload.mapping)
    context: dict[str, Any] = {"upload": upload, "form": form, "rows_read": len(table.rows)}
    if request.method == "POST" and form.is_valid():
        change_correspondence(upload, form.correspondence)
        context |= _preview(upload)
    return render(request, "importers/map_columns.html", context)


@never_cache
@require_POST
def import_file(request: HttpRequest, token: str) -> HttpResponse:
    """Import what was previewed; the file to correct stays with who administers the site."""
    upload = _find_or_404(request, token)
    slug = upload.mapping.slug
    try:
        report = import_upload(upload, accepts_losses=bool(request.POST.get("pertes")))
    except ImportStoppedError as error:
        return render(request, "importers/stopped.html", {"message": str(error), "token": token})
    counts = report.counts
    told = _("%(created)s fiches nouvelles, %(changed)s changées, %(withdrawn)s retirées.")
    numbers = {name: write_number(counts[name]) for name in ("created", "changed", "withdrawn")}
    messages.success(request, told % numbers)
    return redirect("source", slug)


def _require_right(request: HttpRequest) -> Person:
    """Give who may bring a file, and answer 404 to anybody else."""
    person = request.user
    followed = list_whole_departments()
    if not isinstance(person, Person) or not may_bring_file(find_roles(request), followed):
        raise Http404
    return person


def _find_or_404(request: HttpRequest, token: str) -> Upload:
    person = _require_right(request)
    if not token.isprintable():
        raise Http404
    mine = Upload.objects.filter(token=token, by=person).select_related("mapping").first()
    if mine is None:
        raise Http404
    return mine


def _preview(upload: Upload) -> dict[str, Any]:
    try:
        report = preview_upload(upload)
    except ImportStoppedError as error:
        return {"stopped": str(error)}
    return {
        "report": report,
        "outcomes": [(_(label), report.outcomes[one]) for one, label in OUTCOMES.items()],
        "reasons": [(_label_reason(slug), count) for slug, count in report.reasons.items()],
        "samples": list_samples(upload, SHOWN),
        "refused": [one for one in report.rows if one.is_refused][:SHOWN],
    }


def _label_reason(slug: str) -> str:
    for names in (RepairName, DoubtName, RejectReason):
        if slug in set(names):
            return _(names(slug).label)
    return slug
