"""Several proposals in one go: what it would do, doing it, and undoing it."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recoudre.accounts.models import Person
from recoudre.inventory.forms.fields import read_key
from recoudre.inventory.forms.moderation import BatchForm, list_batch_answers
from recoudre.inventory.models import ModerationBatch, Occasion, Proposal
from recoudre.inventory.queries.moderation import (
    find_batch,
    list_batches,
    list_chosen,
    list_waiting,
    map_names,
)
from recoudre.inventory.queries.scope import Scope
from recoudre.inventory.services.batches import (
    MAX_ITEMS,
    BatchUndoneError,
    Undone,
    decide_proposals,
    undo_batch,
)
from recoudre.inventory.services.moderation import AlreadyDecidedError, list_decided
from recoudre.inventory.services.proposals import MANDATORY
from recoudre.inventory.telling import tell_visible
from recoudre.inventory.views.moderation.door import open_to_moderators
from recoudre.inventory.views.moderation.queue import read_filters
from recoudre.inventory.wording import name_field, write_values
from recoudre.vocabulary.decisions import ModerationAct, ProposalState, RefusalReason


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen to one proposal; `why_not` when nothing would."""

    pk: int
    version: int
    title: str
    where: str
    effects: list[str]
    why_not: str


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_moderators
def decide_batch(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show exactly what a decision on several proposals would do, then take it."""
    form = BatchForm(request.POST or request.GET)
    chosen = _list_asked(request, scope)
    if not form.is_valid() or not chosen:
        messages.error(request, _("Cochez au moins une proposition, puis choisissez une réponse."))
        return redirect("moderation")
    reason = form.read_reason()
    plan = _plan(chosen, reason)
    if request.method != "POST":
        return _preview(request, form, plan)
    told = _read_versions(request)
    versions = {one.pk: told.get(one.pk, -1) for one in plan if not one.why_not}
    if not versions or versions.keys() != told.keys():
        return _preview(request, form, plan, status=409)
    try:
        batch = decide_proposals(
            versions=versions, reason=reason, moderator=cast("Person", request.user),
            at=timezone.now(),
        )  # fmt: skip
    except AlreadyDecidedError:
        return _preview(request, form, plan, status=409)
    messages.success(request, _tell_count(batch.count))
    return redirect("moderation-batches")


def _tell_count(count: int) -> str:
    text = ngettext(
        "%(count)s proposition a sa réponse. Vous pouvez défaire ce lot.",
        "%(count)s propositions ont leur réponse. Vous pouvez défaire ce lot.",
        count,
    )
    return text % {"count": count}


def _list_asked(request: HttpRequest, scope: Scope) -> list[Proposal]:
    """List the proposals that were ticked, or all those of the list."""
    if request.method == "POST":
        return list_chosen(scope, _read_versions(request).keys())
    if request.GET.get("tout"):
        asked = read_filters(request)
        waiting = list_waiting(
            scope, territory_code=asked["territoire"], channel=asked["canal"],
            late_at=timezone.now() if asked["retard"] else None,
        )  # fmt: skip
        return list_chosen(scope, list(waiting.values_list("pk", flat=True)[:MAX_ITEMS]))
    ticked = [key for one in request.GET.getlist("p") if (key := read_key(one)) is not None]
    return list_chosen(scope, ticked[:MAX_ITEMS])


def _read_versions(request: HttpRequest) -> dict[int, int]:
    """Read the proposals of a preview, each at the version that was shown."""
    pairs = [one.partition(":") for one in request.POST.getlist("p")]
    read = [(read_key(pk), read_key(version)) for pk, _colon, version in pairs]
    return {pk: version for pk, version in read if pk is not None and version is not None}


def _preview(
    request: HttpRequest, form: BatchForm, plan: list[Planned], *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "choice": form.cleaned_data["choix"],
        "answer": dict(list_batch_answers())[form.cleaned_data["choix"]],
        "possible": [one for one in plan if not one.why_not],
        "aside": [one for one in plan if one.why_not],
        "is_stale": status != 200,
    }
    return render(request, "inventory/moderation/batch.html", context, status=status)


def _plan(chosen: list[Proposal], reason: str) -> list[Planned]:
    """Plan what a decision would do to each proposal."""
    codes = {
        code
        for one in chosen
        for code in (one.values.get("commune_code"), one.territory.code)
        if code
    }
    communes = map_names(codes)
    return [
        Planned(
            pk=one.pk,
            version=one.version,
            title=one.occasion.name if one.occasion else str(one.values.get("name") or ""),
            where=one.territory.name,
            effects=_tell_refusal(reason) if reason else _tell_effects(one, communes),
            why_not=_tell_why_not(one, reason),
        )
        for one in chosen
    ]


def _tell_refusal(reason: str) -> list[str]:
    label = _(RefusalReason(reason).label)
    return [_("refusée, et la personne lira : %(reason)s") % {"reason": label}]


def _tell_why_not(proposal: Proposal, reason: str) -> str:
    if proposal.state != ProposalState.WAITING:
        return _("elle a déjà sa réponse")
    is_whole = all(proposal.values.get(name) for name in MANDATORY)
    if not reason and proposal.occasion is None and not is_whole:
        return _("il y manque le nom, la nature ou la commune : ouvrez-la pour répondre")
    return ""


def _tell_effects(proposal: Proposal, communes: dict[str, str]) -> list[str]:
    """Tell each value that would be published, and the one that it would replace."""
    visible = tell_visible(proposal.occasion) if proposal.occasion else {}
    if not proposal.values:
        return [_("aucune valeur ne change : le mot de la personne est lu")]
    return [
        _tell_change(name, visible, proposal.values, communes)
        for name in list_decided(proposal.values)
    ]


def _tell_change(
    name: str, visible: dict[str, Any], values: dict[str, Any], communes: dict[str, str]
) -> str:
    told = {
        "field": name_field(name),
        "before": write_values(name, visible, communes),
        "after": write_values(name, values, communes) or _("rien"),
    }
    if told["before"] == told["after"]:
        return _("%(field)s : « %(after)s », comme aujourd’hui") % told
    if told["before"]:
        return _("%(field)s : « %(before)s » devient « %(after)s »") % told
    return _("%(field)s : « %(after)s »") % told


@dataclass(frozen=True, slots=True)
class Decided:
    """One batch of the list, ready to be shown."""

    batch: ModerationBatch
    label: str
    is_mine: bool
    left: list[tuple[int, str]]


@require_safe
@open_to_moderators
def list_all_batches(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List the batches of where its reader moderates, theirs and others', with their undoing."""
    batches = list_batches(scope)
    titles = _map_left(batches)
    lines = [
        Decided(
            batch=one,
            label=_(ModerationAct(one.act).label),
            is_mine=one.by_id == request.user.pk,
            left=titles.get(one.pk, []),
        )
        for one in batches
    ]
    return render(request, "inventory/moderation/batches.html", {"lines": lines})


def _map_left(batches: list[ModerationBatch]) -> dict[int, list[tuple[int, str]]]:
    """Map each undone batch to the occasions that were left as they are: id and name."""
    left = {one.pk: (one.of, one.left) for one in batches if one.left}  # type: ignore[attr-defined]
    wanted: dict[str, set[int]] = {"proposals": set(), "suggestions": set()}
    for of, ids in left.values():
        wanted[of].update(ids)
    names = {
        of: {pk: (occasion.pk, occasion.name) for occasion, pk in _list_named(of, ids)}
        for of, ids in wanted.items()
        if ids
    }
    return {
        pk: list(dict.fromkeys(names[of][one] for one in ids if one in names[of]))
        for pk, (of, ids) in left.items()
    }


def _list_named(of: str, ids: set[int]) -> list[tuple[Occasion, int]]:
    related = of
    occasions = Occasion.objects.filter(**{f"{related}__in": ids})
    return [
        (one, pk)
        for one in occasions.distinct().prefetch_related(related)
        for pk in (item.pk for item in getattr(one, related).all())
        if pk in ids
    ]


@require_POST
@open_to_moderators
def undo_whole_batch(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Undo a batch, and say what was left because somebody changed it since."""
    batch = find_batch(scope, pk)
    if batch is None:
        raise Http404
    try:
        undone = undo_batch(batch_id=batch.pk, at=timezone.now())
    except BatchUndoneError:
        messages.info(request, _("Ce lot était déjà défait."))
    else:
        _tell_undone(request, undone)
    return redirect("moderation-batches")


def _tell_undone(request: HttpRequest, undone: Undone) -> None:
    count = len(undone.restored_ids)
    text = ngettext(
        "%(count)s décision est défaite : tout est comme avant.",
        "%(count)s décisions sont défaites : tout est comme avant.",
        count,
    )
    messages.success(request, text % {"count": count})
    if undone.left_ids:
        left = ngettext(
            "%(count)s est laissée : quelqu’un y a touché depuis. Elle est nommée ci-dessous.",
            "%(count)s sont laissées : quelqu’un y a touché depuis. Elles sont nommées ci-dessous.",
            len(undone.left_ids),
        )
        messages.info(request, left % {"count": len(undone.left_ids)})
