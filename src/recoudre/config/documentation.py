"""The pages of the documentation that are written from the code.

`python -m recoudre.config.documentation` writes them; a test fails when they are not fresh.
"""

import ast
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from recoudre.config.environment import VARIABLES, Variable
from recoudre.vocabulary.indicators import INDICATORS, Indicator
from recoudre.vocabulary.tables import TABLES, Table

DOCS = Path(__file__).resolve().parents[3] / "docs"
ANALYSIS = Path(__file__).resolve().parents[1] / "analysis"
WRITTEN_FROM = (
    "<!-- Page écrite par `python -m recoudre.config.documentation` à partir de {source} : "
    "changez la source, pas la page. -->\n"
)


def describe_settings() -> str:
    """Describe every environment variable, for those who host a site."""
    header = ("Variable", "Par défaut", "À quoi elle sert", "Secrète")
    return f"""{WRITTEN_FROM.format(source="src/recoudre/config/environment.py")}
# Réglages

Recoudre se règle par des variables d’environnement. Aucune n’est obligatoire : sans elles, le site
tourne pour vous seul, sur cette machine. Les oui et les non s’écrivent `yes` et `no`. Toute
variable peut venir d’un fichier : donnez son chemin dans `NOM_FILE` (par exemple
`RECOUDRE_SECRET_KEY_FILE=/run/secrets/cle`). `recoudre check` vérifie l’ensemble.

{write_table(header, map(_describe_variable, VARIABLES))}"""


def _describe_variable(variable: Variable) -> tuple[str, str, str, str]:
    default = "obligatoire" if variable.default is None else f"`{variable.default}`"
    return (
        f"`{variable.name}`",
        "(vide)" if variable.default == "" else default,
        variable.help,
        "oui" if variable.is_secret else "non",
    )


def describe_indicators() -> str:
    """Describe every context indicator: question, definition, source, and what it is not."""
    cards = "\n".join(_describe_indicator(indicator) for indicator in INDICATORS)
    return f"""{WRITTEN_FROM.format(source="src/recoudre/vocabulary/indicators.py")}
# Indicateurs de contexte

Un indicateur de contexte signale un risque ; il ne mesure pas les liens. Vivre seul n’est pas
être seul. Les indicateurs se lisent côte à côte et ne s’additionnent jamais. Une valeur absente
n’est pas un zéro : elle porte la raison de son absence (secret statistique, non publiée, sans
objet).

{cards}"""


def _describe_indicator(indicator: Indicator) -> str:
    facts = (
        ("Question", indicator.question),
        ("Définition", indicator.definition),
        ("Ce qu’il n’est pas", indicator.is_not),
        ("Unité", indicator.unit),
        ("Rapporté à", indicator.denominator),
        ("Sens de lecture", indicator.direction.label),
        ("Année", str(indicator.year)),
        ("Source", indicator.source),
        ("Identifiant", f"`{indicator.slug}`"),
        ("Colonne du dossier documenté", f"`{indicator.column}`"),
    )
    return f"## {indicator.name}\n\n{write_table(('', ''), facts)}"


def describe_observation() -> str:
    """Describe every table of an observation and each of its columns."""
    tables = "\n".join(_describe_table(table) for table in TABLES)
    return f"""{WRITTEN_FROM.format(source="src/recoudre/vocabulary/tables.py")}
# L’observation

L’observation est ce que l’on sait d’un territoire à un moment : un paquet de données au standard
Data Package (`datapackage.json`), chaque table en Parquet et en CSV. `recoudre observe DOSSIER`
l’écrit. C’est à la fois le téléchargement en données ouvertes, l’entrée des analyses et ce qu’un
observatoire envoie à un autre. Deux observations du même état sont identiques octet pour octet.
Une case vide veut dire « inconnu », jamais « zéro ».

{tables}"""


def _describe_table(table: Table) -> str:
    rows = (
        (
            f"`{column.name}`",
            column.type,
            column.meaning,
            column.unit,
            "oui" if column.nullable else "non",
        )
        for column in table.columns
    )
    key = ", ".join(f"`{name}`" for name in table.key)
    header = ("Colonne", "Type", "Sens", "Unité", "Peut être vide")
    return f"""## {table.name}

Une ligne : {table.row_is}. Clé : {key}.

{write_table(header, rows)}"""


def describe_measures() -> str:
    """Describe every measure of analysis from the docstring that states its question."""
    cards = "\n".join(_describe_measure(*measure) for measure in list_measures(ANALYSIS))
    return f"""{WRITTEN_FROM.format(source="src/recoudre/analysis/")}
# Mesures

Ce que Recoudre calcule lui-même à partir d’une [observation](observation.md) : la question, ce qui
est lu, ce qui est rendu, la méthode et sa source. Les textes sont ceux du code, en anglais ; leurs
exemples sont exécutés par les essais. Aucune mesure n’est un score, aucune ne classe.

{cards}"""


def list_measures(folder: Path) -> list[tuple[str, str, str]]:
    """List (place, function, docstring) of the public functions that state what they answer."""
    measures = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "\nAnswers:" in (
                ast.get_docstring(node) or ""
            ):
                place = path.relative_to(folder).with_suffix("").as_posix()
                measures.append((place, node.name, ast.get_docstring(node) or ""))
    return measures


def _describe_measure(place: str, name: str, docstring: str) -> str:
    sentence, _, rest = docstring.partition("\n\n")
    return f"## {name}\n\n*{place}* · {sentence}\n\n```text\n{rest}\n```\n"


def write_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a Markdown table."""
    cells = [tuple(header)]
    cells.append(tuple("---" for _ in cells[0]))
    cells += [tuple(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": describe_settings,
    "indicators.md": describe_indicators,
    "measures.md": describe_measures,
    "observation.md": describe_observation,
}


def write_pages(folder: Path) -> list[Path]:
    """Write every generated page in a folder, and list those that changed."""
    changed = []
    for name, describe in PAGES.items():
        path, text = folder / name, describe()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for page in write_pages(DOCS):
        sys.stdout.write(f"{page}\n")
