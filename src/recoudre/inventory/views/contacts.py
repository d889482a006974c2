"""The page where anybody asks that a contact be shown no more, without account."""

from dataclasses import dataclass
from typing import Any

from allauth.core import ratelimit
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from recoudre.accounts.queries import find_roles
from recoudre.inventory.contacts import KINDS
from recoudre.inventory.forms.contacts import LiftingForm, ObjectionForm
from recoudre.inventory.models import Occasion, SourceRecord
from recoudre.inventory.notices import read_notice_token
from recoudre.inventory.queries import find_occasion
from recoudre.inventory.rules import may_see_closed_contacts
from recoudre.inventory.services.rights import close_contact, lift_objection
from recoudre.vocabulary.decisions import RefusalReason


@dataclass(frozen=True, slots=True)
class Pointed:
    """A contact that a link points to, so that nothing needs to be typed."""

    kind: str
    value: str
    occasion: Occasion


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_contacts(request: HttpRequest) -> HttpResponse:
    """Close a contact: the one that a link points to, or the one that is typed."""
    if "fait" in request.GET and request.method != "POST":
        return render(request, "inventory/contacts_done.html")
    asked = request.POST if request.method == "POST" else request.GET
    pointed = find_pointed(asked)
    form = ObjectionForm(request.POST if "contact" in request.POST else None)
    if request.method == "POST":
        wanted = _read_wanted(pointed, form)
        if wanted and ratelimit.consume(request, action="object_contact"):
            close_contact(kind=wanted[0], value=wanted[1], at=timezone.now())
            return redirect("/mes-contacts?fait=1")
        form = _explain(form, is_too_often=wanted is not None)
    return render(request, "inventory/contacts.html", _describe(form, pointed, asked))


def find_pointed(asked: Any) -> Pointed | None:
    """Find the contact that a link points to: of a page, or of the mail that told its owner."""
    if token := asked.get("lien", ""):
        return _find_told(token)
    number, kind = asked.get("fiche", ""), asked.get("quoi", "")
    if kind not in KINDS or not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    occasion = find_occasion(int(number))
    value = getattr(occasion, kind, "")
    return Pointed(kind, value, occasion) if occasion and value else None


def _find_told(token: str) -> Pointed | None:
    """Find the e-mail of the record that a mail spoke of; a token that was forged finds none."""
    try:
        record_id = read_notice_token(token)
    except signing.BadSignature:
        return None
    record = SourceRecord.objects.select_related("occasion").filter(pk=record_id).first()
    value = record.values.get("email", "") if record else ""
    return Pointed("email", value, record.occasion) if record and value else None


def _read_wanted(pointed: Pointed | None, form: ObjectionForm) -> tuple[str, str] | None:
    if form.is_bound:
        return (form.kind, form.cleaned_data["contact"]) if form.is_valid() else None
    return (pointed.kind, pointed.value) if pointed else None


def _explain(form: ObjectionForm, *, is_too_often: bool) -> ObjectionForm:
    """Say what prevents the contact from being closed."""
    if not form.is_bound:
        form = ObjectionForm({"contact": ""})
    if is_too_often:
        form.errors.pop("contact", None)
        form.add_error(
            None, _("Trop de demandes depuis cette connexion. Recommencez dans une heure.")
        )
    return form


def _describe(form: ObjectionForm, pointed: Pointed | None, asked: Any) -> dict[str, Any]:
    return {
        "form": form,
        "pointed": None if form.is_bound else pointed,
        "shown": _mask(pointed) if pointed else "",
        "link": {name: asked[name] for name in ("lien", "fiche", "quoi") if asked.get(name)},
    }


def _mask(pointed: Pointed) -> str:
    """Write enough of a contact for its owner to know it, and for nobody else to learn it."""
    if pointed.kind == "phone":
        return f"… {pointed.value[-2:]}"
    name, _at, host = pointed.value.partition("@")
    return f"{name[:1]}…@{host}"


@require_POST
def show_again(request: HttpRequest, record_id: int) -> HttpResponse:
    """Show again a contact of a record, which somebody had closed without right."""
    record = SourceRecord.objects.select_related("occasion__territory").filter(pk=record_id).first()
    if record is None or not may_see_closed_contacts(
        find_roles(request), record.occasion.territory.chain
    ):
        raise Http404
    form = LiftingForm(request.POST)
    if form.is_valid() and (value := record.values.get(form.cleaned_data["kind"])):
        lift_objection(
            kind=form.cleaned_data["kind"],
            value=value,
            reason=RefusalReason(form.cleaned_data["reason"]),
            at=timezone.now(),
        )
    return redirect(record.occasion.get_absolute_url())
