"""`recoudre analyse CODE [--from DIR]`: the portrait, access and gaps of a territory."""

import argparse
from pathlib import Path

from recoudre.config.output import say, say_json, show_progress
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("analyse", help="calculer le portrait d’un territoire")
    parser.add_argument("code", metavar="CODE", help="26, 26114, 200040459 ou france")
    parser.add_argument(
        "--from",
        dest="folder",
        metavar="DOSSIER",
        type=Path,
        help="observation à lire ; sans elle, celle d’aujourd’hui est écrite",
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Analyse a territory and all that it holds, keep the results, and tell its portrait."""
    prepare_database()
    from recoudre.indicators.services import analyse_territory
    from recoudre.indicators.telling import tell_portrait

    with show_progress("Analyse") as advance:
        portrait = analyse_territory(chosen.code, folder=chosen.folder, advance=advance)
    if chosen.json:
        say_json(portrait.payload)
        return
    for line in tell_portrait(portrait):
        say(line)
