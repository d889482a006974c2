"""Three moments told otherwise than by bare dates: a rule, a date cancelled, a long exhibition."""

from datetime import date, datetime

from recoudre.demo.land import Commune
from recoudre.demo.sketches import Sketch
from recoudre.vocabulary.lists import Bond, Cost, Domain, Foundation, Kind, Sector

RHYTHMS = {
    "Cercle de lecture des Tilleuls": (
        "le deuxième vendredi du mois de 20 h à 22 h, aussi pendant les vacances scolaires"
    ),
}
"""What is told as a rule, which gives dates a year ahead whatever the day of the visit."""
CANCELLED = {"Rien ne se jette aux Trois-Lavoirs": (date(2027, 1, 9), date(2027, 7, 10))}
"""Days on which something that was planned is not held."""
LASTING = {"Exposition « Cent ans au lavoir »": datetime.fromisoformat("2027-11-28T18:00")}
"""When what lasts for weeks ends."""


def tell_exhibition(commune: Commune) -> Sketch:
    """Tell the exhibition of a commune, from December 2026 to November 2027."""
    (name,) = LASTING
    return Sketch(
        name=name,
        kind=Kind.GATHERING,
        commune=commune,
        address="Lavoir du bas",
        postcode=commune.postcodes[0],
        point=None,
        summary="Des photos prêtées par cinquante familles, et la place d’accrocher la sienne.",
        description="On entre quand le lavoir est ouvert. Les anciens racontent le dimanche.",
        starts=(datetime.fromisoformat("2026-12-05T10:00"),),
        cost=Cost.FREE,
        bonds=((Bond.CITIZENSHIP, Foundation.RECOGNITION),),
        domains=(Domain.CULTURE,),
        steward="Les Amis du lavoir",
        sector=Sector.ASSOCIATION,
        said_on=date(2026, 11, 12),
    )


def spell_dates(sketch: Sketch) -> list[str]:
    """Spell the dates of an occasion as our template wants them; none when a rule gives them."""
    if sketch.name in RHYTHMS:
        return []
    return [_spell_date(sketch.name, start) for start in sketch.starts]


def _spell_date(name: str, start: datetime) -> str:
    end = LASTING.get(name)
    until = f" - {end:%d/%m/%Y %H:%M}" if end else ""
    status = " (annulé)" if start.date() in CANCELLED.get(name, ()) else ""
    return f"{start:%d/%m/%Y %H:%M}{until}{status}"
