"""The tables of an observation: what a row is, and each column with its type, unit and meaning.

One description serves the writer (Parquet and CSV), `datapackage.json`, the analysis that reads
them, and the documentation. Unknown is null, never 0 and never an empty text.
"""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["int64", "float64", "string", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: type, meaning in French, unit where it has one, and whether it may be null."""

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its key, and its columns in order."""

    name: str
    row_is: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Name the columns in order."""
        return tuple(column.name for column in self.columns)


TERRITORIES = Table(
    "territories",
    "une commune, une intercommunalité, un département ou une région",
    ("code",),
    (
        Column(
            "code",
            "string",
            "code INSEE de la commune ou du département, SIREN de l’EPCI, « R » et code de la région",
        ),
        Column("level", "string", "niveau : commune, epci, departement, region"),
        Column("name", "string", "nom officiel"),
        Column("department_code", "string", "département de la commune", nullable=True),
        Column("region_code", "string", "région, précédée de « R »", nullable=True),
        Column("epci_code", "string", "intercommunalité de la commune", nullable=True),
        Column("residents", "int64", "population municipale", "habitants", nullable=True),
        Column("residents_year", "int64", "année de la population", nullable=True),
        Column("lat", "float64", "latitude d’un point intérieur", "degrés WGS 84", nullable=True),
        Column("lon", "float64", "longitude d’un point intérieur", "degrés WGS 84", nullable=True),
        Column("area_km2", "float64", "superficie", "km²", nullable=True),
        Column("has_outline", "boolean", "le contour est connu"),
        Column("is_fictional", "boolean", "territoire inventé pour la démonstration"),
    ),
)

NEIGHBOURS = Table(
    "neighbours",
    "deux communes dont les contours se touchent (chaque paire dans les deux sens)",
    ("code", "neighbour_code"),
    (
        Column("code", "string", "commune"),
        Column("neighbour_code", "string", "commune voisine"),
    ),
)

CONTEXT = Table(
    "context",
    "la valeur d’un indicateur de contexte pour un territoire",
    ("code", "indicator"),
    (
        Column("code", "string", "territoire"),
        Column("indicator", "string", "identifiant de l’indicateur"),
        Column("year", "int64", "année de la mesure"),
        Column("value", "float64", "valeur, dans l’unité de l’indicateur", nullable=True),
        Column("numerator", "float64", "numérateur, quand il est publié", nullable=True),
        Column("denominator", "float64", "dénominateur, quand il est publié", nullable=True),
        Column("source", "string", "source de la valeur"),
        Column("missing_reason", "string", "pourquoi la valeur manque", nullable=True),
    ),
)

OCCASIONS = Table(
    "occasions",
    "une occasion de lien publiée (lieu, moment ou projet)",
    ("id",),
    (
        Column("id", "int64", "identifiant stable, jamais réemployé"),
        Column("kind", "string", "nature : place, gathering, project"),
        Column("name", "string", "nom"),
        Column("summary", "string", "résumé", nullable=True),
        Column("commune_code", "string", "commune d’aujourd’hui"),
        Column("address", "string", "adresse", nullable=True),
        Column("lat", "float64", "latitude", "degrés WGS 84", nullable=True),
        Column("lon", "float64", "longitude", "degrés WGS 84", nullable=True),
        Column(
            "precision", "string", "précision du point : number, street, locality, commune, unknown"
        ),
        Column("steward_id", "int64", "porteur", nullable=True),
        Column("sector", "string", "secteur du porteur", nullable=True),
        Column("website", "string", "site public", nullable=True),
        Column("opening_hours", "string", "horaires, syntaxe OpenStreetMap", nullable=True),
        Column("cost", "string", "coût : free, free_price, reduced, paid", nullable=True),
        Column(
            "screen", "string", "faut-il un écran : not_needed, alternative, needed", nullable=True
        ),
        Column("capacity", "float64", "capacité d’accueil", "places", nullable=True),
        Column("said_on", "date", "date du dernier témoin", nullable=True),
        Column(
            "confirmed_on",
            "date",
            "date à laquelle une personne l’a dit encore vrai",
            nullable=True,
        ),
        Column("caveat", "string", "réserve à lire avec la fiche", nullable=True),
        Column("source", "string", "source qui l’a fait connaître"),
        Column("licence", "string", "licence de la fiche"),
        Column("is_fictional", "boolean", "occasion inventée pour la démonstration"),
    ),
)

BONDS = Table(
    "bonds",
    "un lien que fait une occasion",
    ("occasion_id", "bond", "foundation"),
    (
        Column("occasion_id", "int64", "occasion"),
        Column("bond", "string", "lien : filiation, elective, organic, citizenship"),
        Column("foundation", "string", "fondement : protection, recognition", nullable=True),
        Column("mark", "string", "qui l’a dit : stated, sourced, moderated, suggested"),
    ),
)

DOMAINS = Table(
    "domains",
    "un domaine d’action publique d’une occasion",
    ("occasion_id", "domain"),
    (
        Column("occasion_id", "int64", "occasion"),
        Column("domain", "string", "domaine"),
        Column("mark", "string", "qui l’a dit : stated, sourced, moderated, suggested"),
    ),
)

AUDIENCES = Table(
    "audiences",
    "un public auquel une occasion s’adresse",
    ("occasion_id", "audience"),
    (
        Column("occasion_id", "int64", "occasion"),
        Column("audience", "string", "public"),
    ),
)

OPENINGS = Table(
    "openings",
    "une partie de la semaine où une occasion est ouverte (aucune ligne : horaires inconnus)",
    ("occasion_id", "band"),
    (
        Column("occasion_id", "int64", "occasion"),
        Column("band", "string", "week_daytime, week_evening, saturday, sunday"),
    ),
)

TIMINGS = Table(
    "timings",
    "une date d’un moment, passée ou à venir",
    ("occasion_id", "number"),
    (
        Column("occasion_id", "int64", "occasion"),
        Column("number", "int64", "rang de la date parmi celles de l’occasion, à partir de 1"),
        Column("starts_at", "string", "début, heure de France avec son décalage (ISO 8601)"),
        Column("ends_at", "string", "fin, de même", nullable=True),
        Column("status", "string", "scheduled, postponed, cancelled, full, online"),
        Column("place", "string", "où, quand ce n’est pas à l’adresse habituelle", nullable=True),
    ),
)

STEWARDS = Table(
    "stewards",
    "un porteur",
    ("id",),
    (
        Column("id", "int64", "identifiant stable"),
        Column("name", "string", "nom de l’organisme"),
        Column("sector", "string", "secteur", nullable=True),
        Column("commune_code", "string", "commune", nullable=True),
    ),
)

RECORDS = Table(
    "records",
    "ce qu’une source dit d’une occasion",
    ("source", "source_id"),
    (
        Column("occasion_id", "int64", "occasion"),
        Column("source", "string", "source"),
        Column("source_id", "string", "identifiant chez la source"),
        Column("seen_on", "date", "jour où nous l’avons lue"),
        Column("licence", "string", "licence"),
    ),
)

SOURCES = Table(
    "sources",
    "une source importée",
    ("source",),
    (
        Column("source", "string", "identifiant de la source"),
        Column("name", "string", "nom"),
        Column("publisher", "string", "producteur"),
        Column("licence", "string", "licence"),
        Column(
            "covers", "string", "domaines dont elle parle, séparés par des espaces", nullable=True
        ),
        Column("imported_on", "date", "jour du dernier import", nullable=True),
        Column("rows_read", "int64", "lignes lues au dernier import", nullable=True),
        Column("rows_refused", "int64", "lignes refusées au dernier import", nullable=True),
    ),
)

TABLES: tuple[Table, ...] = (
    TERRITORIES, NEIGHBOURS, CONTEXT, OCCASIONS, BONDS, DOMAINS,
    AUDIENCES, OPENINGS, TIMINGS, STEWARDS, RECORDS, SOURCES,
)  # fmt: skip
