"""Reads of the freshness: links, what is to check, whom to ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import F, Max, Q
from django.utils import timezone

from recoudre.accounts.rules import EVERYWHERE
from recoudre.inventory.freshness import INTERVALS
from recoudre.inventory.links import digest_link_token
from recoudre.inventory.models import Claim, ConfirmationLink, Occasion, OccasionQuerySet
from recoudre.inventory.queries.scope import keep_within
from recoudre.vocabulary.decisions import ClaimState
from recoudre.vocabulary.lists import Kind

MAIL_DAYS = 30
OCCASIONS_PER_MAIL = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to send: to whom, and of which occasions, those unconfirmed for longest first."""

    email: str
    occasions: tuple[Occasion, ...]


def find_link(token: str) -> ConfirmationLink | None:
    """Find the link of a token, used and expired ones too, with its occasion."""
    links = ConfirmationLink.objects.select_related("occasion__territory", "occasion__steward")
    return links.filter(digest=digest_link_token(token)).first()


def find_steward_email(occasion: Occasion) -> str:
    """Find where to write to who answers for an occasion: a proved claim first; "" for nobody."""
    return map_steward_emails([occasion]).get(occasion.pk, "")


def map_steward_emails(occasions: Sequence[Occasion]) -> dict[int, str]:
    """Map occasions to the address on record of who answers for them, in lower case. One query."""
    ids = [one.pk for one in occasions]
    proved = Claim.objects.filter(occasion_id__in=ids, state=ClaimState.PROVED)
    claimed = dict(proved.order_by("decided_at", "pk").values_list("occasion_id", "email"))
    emails = {one.pk: claimed.get(one.pk) or one.email for one in occasions}
    return {pk: email.strip().lower() for pk, email in emails.items() if email.strip()}


def list_unconfirmed(*, today: date, codes: Collection[str] | None = None) -> OccasionQuerySet:
    """List the published occasions that nobody confirmed within the interval of their kind.

    Parameters
        codes: keep those of these territories (communes, or what holds them); None for all.
    """
    late = Q(pk__in=[])
    for kind, interval in INTERVALS.items():
        since = today - timedelta(days=interval.days)
        late |= Q(kind=kind) & (Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=since))
    found = Occasion.objects.published().filter(late, merged_into__isnull=True)
    if codes is not None and EVERYWHERE not in codes:
        found = found.filter(keep_within("territory", codes))
    return found.with_place()


def list_letters(*, at: datetime) -> list[Letter]:
    """List the mails to send: one per address, none within 30 days of the last.

    An occasion whose reminder stayed without an answer waits half the interval of its kind.
    Invented occasions are never written about.
    """
    occasions = _list_reachable(timezone.localdate(at))
    emails = map_steward_emails(occasions)
    asked = _map_last_asked(list(emails))
    rested = _list_lately_written(at)
    by_email: dict[str, list[Occasion]] = {}
    for one in occasions:
        email = emails.get(one.pk, "")
        if email and email not in rested and _is_due(one, asked.get(one.pk), at):
            by_email.setdefault(email, []).append(one)
    return [Letter(email, _choose_first(by_email[email])) for email in sorted(by_email)]


def _list_reachable(today: date) -> list[Occasion]:
    """List what is to check and has an address on record, with the few fields that a mail says."""
    found = list_unconfirmed(today=today).filter(is_fictional=False)
    return list(
        found.exclude(email="", claims__isnull=True)
        .distinct()
        .select_related(None)
        .select_related("territory")
        .only("name", "slug", "kind", "email", "confirmed_on", "territory__name")
    )


def _choose_first(occasions: Sequence[Occasion]) -> tuple[Occasion, ...]:
    """Choose the occasions of one mail: those unconfirmed for longest first."""
    ordered = sorted(occasions, key=lambda one: (one.confirmed_on or date.min, one.pk))
    return tuple(ordered[:OCCASIONS_PER_MAIL])


def _is_due(occasion: Occasion, asked_at: datetime | None, at: datetime) -> bool:
    if asked_at is None:
        return True
    half = INTERVALS[Kind(occasion.kind)].days // 2
    return at - asked_at >= timedelta(days=max(half, MAIL_DAYS))


def _map_last_asked(occasion_ids: Sequence[int]) -> dict[int, datetime]:
    links = ConfirmationLink.objects.filter(occasion_id__in=occasion_ids)
    return dict(links.values_list("occasion_id").annotate(last=Max("sent_at")).order_by())


def _list_lately_written(at: datetime) -> set[str]:
    """List the addresses that were written to less than 30 days ago, whatever the occasion."""
    recent = Occasion.objects.filter(links__sent_at__gt=at - timedelta(days=MAIL_DAYS)).distinct()
    return set(map_steward_emails(list(recent.only("email"))).values())


def list_calls(*, today: date, codes: Collection[str], limit: int) -> list[Occasion]:
    """List whom to call: what is to check, with a phone and no e-mail, unconfirmed for longest.

    Invented occasions answer no phone. One query.
    """
    found = list_unconfirmed(today=today, codes=codes).filter(
        email="", is_fictional=settings.IS_DEMO
    )
    unclaimed = found.exclude(phone="").exclude(claims__state=ClaimState.PROVED)
    return list(unclaimed.order_by(F("confirmed_on").asc(nulls_first=True), "pk")[:limit])


def has_lately_asked(occasion: Occasion, *, at: datetime) -> bool:
    """Say whether a link about an occasion was sent in the last 24 hours."""
    lately = ConfirmationLink.objects.filter(occasion=occasion, sent_at__gt=at - timedelta(days=1))
    return lately.exists()
