"""`recoudre suggest`: what a machine suggests for untagged occasions, for people to validate."""

import argparse

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database

_FIELDS = {"bonds": "liens", "domains": "domaines", "audiences": "publics"}


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "suggest", help="suggérer des liens, domaines et publics, à valider par une personne"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tout apprendre et mesurer sans rien écrire"
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Train, measure, suggest; and say for what there are too few examples."""
    prepare_database()
    from recoudre.indicators.suggesting import train_suggestions

    trained = train_suggestions(is_dry_run=chosen.dry_run)
    if chosen.json:
        say_json(
            {
                one.field: {
                    "examples": one.examples,
                    "classes": list(one.classes),
                    "suggested": one.suggested,
                }
                for one in trained
            }
        )
        return
    for one in trained:
        examples = count_french(one.examples, "exemple validé", "exemples validés")
        if not one.classes:
            say(f"{_FIELDS[one.field]} : {examples}, trop peu pour suggérer quoi que ce soit.")
            continue
        suggested = count_french(one.suggested, "suggestion", "suggestions")
        learnt = count_french(len(one.classes), "valeur apprise", "valeurs apprises")
        say(f"{_FIELDS[one.field]} : {examples}, {learnt}, {suggested} à valider.")
