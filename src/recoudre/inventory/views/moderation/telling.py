"""Delays and days in words, for who moderates."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recoudre.design.french import write_day

DAYS_TOLD = 60


def write_age(since: datetime, now: datetime) -> str:
    """Write how long something has been waiting: "aujourd’hui", "depuis 3 jours"."""
    days = (timezone.localdate(now) - timezone.localdate(since)).days
    if days <= 0:
        return _("reçue aujourd’hui")
    if days == 1:
        return _("reçue hier")
    if days < DAYS_TOLD:
        return _("attend depuis %(days)s jours") % {"days": days}
    months = days // 30
    text = ngettext("attend depuis %(months)s mois", "attend depuis %(months)s mois", months)
    return text % {"months": months}


def write_due_day(due_at: datetime | None, now: datetime) -> str:
    """Write the day before which an answer was promised; "" when none was."""
    if due_at is None:
        return ""
    due_on, today = timezone.localdate(due_at), timezone.localdate(now)
    day = write_day(due_on, today=today)
    if due_at < now:
        return _("en retard : réponse promise avant le %(day)s") % {"day": day}
    return _("réponse promise avant le %(day)s") % {"day": day}
