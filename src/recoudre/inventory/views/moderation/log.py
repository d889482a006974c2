"""The public log of the moderation: what was decided, where and why. Never who."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recoudre.design.french import write_number
from recoudre.inventory.forms.fields import clean_text
from recoudre.inventory.models import LogLine, Occasion
from recoudre.inventory.queries.moderation import (
    count_log_by_month,
    list_log,
    list_published,
    map_names,
    measure_delay,
)
from recoudre.territories.models import Territory
from recoudre.territories.queries import find_territory, search_communes
from recoudre.vocabulary.decisions import ModerationAct, RefusalReason

LINES_PER_PAGE = 50
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the log, in words."""

    at: datetime
    act: str
    where: str
    occasion: Occasion | None
    reason: str
    count: int
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class Month:
    """What was decided in one month."""

    first_day: datetime
    acts: list[tuple[str, int]]


@require_safe
def show_log(request: HttpRequest) -> HttpResponse:
    """Show the public log, with what was decided each month and how long an answer takes."""
    typed = clean_text(request.GET.get("territoire"))[:80]
    territory = _find_territory(typed)
    code = territory.code if territory else ""
    lines = list_log(territory_code=code)
    delay = measure_delay(territory_code=code)
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "typed": territory.name if territory else typed,
        "territory": territory,
        "is_unknown": bool(typed) and territory is None,
        "page": page,
        "lines": _tell(list(page)),
        "months": _group_months(count_log_by_month(lines))[:MONTHS_SHOWN],
        "delay": delay,
        "delay_days": write_number(delay.days, 1).removesuffix(",0").removesuffix(".0"),
        "query": f"territoire={code}" if code else "",
    }
    return render(request, "inventory/moderation/log.html", context)


def _find_territory(typed: str) -> Territory | None:
    """Find the territory somebody typed: a code, or the beginning of a commune's name."""
    if not typed:
        return None
    by_code = find_territory(typed) if any(one.isdigit() for one in typed) else None
    return by_code or next(iter(search_communes(typed, limit=1)), None)


def _tell(lines: list[LogLine]) -> list[Told]:
    names = map_names(line.territory_code for line in lines if line.territory_code)
    shown = list_published(line.occasion_id for line in lines if line.occasion_id)
    return [
        Told(
            at=line.at,
            act=_(ModerationAct(line.act).label),
            where=names.get(line.territory_code, line.territory_code),
            occasion=shown.get(line.occasion_id) if line.occasion_id else None,
            reason=_(RefusalReason(line.reason).label) if line.reason else "",
            count=line.count,
            is_automatic=line.is_automatic,
        )
        for line in lines
    ]


def _group_months(rows: list[tuple[datetime, str, int]]) -> list[Month]:
    return [
        Month(first, [(_(ModerationAct(act).label), total) for _month, act, total in acts])
        for first, acts in groupby(rows, key=lambda row: row[0])
    ]
