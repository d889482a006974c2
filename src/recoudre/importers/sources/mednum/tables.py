"""The standard « médiation numérique »: its words on the left, ours on the right."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recoudre.vocabulary.lists import Audience, Bond, Cost, Domain, ReachMode, Sector

# To be able to use a screen is needed to be a citizen like the others; a kind of place may add
# that one goes there by choice (`typologies.csv`). On which foundation: unknown.
BONDS = (Bond.CITIZENSHIP,)
DOMAINS = (Domain.DIGITAL,)

DOMAINS_BY_AID: dict[str, tuple[Domain, ...]] = {
    "Aide aux démarches administratives": (Domain.RIGHTS,),
    "Maîtrise des outils numériques du quotidien": (),
    "Insertion professionnelle via le numérique": (Domain.EMPLOYMENT,),
    "Utilisation sécurisée du numérique": (),
    "Parentalité et éducation avec le numérique": (),
    "Loisirs et créations numériques": (),
    "Compréhension du monde numérique": (),
    "Accès internet et matériel informatique": (),
    "Acquisition de matériel informatique à prix solidaire": (),
}

# « Femmes » and « Illettrisme » have no word here: they stay in the raw row.
AUDIENCES: dict[str, tuple[Audience, ...]] = {
    "Jeunes": (Audience.TEENAGERS, Audience.YOUNG_ADULTS),
    "Étudiants": (Audience.YOUNG_ADULTS,),
    "Familles et/ou enfants": (Audience.FAMILIES, Audience.CHILDREN),
    "Seniors": (Audience.SENIORS,),
    "Femmes": (),
}
CARE: dict[str, tuple[Audience, ...]] = {
    "Surdité": (Audience.DISABLED_PEOPLE,),
    "Handicaps moteurs": (Audience.DISABLED_PEOPLE,),
    "Handicaps mentaux": (Audience.DISABLED_PEOPLE,),
    "Déficience visuelle": (Audience.DISABLED_PEOPLE,),
    "Illettrisme": (),
    "Langues étrangères (anglais)": (Audience.NEWCOMERS,),
    "Langues étrangères (autres)": (Audience.NEWCOMERS,),
}

COSTS = {
    frozenset({"Gratuit"}): Cost.FREE,
    frozenset({"Gratuit sous condition"}): Cost.REDUCED,
    frozenset({"Gratuit sous condition", "Payant"}): Cost.REDUCED,
    frozenset({"Payant"}): Cost.PAID,
}

REACH: dict[str, tuple[ReachMode, ...]] = {
    "Fixe": (ReachMode.ON_SITE,),
    "Itinérant": (ReachMode.ITINERANT,),
}
REACH_BY_HELP: dict[str, tuple[ReachMode, ...]] = {
    "En autonomie": (),
    "Accompagnement individuel": (),
    "Dans un atelier collectif": (),
    "À distance": (ReachMode.REMOTE,),
}
NO_PUBLIC = "Ce lieu n'accueille pas de public"

COLUMNS = ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")
OTHER_COLUMNS = (
    "code_insee", "complement_adresse", "latitude", "longitude", "typologie", "telephone",
    "courriels", "site_web", "horaires", "presentation_resume", "presentation_detail", "source",
    "itinerance", "structure_parente", "services", "publics_specifiquement_adresses",
    "prise_en_charge_specifique", "frais_a_charge", "dispositif_programmes_nationaux",
    "formations_labels", "autres_formations_labels", "modalites_acces",
    "modalites_accompagnement", "fiche_acces_libre", "prise_rdv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typology:
    """What one code of the standard says of a place."""

    label: str
    sector: Sector | None
    domains: tuple[Domain, ...]
    bonds: tuple[Bond, ...]


@cache
def read_typologies() -> dict[str, Typology]:
    """Read the table of the 90 codes, by code."""
    text = files(__package__).joinpath("typologies.csv").read_text("utf-8")
    return {row["code"]: _read_typology(row) for row in csv.DictReader(io.StringIO(text))}


def _read_typology(row: dict[str, str]) -> Typology:
    return Typology(
        label=row["libelle"],
        sector=Sector(row["secteur"]) if row["secteur"] else None,
        domains=tuple(Domain(slug) for slug in row["domaines"].split("|") if slug),
        bonds=tuple(Bond(slug) for slug in row["liens"].split("|") if slug),
    )
