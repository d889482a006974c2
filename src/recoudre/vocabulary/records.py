"""What a source hands over, in our own words: plain records, no database.

A source's `parse` turns each raw row into a `ParsedRecord` or a `RejectedRow`; none is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from recoudre.vocabulary.licences import Licence
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    ContactBasis,
    Cost,
    Domain,
    Foundation,
    Kind,
    Labelled,
    Mark,
    Precision,
    ReachMode,
    Screen,
    Sector,
    State,
    TimingStatus,
    Trust,
)


class RepairName(Labelled):
    """The named diseases of French files, and what was done about each."""

    LEADING_ZERO = "leading_zero", "zéro perdu en tête, remis"
    DECIMAL_COMMA = "decimal_comma", "virgule décimale lue comme un point"
    LAMBERT_93 = "lambert_93", "coordonnées Lambert-93 converties en latitude et longitude"
    SWAPPED_AXES = "swapped_axes", "latitude et longitude inversées, remises dans l’ordre"
    SEVERAL_EMAILS = "several_emails", "plusieurs adresses de courriel, la première gardée"
    SEVERAL_PHONES = "several_phones", "plusieurs téléphones, le premier gardé"
    PLACEHOLDER = "placeholder", "cellule de remplissage lue comme vide"
    URL_SCHEME = "url_scheme", "« https:// » ajouté à l’adresse web"
    CEDEX = "cedex", "CEDEX retiré du nom de la commune"
    WINDOWS_1252 = "windows_1252", "fichier lu en Windows-1252"
    DATE_FORMAT = "date_format", "date jj/mm/aaaa lue"
    WHITESPACE = "whitespace", "espaces ou retours à la ligne retirés"
    POSTCODE_IN_ADDRESS = "postcode_in_address", "code postal retiré du texte de l’adresse"
    FORMER_COMMUNE = (
        "former_commune",
        "ancien code de commune suivi jusqu’à la commune d’aujourd’hui",
    )
    COMMUNE_BY_NAME = "commune_by_name", "code de commune retrouvé par le nom et le code postal"
    COMMUNE_BY_POINT = "commune_by_point", "code de commune retrouvé par le point"
    NULL_ISLAND = "null_island", "point (0, 0) retiré : ce n’est pas un lieu"
    READ_AS_NUMBER = "read_as_number", "code lu comme un nombre par un tableur, remis en chiffres"
    TEXT_AROUND = "text_around", "texte retiré autour de la valeur"
    ESCAPES = "escapes", "caractères échappés (« \\x20 ») remis en clair"
    PERSONAL_CONTACT = "personal_contact", "contact qui semble personnel, retiré"


class DoubtName(Labelled):
    """Why a row is published with a doubt that a person should lift."""

    POINT_OUTSIDE_COMMUNE = (
        "point_outside_commune",
        "le point ne tombe pas dans la commune déclarée",
    )
    POINT_UNREADABLE = "point_unreadable", "la position est illisible : pas de point sur la carte"
    POINT_OUTSIDE_FRANCE = (
        "point_outside_france",
        "le point est hors de France : pas de point sur la carte",
    )
    EMAIL_UNREADABLE = "email_unreadable", "l’adresse de courriel est illisible"
    PHONE_UNREADABLE = "phone_unreadable", "le téléphone est illisible"
    URL_UNREADABLE = "url_unreadable", "l’adresse web est illisible"
    HOURS_UNREADABLE = "hours_unreadable", "les horaires sont illisibles : gardés tels quels"
    DATE_UNREADABLE = "date_unreadable", "la date est illisible"
    DATE_IN_FUTURE = "date_in_future", "la date est encore à venir : elle n’est pas gardée"
    VALUE_UNKNOWN = "value_unknown", "une valeur n’est pas dans la liste attendue"
    NOT_CONFIRMED = "not_confirmed", "l’information n’a pas pu être confirmée"


class RejectReason(Labelled):
    """Why a row is refused: it stays listed with its number and this reason."""

    NO_NAME = "no_name", "le nom manque"
    NO_IDENTIFIER = "no_identifier", "l’identifiant manque"
    NO_COMMUNE = "no_commune", "la commune manque ou n’existe pas"
    OUTSIDE_TERRITORIES = "outside_territories", "hors des territoires suivis ici"
    NOT_AN_OCCASION = "not_an_occasion", "ce n’est pas un lieu, un moment ou un projet ouvert"
    KIND_UNKNOWN = "kind_unknown", "la nature n’est pas lieu, moment ou projet"
    ROW_BROKEN = "row_broken", "la ligne n’a pas le bon nombre de colonnes"
    TOO_LONG = "too_long", "une cellule est démesurée"
    DUPLICATE_ROW = "duplicate_row", "la ligne répète à l’identique une ligne précédente"
    DUPLICATE_ID = "duplicate_id", "l’identifiant est déjà celui d’une autre ligne"
    DISSOLVED = "dissolved", "l’association ou l’établissement est dissous ou fermé"
    GHOST = "ghost", "sans signe de vie depuis des années : sans doute plus actif"
    NOT_A_BOND = "not_a_bond", "la source liste aussi ce qui ne fait pas lien : mis de côté"
    NOT_PUBLIC = "not_public", "la source dit que cette ligne n’est pas publique"
    NO_DATE = "no_date", "aucune date n’a pu être lue pour ce moment"


# Rows that are no mistake of their sender: set aside, visible and counted, nothing to correct.
SET_ASIDE = frozenset(
    {
        RejectReason.OUTSIDE_TERRITORIES,
        RejectReason.NOT_AN_OCCASION,
        RejectReason.DISSOLVED,
        RejectReason.GHOST,
        RejectReason.NOT_A_BOND,
        RejectReason.NOT_PUBLIC,
    }
)


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair of one cell, reversible: what it was, what it became."""

    name: RepairName
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt on one cell, with the value that causes it."""

    name: DoubtName
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class BondTag:
    """A bond that an occasion makes, on one of its foundations or on an unknown one."""

    bond: Bond
    foundation: Foundation | None = None
    mark: Mark = Mark.SOURCED


@dataclass(frozen=True, slots=True)
class DomainTag:
    """A public policy that an occasion belongs to, and who said so."""

    domain: Domain
    mark: Mark = Mark.SOURCED


@dataclass(frozen=True, slots=True)
class TimingValues:
    """One date of a gathering, local French time (naive, Europe/Paris).

    `ends_at` None is unknown. `place` says where when it is not at the occasion's own address.
    """

    starts_at: datetime
    ends_at: datetime | None = None
    status: TimingStatus = TimingStatus.SCHEDULED
    place: str = ""


@dataclass(frozen=True, slots=True)
class StewardValues:
    """Who answers for an occasion, as a source says it."""

    name: str
    sector: Sector | None = None
    siret: str = ""
    rna: str = ""


@dataclass(frozen=True, slots=True)
class OccasionValues:
    """What one source says of one occasion. Empty string, None and () mean unknown, never "none".

    `commune_code` is the INSEE code as declared; `lat`, `lon` are WGS 84 degrees, both or neither.
    `opening_hours` is in OpenStreetMap syntax ("Mo-Fr 09:00-12:00; Sa 10:00-12:00"), or "" when
    unknown; what could not be put in that syntax stays as written in `hours_note`.
    `timings` are the dates of a gathering, in order; () says that they are not known. `schedule`
    is the rule that gives others, as `vocabulary.schedules` writes it.
    `contact_consented` says that the publisher consents to phone and e-mail being shown to all.
    """

    name: str
    kind: Kind
    state: State = State.PUBLISHED
    summary: str = ""
    description: str = ""
    address: str = ""
    postcode: str = ""
    commune_code: str = ""
    commune_name: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.UNKNOWN
    phone: str = ""
    email: str = ""
    website: str = ""
    contact_consented: bool = False
    opening_hours: str = ""
    hours_note: str = ""
    timings: tuple[TimingValues, ...] = ()
    schedule: Mapping[str, Any] | None = None
    cost: Cost | None = None
    cost_note: str = ""
    conditions: str = ""
    screen: Screen | None = None
    reach_modes: tuple[ReachMode, ...] = ()
    audiences: tuple[Audience, ...] = ()
    bonds: tuple[BondTag, ...] = ()
    domains: tuple[DomainTag, ...] = ()
    steward: StewardValues | None = None
    since: str = ""
    caveat: str = ""
    said_on: date | None = None
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """One raw row that became an occasion's description.

    `row_number` counts data rows as the sender sees them: in a CSV the header is row 1, so the
    first data row is 2; in a JSON list the first item is 1. `raw` is the row as it came.
    """

    row_number: int
    source_id: str
    raw: Mapping[str, str]
    values: OccasionValues
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One raw row that could not become a description, and why, in French."""

    row_number: int
    raw: Mapping[str, str]
    reason: RejectReason
    message: str
    source_id: str = ""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A whole file after `parse`: `len(rows)` is the number of rows read.

    `unknown_columns` are columns that the mapping does not use and does not know, named to the
    sender; `layout` tells how to write a corrected file back.
    """

    rows: tuple[ParsedRecord | RejectedRow, ...]
    columns: tuple[str, ...]
    unknown_columns: tuple[str, ...] = ()
    layout: Literal["csv", "json"] = "csv"
    delimiter: str = ","
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Who publishes a source, under which licence, and how far it is trusted.

    `contact_basis` says why the phones and e-mails it gives may be shown to all; unknown, they
    are kept closed. `contact_proof` is where that can be read.
    """

    slug: str
    name: str
    publisher: str
    licence: Licence
    trust: Trust
    homepage: str
    download_url: str = ""
    rhythm: str = ""
    contact: str = ""
    covers: frozenset[Domain] = field(default_factory=frozenset)
    contact_basis: ContactBasis = ContactBasis.UNKNOWN
    contact_proof: str = ""
