"""Workshops: a pile of blank sheets to print, then to type in on one screen."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from recoudre.accounts.queries import find_roles
from recoudre.design.addresses import write_absolute
from recoudre.design.french import write_date
from recoudre.inventory.forms.sheets import TypedSheetForm, tell_initial
from recoudre.inventory.forms.workshops import WorkshopForm
from recoudre.inventory.models import Proposal, Workshop
from recoudre.inventory.paper import MAX_SHEETS, Pile, Sheet, draw_sheets
from recoudre.inventory.queries.workshops import (
    MAX_PILE,
    find_next_number,
    find_sheet,
    list_alike,
    list_typed,
    list_workshops,
)
from recoudre.inventory.rules import may_publish_directly, may_type_in
from recoudre.inventory.services.proposals import Draft
from recoudre.inventory.services.workshops import (
    SheetDecidedError,
    correct_sheet,
    create_workshop,
    type_sheet,
    write_sheet_code,
)
from recoudre.inventory.views.helping import (
    list_helper_codes,
    load_workshop,
    open_to_helpers,
    read_count,
    read_person,
)
from recoudre.vocabulary.decisions import ProposalState
from recoudre.vocabulary.lists import Channel, Level

DEFAULT_PILE = 40
FATE_ROOT = "/proposition"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_helpers
def workshops(request: HttpRequest) -> HttpResponse:
    """List the workshops, and create one."""
    form = WorkshopForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.read_values()
        if may_type_in(find_roles(request), values["territory"].chain):
            made = create_workshop(**values, helper=read_person(request), at=timezone.now())
            return redirect("workshop", made.pk)
        form.add_error("territory", _("Vous n’aidez pas dans ce territoire."))
    context = {"form": form, "workshops": list_workshops(list_helper_codes(request))}
    return render(request, "inventory/workshops.html", context)


@never_cache
@require_safe
@open_to_helpers
def workshop(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a workshop: what to print, what was typed, what remains."""
    found = load_workshop(request, pk)
    context = {"workshop": found, "typed": list_typed(found), "pile": DEFAULT_PILE}
    return render(request, "inventory/workshop.html", context)


@never_cache
@require_safe
@open_to_helpers
def workshop_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the numbered blank sheets of a workshop."""
    found = load_workshop(request, pk)
    count = read_count(request.GET.get("combien"), most=MAX_SHEETS, default=DEFAULT_PILE)
    codes = [(number, write_sheet_code(found.pk, number)) for number in range(1, count + 1)]
    sheets = [Sheet(number, code, write_absolute(f"{FATE_ROOT}/{code}")) for number, code in codes]
    title = f"{found.name}, {write_date(found.on)}"
    return _answer_pdf(_lay_pile(title, found.territory.name, sheets), f"feuilles-{found.pk}.pdf")


@require_safe
def blank_sheet(_request: HttpRequest) -> HttpResponse:
    """Draw one blank sheet, for anybody."""
    pile = _lay_pile(_("Pour proposer sans écran"), "", [Sheet()])
    return _answer_pdf(pile, "feuille.pdf")


def _lay_pile(title: str, place: str, sheets: list[Sheet]) -> Pile:
    return Pile(title, place, write_absolute("/proposer"), write_absolute(FATE_ROOT), sheets)


def _answer_pdf(pile: Pile, name: str) -> HttpResponse:
    drawn = draw_sheets(pile, at=timezone.now())
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@dataclass(slots=True)
class _Typing:
    """One sheet on the screen: its pile, its number, and what was already typed of it."""

    workshop: Workshop
    typed: list[Proposal]
    number: int
    pile: int
    sheet: Proposal | None

    @property
    def next_url(self) -> str:
        """Give the address of the next sheet; the end of the pile leads back to the workshop."""
        numbers = [one.sheet_number or 0 for one in self.typed]
        following = find_next_number([*numbers, self.number], self.number)
        if following > self.pile:
            return reverse("workshop", args=[self.workshop.pk])
        address = reverse("workshop-typing", args=[self.workshop.pk])
        return f"{address}?feuille={following}&sur={self.pile}"

    def tell_initial(self) -> dict[str, Any]:
        """Tell what the form first shows: the typed sheet, else the commune of the last one."""
        if self.sheet is not None:
            return tell_initial(self.sheet.values, self.sheet.territory) | {"agreed": True}
        last = self.typed[-1].territory if self.typed else self.workshop.territory
        is_commune = last.level == Level.COMMUNE
        return {"commune": f"{last.name} ({last.code})"} if is_commune else {}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_helpers
def workshop_typing(request: HttpRequest, pk: int) -> HttpResponse:
    """Type the pile in, one sheet after the other, without leaving the keyboard."""
    typing = _start_typing(request, load_workshop(request, pk))
    form = TypedSheetForm(request.POST or None, initial=typing.tell_initial())
    form.fields["name"].widget.attrs["autofocus"] = True
    alike = []
    if request.method == "POST" and form.is_valid():
        if "autre" not in request.POST:
            alike = _list_alike(typing, form)
        if not alike and _keep_sheet(request, typing, form):
            return redirect(typing.next_url)
    context = {"form": form, "typing": typing, "alike": alike, "count": len(typing.typed)}
    return render(request, "inventory/workshop_typing.html", context)


def _start_typing(request: HttpRequest, found: Workshop) -> _Typing:
    asked = request.POST if request.method == "POST" else request.GET
    typed = list_typed(found)
    free = find_next_number([one.sheet_number or 0 for one in typed], 0)
    number = read_count(asked.get("feuille"), most=MAX_PILE, default=free)
    pile = read_count(asked.get("sur"), most=MAX_PILE, default=DEFAULT_PILE)
    return _Typing(found, typed, number, pile, find_sheet(found, number))


def _list_alike(typing: _Typing, form: TypedSheetForm) -> list[Any]:
    """List what resembles a sheet typed for the first time; a correction is not asked again."""
    if typing.sheet is not None:
        return []
    commune = form.cleaned_data["commune"]
    return list_alike(typing.workshop, form.read_values(), commune, number=typing.number)


def _keep_sheet(request: HttpRequest, typing: _Typing, form: TypedSheetForm) -> bool:
    """Keep a sheet, or correct it; False when it was decided meanwhile."""
    draft = Draft(
        territory=form.cleaned_data["commune"], values=form.read_values(),
        channel=Channel.WORKSHOP,
        consent={"given": True, "how": "signed", "on": typing.workshop.on.isoformat()},
    )  # fmt: skip
    now = timezone.now()
    if typing.sheet is None:
        is_trusted = may_publish_directly(find_roles(request), draft.territory.chain)
        type_sheet(
            workshop=typing.workshop, number=typing.number, draft=draft, at=now,
            helper=read_person(request), is_trusted=is_trusted,
        )  # fmt: skip
        messages.success(request, _("Feuille %(number)s gardée.") % {"number": typing.number})
        return True
    chain = draft.territory.chain
    if typing.sheet.state == ProposalState.ACCEPTED and not may_publish_directly(
        find_roles(request), chain
    ):
        form.add_error("commune", _("Cette feuille est publiée : elle ne va pas si loin d’ici."))
        return False
    try:
        correct_sheet(proposal=typing.sheet, draft=draft, at=now)
    except SheetDecidedError:
        form.add_error(None, _("Cette feuille a été lue par la modération : elle ne change plus."))
        return False
    messages.success(request, _("Feuille %(number)s corrigée.") % {"number": typing.number})
    return True
