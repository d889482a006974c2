"""How fresh an occasion is: how long ago a person said that it is still true.

Only a person's word makes an occasion recent. A file, however young, says what was written, not
what is still there.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recoudre.design.french import write_date
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Channel, Freshness, Kind, Sector

# A word holds one interval, is to check during a second one, and sleeps after this many.
SLEEPS_AFTER = 3
# What is said from July on speaks of the season that opens in September.
_SEASON_SAID_FROM = (7, 1)
_SEASON_OPENS = (9, 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """How many days a person's word holds for a kind of occasion, and why."""

    days: int
    reason: str


INTERVALS: dict[Kind, Interval] = {
    Kind.PLACE: Interval(
        365, gettext_noop("un lieu change d’horaires ou de mains d’une année à l’autre")
    ),
    Kind.GATHERING: Interval(
        120, gettext_noop("un moment suit les saisons : ses dates changent plusieurs fois par an")
    ),
    Kind.PROJECT: Interval(
        180, gettext_noop("un projet avance ou s’arrête d’un semestre à l’autre")
    ),
}

_STEWARDS = {
    Sector.COMMUNE: gettext_noop("par la commune qui l’anime"),
    Sector.EPCI: gettext_noop("par l’intercommunalité qui l’anime"),
    Sector.DEPARTEMENT: gettext_noop("par le département qui l’anime"),
    Sector.REGION: gettext_noop("par la région qui l’anime"),
    Sector.STATE: gettext_noop("par l’État qui l’anime"),
    Sector.PUBLIC_BODY: gettext_noop("par l’organisme public qui l’anime"),
    Sector.ASSOCIATION: gettext_noop("par l’association qui l’anime"),
    Sector.RESIDENTS: gettext_noop("par le collectif d’habitants qui l’anime"),
    Sector.COMPANY: gettext_noop("par l’entreprise qui l’anime"),
}
_ROLES = {
    Role.VISITOR: gettext_noop("par une personne qui le connaît"),
    Role.CONTRIBUTOR: gettext_noop("par une personne de confiance"),
    Role.STEWARD: gettext_noop("par la personne qui en répond"),
    Role.MODERATOR: gettext_noop("à la modération de l’observatoire"),
    Role.ADMINISTRATOR: gettext_noop("à la modération de l’observatoire"),
}
_CHANNELS = {
    Channel.WEB: gettext_noop("sur ce site"),
    Channel.HELPER: gettext_noop("avec une personne qui aide à saisir"),
    Channel.PAPER: gettext_noop("sur papier"),
    Channel.PHONE: gettext_noop("par téléphone"),
    Channel.WORKSHOP: gettext_noop("en atelier"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of the last time that an occasion was heard of.

    `confirmed_on`, `role` and `channel` are of a person who said that it is still true; `sector`
    is the steward's. `said_on` is the date of a file, `file_name` its name. `last_seen_on` is the
    last day when a live source listed it. Unknown: None or "".
    """

    kind: str
    confirmed_on: date | None = None
    role: str = ""
    channel: str = ""
    sector: str = ""
    said_on: date | None = None
    file_name: str = ""
    last_seen_on: date | None = None
    has_phone: bool = False


def compute_freshness(
    *,
    kind: str,
    confirmed_on: date | None,
    said_on: date | None,
    last_seen_on: date | None,
    today: date,
) -> Freshness:
    """Compute the step: recent, to check, not confirmed, dormant.

    Parameters
        kind: slug of `Kind`, which gives the interval.
        confirmed_on: the day when a person last said that it is still true, or None.
        said_on: the date of the file that speaks of it, or None.
        last_seen_on: the last day when a live source listed it, or None.

    Returns
        Recent only when a person's word is at most one interval old; dormant when neither a
        person nor a source was heard for `SLEEPS_AFTER` intervals. A day to come is today.
    """
    days = INTERVALS[Kind(kind)].days
    told = _count_days(confirmed_on, today)
    if told is not None and told <= days:
        is_old = _is_of_last_season(kind, confirmed_on, today)
        return Freshness.TO_CHECK if is_old else Freshness.RECENT
    if _is_silent((told, _count_days(last_seen_on, today)), SLEEPS_AFTER * days):
        return Freshness.DORMANT
    age, limit = (_count_days(said_on, today), days) if told is None else (told, 2 * days)
    return Freshness.NOT_CONFIRMED if age is not None and age > limit else Freshness.TO_CHECK


def find_due_on(*, kind: str, confirmed_on: date | None) -> date | None:
    """Find the day when a word stops being recent; None when nobody gave one."""
    if confirmed_on is None:
        return None
    return confirmed_on + timedelta(days=INTERVALS[Kind(kind)].days)


def write_freshness(word: Word, step: Freshness) -> str:
    """Write in one sentence when it was last said true, by whom and how; else who says it."""
    if step == Freshness.DORMANT:
        return _write_sleep(word)
    if word.confirmed_on is None:
        return _write_file(word, step)
    if step == Freshness.NOT_CONFIRMED:
        return _("Pas confirmé depuis le %(day)s : %(advice)s.") % {
            "day": write_date(word.confirmed_on),
            "advice": _advise(word),
        }
    said = _write_word(word)
    if step == Freshness.RECENT:
        return said
    return _("%(said)s C’est à vérifier : %(advice)s.") % {"said": said, "advice": _advise(word)}


def write_warning(
    *, kind: str, confirmed_on: date | None, said_on: date | None, today: date
) -> str:
    """Write the short warning of a card; "" when there is nothing to warn of.

    A list says nothing of what it does not know: without any date, no warning.
    """
    if confirmed_on is None and said_on is None:
        return ""
    step = compute_freshness(
        kind=kind, confirmed_on=confirmed_on, said_on=said_on, last_seen_on=today, today=today
    )
    if step != Freshness.NOT_CONFIRMED:
        return ""
    year = {"year": (confirmed_on or said_on or today).year}
    if confirmed_on is None:
        return _("Jamais confirmé, et le fichier date de %(year)s : appelez avant") % year
    return _("Pas confirmé depuis %(year)s : appelez avant") % year


def _count_days(day: date | None, today: date) -> int | None:
    return None if day is None else max((today - day).days, 0)


def _is_silent(ages: tuple[int | None, ...], limit: int) -> bool:
    """Say whether neither a person nor a source was heard within a number of days."""
    return all(age is None or age > limit for age in ages)


def _is_of_last_season(kind: str, confirmed_on: date | None, today: date) -> bool:
    """Say whether a gathering was last confirmed for the season that ended before September."""
    if kind != Kind.GATHERING or confirmed_on is None:
        return False
    year = today.year if (today.month, today.day) >= _SEASON_OPENS else today.year - 1
    return confirmed_on < date(year, *_SEASON_SAID_FROM)


def _write_word(word: Word) -> str:
    day = write_date(word.confirmed_on) if word.confirmed_on else ""
    who = _find_speaker(word)
    how = _CHANNELS.get(Channel(word.channel), "") if word.channel else ""
    if not how:
        return _("Dit vrai le %(day)s %(who)s.") % {"day": day, "who": _(who)}
    return _("Dit vrai le %(day)s %(who)s, %(how)s.") % {"day": day, "who": _(who), "how": _(how)}


def _find_speaker(word: Word) -> str:
    role = Role(word.role) if word.role else Role.VISITOR
    if role == Role.STEWARD and word.sector:
        return _STEWARDS.get(Sector(word.sector), _ROLES[role])
    return _ROLES[role]


def _write_file(word: Word, step: Freshness) -> str:
    if word.said_on is None:
        return _("Personne ne l’a encore confirmé : %(advice)s.") % {"advice": _advise(word)}
    dated = {"day": write_date(word.said_on), "file": word.file_name, "advice": _advise(word)}
    if step == Freshness.NOT_CONFIRMED:
        return (
            _(
                "Personne ne l’a encore confirmé ; le fichier « %(file)s » est daté du %(day)s : "
                "%(advice)s."
            )
            % dated
        )
    return _("Personne ne l’a encore confirmé ; le fichier « %(file)s » est daté du %(day)s.") % (
        dated
    )


def _write_sleep(word: Word) -> str:
    heard = max((day for day in (word.confirmed_on, word.last_seen_on) if day), default=None)
    if heard is None:
        return _("En sommeil : ni personne ni aucune source n’en parle plus. La page reste.")
    return _(
        "En sommeil : ni personne ni aucune source n’en parle plus depuis le %(day)s. "
        "La page reste : %(advice)s."
    ) % {"day": write_date(heard), "advice": _advise(word)}


def _advise(word: Word) -> str:
    if word.has_phone:
        return _("appelez avant de venir")
    return _("renseignez-vous avant de venir")
