"""Closed lists: English slugs that are stored and published, with the French words people read.

A slug is never renamed once published. Definitions are in `docs/glossary.md`.
"""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A closed value: its slug is stored, its French label is shown."""

    label: str

    def __new__(cls, slug: str, label: str = "") -> Self:
        """Build a member from its slug and its French label."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """List (slug, French label) in the order of the definition."""
        return [(member.value, member.label) for member in cls]


class Kind(Labelled):
    """What an occasion is."""

    PLACE = "place", "lieu"
    GATHERING = "gathering", "moment"
    PROJECT = "project", "projet"


class Bond(Labelled):
    """The four bonds of Serge Paugam (2008)."""

    FILIATION = "filiation", "filiation"
    ELECTIVE = "elective", "participation élective"
    ORGANIC = "organic", "participation organique"
    CITIZENSHIP = "citizenship", "citoyenneté"


class Foundation(Labelled):
    """The two foundations of every bond."""

    PROTECTION = "protection", "compter sur"
    RECOGNITION = "recognition", "compter pour"


class Domain(Labelled):
    """The public policies an occasion belongs to."""

    PLANNING = "planning", "urbanisme"
    PUBLIC_SPACE = "public_space", "espace public"
    MOBILITY = "mobility", "mobilités"
    HOUSING = "housing", "logement"
    EARLY_CHILDHOOD = "early_childhood", "petite enfance"
    SCHOOL = "school", "école"
    YOUTH = "youth", "jeunesse"
    SPORT = "sport", "sport"
    CULTURE = "culture", "culture"
    READING = "reading", "lecture"
    FOOD = "food", "alimentation"
    ECOLOGY = "ecology", "écologie"
    HEALTH = "health", "santé"
    MENTAL_HEALTH = "mental_health", "santé mentale"
    SOCIAL_WORK = "social_work", "action sociale"
    AGEING = "ageing", "grand âge"
    DISABILITY = "disability", "handicap"
    DIGITAL = "digital", "numérique"
    EMPLOYMENT = "employment", "emploi"
    CITIZENSHIP = "citizenship", "vie citoyenne"
    RIGHTS = "rights", "accès aux droits"
    FAITH_FREE_GATHERING = "faith_free_gathering", "fêtes et banquets"
    MUTUAL_AID = "mutual_aid", "entraide"
    AGENTS = "agents", "travail dans le service public"


class Sector(Labelled):
    """Who a steward is."""

    COMMUNE = "commune", "commune"
    EPCI = "epci", "intercommunalité"
    DEPARTEMENT = "departement", "département"
    REGION = "region", "région"
    STATE = "state", "État"
    PUBLIC_BODY = "public_body", "organisme public"
    ASSOCIATION = "association", "association"
    RESIDENTS = "residents", "collectif d’habitants"
    COMMONS = "commons", "commun"
    SOCIAL_ECONOMY = "social_economy", "économie sociale et solidaire"
    COMPANY = "company", "entreprise"
    ALLIANCE = "alliance", "alliance"


class LifeStep(Labelled):
    """The reading order of a portrait, along a life (Fabrique Spinoza)."""

    BORN = "born", "naître"
    LIVE = "live", "vivre"
    ACHIEVE = "achieve", "s’accomplir"
    NOURISH = "nourish", "fertiliser son territoire"


LIFE_STEP_OF_DOMAIN: dict[Domain, LifeStep] = {
    Domain.EARLY_CHILDHOOD: LifeStep.BORN,
    Domain.SCHOOL: LifeStep.BORN,
    Domain.YOUTH: LifeStep.BORN,
    Domain.HOUSING: LifeStep.LIVE,
    Domain.FOOD: LifeStep.LIVE,
    Domain.MOBILITY: LifeStep.LIVE,
    Domain.HEALTH: LifeStep.LIVE,
    Domain.MENTAL_HEALTH: LifeStep.LIVE,
    Domain.SOCIAL_WORK: LifeStep.LIVE,
    Domain.AGEING: LifeStep.LIVE,
    Domain.DISABILITY: LifeStep.LIVE,
    Domain.DIGITAL: LifeStep.LIVE,
    Domain.RIGHTS: LifeStep.LIVE,
    Domain.SPORT: LifeStep.ACHIEVE,
    Domain.CULTURE: LifeStep.ACHIEVE,
    Domain.READING: LifeStep.ACHIEVE,
    Domain.EMPLOYMENT: LifeStep.ACHIEVE,
    Domain.FAITH_FREE_GATHERING: LifeStep.ACHIEVE,
    Domain.PLANNING: LifeStep.NOURISH,
    Domain.PUBLIC_SPACE: LifeStep.NOURISH,
    Domain.ECOLOGY: LifeStep.NOURISH,
    Domain.CITIZENSHIP: LifeStep.NOURISH,
    Domain.MUTUAL_AID: LifeStep.NOURISH,
    Domain.AGENTS: LifeStep.NOURISH,
}


class Audience(Labelled):
    """Whom an occasion is for."""

    EVERYONE = "everyone", "tout le monde"
    FAMILIES = "families", "familles"
    SINGLE_PARENTS = "single_parents", "parents solos"
    CHILDREN = "children", "enfants"
    TEENAGERS = "teenagers", "adolescents"
    YOUNG_ADULTS = "young_adults", "jeunes adultes"
    ADULTS = "adults", "adultes"
    SENIORS = "seniors", "seniors"
    CARERS = "carers", "aidants"
    DISABLED_PEOPLE = "disabled_people", "personnes handicapées"
    NEWCOMERS = "newcomers", "nouveaux arrivants"
    JOBSEEKERS = "jobseekers", "personnes en recherche d’emploi"
    ISOLATED_PEOPLE = "isolated_people", "personnes isolées"
    PUBLIC_AGENTS = "public_agents", "agents publics"


class Cost(Labelled):
    """What it costs to take part."""

    FREE = "free", "gratuit"
    FREE_PRICE = "free_price", "prix libre"
    REDUCED = "reduced", "tarif réduit possible"
    PAID = "paid", "payant"


class Screen(Labelled):
    """Whether a screen is needed."""

    NOT_NEEDED = "not_needed", "sans écran"
    ALTERNATIVE = "alternative", "écran ou autre moyen"
    NEEDED = "needed", "écran nécessaire"


class ReachMode(Labelled):
    """How one gets to it, or it to one."""

    ON_SITE = "on_site", "sur place"
    ITINERANT = "itinerant", "itinérant"
    AT_HOME = "at_home", "à domicile"
    PHONE = "phone", "par téléphone"
    REMOTE = "remote", "à distance"


class State(Labelled):
    """The state of an occasion."""

    PROPOSED = "proposed", "proposée"
    PUBLISHED = "published", "publiée"
    DORMANT = "dormant", "en sommeil"
    ENDED = "ended", "terminée"
    WITHDRAWN = "withdrawn", "retirée"
    REFUSED = "refused", "refusée"


class Channel(Labelled):
    """How a fact reached us."""

    WEB = "web", "site"
    HELPER = "helper", "aidant"
    PAPER = "paper", "papier"
    PHONE = "phone", "téléphone"
    WORKSHOP = "workshop", "atelier"
    IMPORT = "import", "import"
    FEDERATION = "federation", "fédération"


class Mark(Labelled):
    """Who set a value or a tag."""

    STATED = "stated", "dit par le porteur"
    SOURCED = "sourced", "déduit de la source"
    MODERATED = "moderated", "vérifié par la modération"
    SUGGESTED = "suggested", "suggéré par une machine"
    UNKNOWN = "unknown", "inconnu"


class Trust(Labelled):
    """The published order of election: the first that speaks wins, then the most recent."""

    VERIFIED = "verified", "vérification sur place ou par téléphone"
    STEWARD = "steward", "porteur"
    MODERATOR = "moderator", "modération"
    REGISTER = "register", "registre public"
    PARTNER = "partner", "partenaire"
    OPEN = "open", "donnée ouverte"


class Precision(Labelled):
    """What a point says, from the finest to none. A `commune` point is never "100 m away"."""

    NUMBER = "number", "au numéro"
    STREET = "street", "à la rue"
    LOCALITY = "locality", "au lieu-dit"
    COMMUNE = "commune", "à la commune"
    UNKNOWN = "unknown", "inconnue"


class Level(Labelled):
    """The level of a territory."""

    COMMUNE = "commune", "commune"
    EPCI = "epci", "intercommunalité"
    DEPARTEMENT = "departement", "département"
    REGION = "region", "région"


class Weekday(Labelled):
    """A day of the week, Monday first."""

    MONDAY = "monday", "lundi"
    TUESDAY = "tuesday", "mardi"
    WEDNESDAY = "wednesday", "mercredi"
    THURSDAY = "thursday", "jeudi"
    FRIDAY = "friday", "vendredi"
    SATURDAY = "saturday", "samedi"
    SUNDAY = "sunday", "dimanche"


class Band(Labelled):
    """A part of the week, for "when can one go?". Evening starts at 18:00."""

    WEEK_DAYTIME = "week_daytime", "en semaine, en journée"
    WEEK_EVENING = "week_evening", "en semaine, le soir"
    SATURDAY = "saturday", "le samedi"
    SUNDAY = "sunday", "le dimanche"


class MissingReason(Labelled):
    """Why a value is missing. A missing value is never zero."""

    SECRECY = "secrecy", "masqué par le secret statistique"
    NOT_PUBLISHED = "not_published", "non publié"
    NOT_APPLICABLE = "not_applicable", "sans objet ici"


class Outcome(Labelled):
    """What became of one row of an import. Every row has exactly one."""

    ACCEPTED = "accepted", "acceptée"
    REPAIRED = "repaired", "réparée"
    DOUBTFUL = "doubtful", "douteuse"
    REFUSED = "refused", "refusée"


class Direction(Labelled):
    """How an indicator reads: does a high value point to a higher need?"""

    HIGHER_IS_NEED = "higher_is_need", "plus c’est haut, plus le besoin peut être grand"
    LOWER_IS_NEED = "lower_is_need", "plus c’est bas, plus le besoin peut être grand"
    CONTEXT = "context", "simple contexte"


class Freshness(Labelled):
    """How long ago a person said that an occasion is still true. A file never says it."""

    RECENT = "recent", "dit vrai récemment"
    TO_CHECK = "to_check", "à vérifier"
    NOT_CONFIRMED = "not_confirmed", "pas confirmé"
    DORMANT = "dormant", "en sommeil"


class TimingStatus(Labelled):
    """What is said of one date of a gathering. Full is not an end."""

    SCHEDULED = "scheduled", "prévu"
    POSTPONED = "postponed", "reporté"
    CANCELLED = "cancelled", "annulé"
    FULL = "full", "complet"
    ONLINE = "online", "en ligne"


class SchoolBreak(Labelled):
    """What happens to a regular gathering during the school holidays."""

    OPEN = "open", "a lieu aussi pendant les vacances scolaires"
    CLOSED = "closed", "pas pendant les vacances scolaires"
    UNKNOWN = "unknown", "à vérifier pendant les vacances scolaires"


class ContactBasis(Labelled):
    """Why a phone or an e-mail may be shown to all. Unknown: it is kept closed."""

    CONSENTED = "consented", "la personne ou la structure y consent"
    STRUCTURE = "structure", "contact professionnel donné par la structure"
    REGISTER = "register", "publié par un registre public qui l’ouvre à tous"
    UNKNOWN = "unknown", "inconnue"
