"""The portrait in words, written from the figures: exact, agreeing, and never a judgement."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from recoudre.design.french import write_number
from recoudre.indicators.reading import ALL, UNKNOWN, Facet, PortraitRow, label_value
from recoudre.portal.portraits.wording import (
    count_communes,
    count_occasions,
    count_residents,
    join_words,
)
from recoudre.vocabulary.lists import Band, Bond, Cost, Kind, LifeStep, Sector

KINDS = {
    Kind.PLACE: (_lazy("un lieu"), _lazy("%(count)s lieux"), _lazy("des lieux")),
    Kind.GATHERING: (_lazy("un moment"), _lazy("%(count)s moments"), _lazy("des moments")),
    Kind.PROJECT: (_lazy("un projet"), _lazy("%(count)s projets"), _lazy("des projets")),
}
NO_KIND = {
    Kind.PLACE: _lazy("aucun lieu"),
    Kind.GATHERING: _lazy("aucun moment"),
    Kind.PROJECT: _lazy("aucun projet"),
}
SECTORS = {
    Sector.COMMUNE: _lazy("une commune"),
    Sector.EPCI: _lazy("une intercommunalité"),
    Sector.DEPARTEMENT: _lazy("un département"),
    Sector.REGION: _lazy("une région"),
    Sector.STATE: _lazy("l’État"),
    Sector.PUBLIC_BODY: _lazy("un organisme public"),
    Sector.ASSOCIATION: _lazy("une association"),
    Sector.RESIDENTS: _lazy("un collectif d’habitants"),
    Sector.COMMONS: _lazy("un commun"),
    Sector.SOCIAL_ECONOMY: _lazy("une structure de l’économie sociale et solidaire"),
    Sector.COMPANY: _lazy("une entreprise"),
    Sector.ALLIANCE: _lazy("une alliance"),
}
BANDS = {
    Band.WEEK_DAYTIME: _lazy("la journée en semaine"),
    Band.WEEK_EVENING: _lazy("le soir en semaine"),
    Band.SATURDAY: _lazy("le samedi"),
    Band.SUNDAY: _lazy("le dimanche"),
}
Counts = Mapping[str, int]


def write_sentences(rows: Sequence[PortraitRow]) -> list[str]:
    """Write the portrait, one sentence per facet of which something is known."""
    whole = next((row for row in rows if row.facet == ALL), None)
    if whole is None:
        return []
    return [sentence for sentence in _write_each(rows, whole) if sentence]


def count_values(rows: Sequence[PortraitRow], facet: Facet) -> dict[str, int]:
    """Count the occasions of each known value of a facet."""
    return {row.value: row.n for row in rows if row.facet == facet and row.value != UNKNOWN}


def _write_each(rows: Sequence[PortraitRow], whole: PortraitRow) -> Iterator[str]:
    total = whole.n
    yield tell_whole(whole)
    yield tell_kinds(count_values(rows, Facet.KIND), total)
    yield tell_bonds(count_values(rows, Facet.BOND), total)
    yield tell_steps(count_values(rows, Facet.LIFE_STEP), total)
    yield tell_sectors(count_values(rows, Facet.SECTOR), total)
    unknown_hours = sum(row.n for row in rows if row.facet == Facet.BAND and row.value == UNKNOWN)
    yield tell_week(count_values(rows, Facet.BAND), total - unknown_hours, total)
    yield tell_cost(count_values(rows, Facet.COST), total)


def tell_whole(row: PortraitRow) -> str:
    """Tell how much is listed, for whom, and how far chance alone would move it."""
    listed = _("On recense ici %(occasions)s de lien") % {"occasions": count_occasions(row.n)}
    if not row.residents or row.per_1000_low is None or row.per_1000_high is None:
        return _("%(listed)s ; la population n’est pas connue.") % {"listed": listed}
    around = count_residents(row.residents)
    if row.communes > 1:
        around = _("%(residents)s de %(communes)s") % {
            "residents": around,
            "communes": count_communes(row.communes),
        }
    return _("%(listed)s pour %(around)s, soit entre %(low)s et %(high)s pour 1 000.") % {
        "listed": listed,
        "around": around,
        "low": write_number(row.per_1000_low, 2),
        "high": write_number(row.per_1000_high, 2),
    }


def tell_kinds(counts: Counts, total: int) -> str:
    """Tell the kinds; those of which none is listed are named."""
    present = [kind for kind in Kind if counts.get(kind)]
    absent = [str(NO_KIND[kind]) for kind in Kind if not counts.get(kind)]
    if not present:
        return ""
    told = _tell_present_kinds(present, counts, total)
    if not absent:
        return f"{told}."
    return _("%(told)s ; %(absent)s n’est recensé.") % {
        "told": told,
        "absent": _(" ni ").join(absent),
    }


def _tell_present_kinds(present: Sequence[Kind], counts: Counts, total: int) -> str:
    if len(present) > 1:
        named = join_words([_count_kind(kind, counts[kind]) for kind in present])
        return _("Ce sont %(named)s") % {"named": named}
    one, _many, plural = KINDS[present[0]]
    if total == 1:
        return _("C’est %(kind)s") % {"kind": one}
    return _("Ce ne sont que %(kinds)s") % {"kinds": plural}


def tell_bonds(counts: Counts, total: int) -> str:
    """Tell the bonds from the most to the least listed, and those nobody lists."""
    present = sorted((bond for bond in Bond if counts.get(bond)), key=lambda bond: -counts[bond])
    absent = [_(label_value(Facet.BOND, bond)) for bond in Bond if not counts.get(bond)]
    if not present:
        return _("De quels liens il s’agit, aucune source ne le dit.")
    named = join_words(
        [
            _("%(bond)s (%(share)s)")
            % {
                "bond": _(label_value(Facet.BOND, bond)),
                "share": _write_share_of(counts[bond], total),
            }
            for bond in present
        ]
    )
    words = ngettext(
        "Un seul lien y est nommé : %(named)s", "Les liens qu’on y noue : %(named)s", len(present)
    )
    told = words % {"named": named}
    if not absent:
        return f"{told}."
    return _("%(told)s ; rien n’est recensé pour %(absent)s.") % {
        "told": told,
        "absent": join_words(absent),
    }


def tell_steps(counts: Counts, total: int) -> str:
    """Tell where along a life these occasions stand."""
    present = [step for step in LifeStep if counts.get(step)]
    absent = [_quote(_(step.label)) for step in LifeStep if not counts.get(step)]
    if not present:
        return ""
    if not absent:
        most = max(present, key=lambda step: counts[step])
        least = min(present, key=lambda step: counts[step])
        return _(
            "Toutes les étapes d’une vie sont là, de %(most)s (%(high)s) à %(least)s (%(low)s)."
        ) % {
            "most": _quote(_(most.label)),
            "high": _write_share_of(counts[most], total),
            "least": _quote(_(least.label)),
            "low": _write_share_of(counts[least], total),
        }
    named = join_words([_quote(_(step.label)) for step in present])
    return _("Au fil d’une vie, cela touche à %(named)s ; on ne sait rien de %(absent)s.") % {
        "named": named,
        "absent": join_words(absent),
    }


def tell_sectors(counts: Counts, total: int) -> str:
    """Tell who answers for these occasions, where it is known."""
    known = sum(counts.values())
    if not known:
        return _("Qui en répond n’est pas dit.")
    most = max(counts, key=lambda value: counts[value])
    who = SECTORS[Sector(most)]
    if known == counts[most]:
        words = ngettext(
            "Là où on le sait (%(share)s), c’est %(who)s qui en répond.",
            "Là où on le sait (%(share)s), c’est toujours %(who)s qui en répond.",
            known,
        )
        return words % {"share": _write_share_of(known, total), "who": who}
    return _(
        "Là où l’on sait qui en répond (%(share)s), c’est le plus souvent %(who)s (%(count)s)."
    ) % {
        "share": _write_share_of(known, total),
        "who": who,
        "count": write_number(counts[most]),
    }


def tell_week(counts: Counts, known: int, total: int) -> str:
    """Tell when one can go, and when nothing is known to be open."""
    if not counts:
        return _("Les horaires ne sont connus pour aucune.")
    present = [band for band in Band if counts.get(band)]
    absent = [str(BANDS[band]) for band in Band if not counts.get(band)]
    named = join_words([f"{BANDS[band]} ({write_number(counts[band])})" for band in present])
    told = _("Quand on connaît les horaires (%(share)s), on peut y aller %(named)s") % {
        "share": _write_share_of(known, total),
        "named": named,
    }
    if not absent:
        return f"{told}."
    return _("%(told)s ; on ne sait rien pour %(absent)s.") % {
        "told": told,
        "absent": join_words(absent),
    }


def tell_cost(counts: Counts, total: int) -> str:
    """Tell how many are said to be free, where the cost is known."""
    known = sum(counts.values())
    free = counts.get(Cost.FREE, 0)
    if not known:
        return _("Le coût n’est dit pour aucune.")
    share = _write_share_of(known, total)
    if free == known:
        words = ngettext(
            "Le coût n’est connu que pour %(share)s : elle est gratuite.",
            "Le coût est connu pour %(share)s : toutes sont gratuites.",
            known,
        )
        return words % {"share": share}
    if not free:
        return _("Le coût est connu pour %(share)s, et aucune n’est dite gratuite.") % {
            "share": share
        }
    words = ngettext(
        "Le coût est connu pour %(share)s : une est gratuite.",
        "Le coût est connu pour %(share)s : %(free)s sont gratuites.",
        free,
    )
    return words % {"share": share, "free": write_number(free)}


def _count_kind(kind: Kind, count: int) -> str:
    one, many, _plural = KINDS[kind]
    return str(one) if count == 1 else str(many) % {"count": write_number(count)}


def _write_share_of(count: int, total: int) -> str:
    if count == total:
        return (
            _("la seule recensée")
            if total == 1
            else _("les %(total)s") % {"total": write_number(total)}
        )
    return _("%(count)s sur %(total)s") % {
        "count": write_number(count),
        "total": write_number(total),
    }


def _quote(words: str) -> str:
    return _("« %(words)s »") % {"words": words}
