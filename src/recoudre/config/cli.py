"""The command line: `recoudre COMMAND`. Help and messages in French, `--json` for machines."""

import os
import sys
from collections.abc import Sequence

from recoudre.config.commands import COMMANDS
from recoudre.config.environment import SettingError
from recoudre.config.parsing import FrenchParser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 stopped with a sentence, 2 misused."""
    parser = build_parser()
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recoudre.config.settings")
    try:
        return int(chosen.run(chosen) or 0)
    except SettingError as error:
        return _stop(str(error))
    except KeyboardInterrupt:
        return _stop("Arrêté à votre demande. Rien n’est à moitié écrit.")
    except BrokenPipeError:
        return 0
    except Exception as error:
        from recoudre.config.spoken_errors import tell_error

        sentence = tell_error(error)
        if sentence is None:
            raise
        return _stop(sentence)


def build_parser() -> FrenchParser:
    """Build the parser of every command."""
    parser = FrenchParser(prog="recoudre", description="L’observatoire du lien social.")
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


def _stop(sentence: str) -> int:
    sys.stderr.write(f"recoudre : {sentence}\n")
    return 1
