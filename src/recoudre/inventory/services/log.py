"""The public moderation log: what was decided, where and why. Never who, and never changed."""

from datetime import datetime

from recoudre.inventory.models import LogLine
from recoudre.vocabulary.decisions import ModerationAct


def write_log_line(
    *,
    act: ModerationAct,
    at: datetime,
    territory_code: str = "",
    occasion_id: int | None = None,
    reason: str = "",
    count: int = 1,
    is_automatic: bool = False,
) -> None:
    """Add a line to the public log; what was decided in one go is one line with its count.

    Parameters
        territory_code: the commune, or a wider territory; "" when none is meant.
        reason: slug of a `RefusalReason`, or "".
        is_automatic: no person decided it.
    """
    LogLine.objects.create(
        act=act.value,
        at=at,
        territory_code=territory_code,
        occasion_id=occasion_id,
        reason=reason,
        count=count,
        is_automatic=is_automatic,
    )
