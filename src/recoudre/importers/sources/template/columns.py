"""The columns of the template: their meaning, an example, and which ones are needed."""

from dataclasses import dataclass

from recoudre.importers.writing import write_csv
from recoudre.vocabulary.lists import (
    Audience,
    Bond,
    Cost,
    Domain,
    Foundation,
    Kind,
    Labelled,
    ReachMode,
    Screen,
    Sector,
)

# The identifier of the line that shows how to fill the others; the import passes over it.
EXAMPLE = "EXEMPLE"


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: its name in the header, what to write there, and an example.

    `choices` is the closed list of its values; `is_list` says that it takes several of them,
    between bars.
    """

    name: str
    meaning: str
    example: str
    is_required: bool = False
    choices: type[Labelled] | None = None
    is_list: bool = False

    @property
    def accepted(self) -> tuple[str, ...]:
        """List the French words that the column accepts; () when it is free."""
        return tuple(member.label for member in self.choices) if self.choices else ()


COLUMNS: tuple[TemplateColumn, ...] = (
    TemplateColumn(
        "identifiant",
        "Votre identifiant, qui ne change jamais. Sans lui, il est fait du nom et de la commune : "
        "changer le nom créerait alors une autre fiche.",
        EXAMPLE,
    ),
    TemplateColumn("nom", "Le nom, comme on le dit.", "Banquet des voisins", is_required=True),
    TemplateColumn(
        "nature",
        "Un lieu où l’on va, un moment à une date, ou un projet que l’on rejoint.",
        "moment",
        is_required=True,
        choices=Kind,
    ),
    TemplateColumn("resume", "Une phrase.", "Un repas partagé, chacun apporte un plat."),
    TemplateColumn(
        "description", "Ce qui s’y passe, en quelques phrases.", "Tables dehors, sous la halle."
    ),
    TemplateColumn("adresse", "Numéro et rue, sans la commune.", "1 place de l’Église"),
    TemplateColumn("code_postal", "Cinq chiffres.", "26220"),
    TemplateColumn(
        "commune", "Le nom de la commune. Inutile si le code INSEE est donné.", "Dieulefit"
    ),
    TemplateColumn(
        "code_insee", "Le code INSEE de la commune, plus sûr que le nom seul.", "26114"
    ),
    TemplateColumn("latitude", "En degrés (WGS 84). Laissez vide si vous ne savez pas.", "44,5253"),
    TemplateColumn("longitude", "En degrés (WGS 84).", "5,0633"),
    TemplateColumn("telephone", "Un numéro.", "04 75 00 00 00"),
    TemplateColumn("courriel", "Une adresse.", "contact@example.org"),
    TemplateColumn(
        "contact_public",
        "« oui » si la personne qui porte l’occasion accepte que téléphone et courriel soient "
        "montrés à tous. Sinon ils ne le sont pas.",
        "oui",
    ),
    TemplateColumn("site_web", "L’adresse d’une page.", "https://example.org/banquet"),
    TemplateColumn(
        "horaires",
        "Pour un lieu : « du lundi au vendredi 9h-12h / 14h-17h ; samedi 10h-12h », ou la syntaxe "
        "d’OpenStreetMap (« Mo-Fr 09:00-12:00 »).",
        "",
    ),
    TemplateColumn(
        "dates",
        "Pour un moment : jour et heure de chaque début, et si on la connaît l’heure de fin ; "
        "entre parenthèses : annulé, reporté, complet ou en ligne.",
        "03/07/2026 18:30-21:00|04/09/2026 18:30",
        is_list=True,
    ),
    TemplateColumn(
        "rythme",
        "Pour un moment régulier, dans vos mots : « chaque mardi de 14 h à 16 h, sauf le "
        "25/12/2026 », « un samedi sur deux à 10 h, à partir du 05/09/2026 ».",
        "le premier vendredi du mois à 18 h 30, de septembre à juin",
    ),
    TemplateColumn("cout", "Ce que cela coûte.", "prix libre", choices=Cost),
    TemplateColumn("precisions_cout", "Le prix, ou à quelles conditions.", "adhésion à 5 € par an"),
    TemplateColumn("conditions", "Ce qu’il faut savoir avant de venir.", "Sans inscription."),
    TemplateColumn("ecran", "Faut-il un écran pour y accéder ?", "sans écran", choices=Screen),
    TemplateColumn(
        "modes_acces",
        "Comment on y accède, ou comment cela vient à soi.",
        "sur place",
        choices=ReachMode,
        is_list=True,
    ),
    TemplateColumn(
        "publics", "À qui cela s’adresse.", "tout le monde", choices=Audience, is_list=True
    ),
    TemplateColumn(
        "liens",
        "Les liens que cela fait, selon Serge Paugam.",
        "participation élective|citoyenneté",
        choices=Bond,
        is_list=True,
    ),
    TemplateColumn(
        "fondements",
        "Pour chaque lien, dans le même ordre, ce qui le fonde. Laissez vide ce qui ne se dit pas.",
        "compter pour|",
        choices=Foundation,
        is_list=True,
    ),
    TemplateColumn(
        "domaines",
        "Les politiques publiques que cela touche.",
        "fêtes et banquets|alimentation",
        choices=Domain,
        is_list=True,
    ),
    TemplateColumn("porteur", "Qui en répond.", "Comité des fêtes"),
    TemplateColumn(
        "secteur_porteur", "Ce qu’est le porteur.", "association", choices=Sector
    ),
    TemplateColumn("siret", "Le SIRET du porteur, quatorze chiffres.", ""),
    TemplateColumn("depuis", "Depuis quand cela existe.", "2019"),
    TemplateColumn(
        "dit_vrai_le",
        "Le jour où une personne a dit que tout cela était vrai : 2026-06-15 ou 15/06/2026.",
        "2026-06-15",
    ),
    TemplateColumn("source_url", "L’adresse de la page d’où cela vient.", ""),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.is_required)


def write_template() -> bytes:
    """Write the empty template, with its example line, for a French spreadsheet."""
    return write_csv(NAMES, [{column.name: column.example for column in COLUMNS}])
