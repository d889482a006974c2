"""`recoudre demo [--no-serve]`: show the product working on an invented territory."""

import argparse
import os

from recoudre.config.commands.serve import add_address, check_port, serve_site
from recoudre.config.environment import DEMO_MARK, SettingError, find_home, read_text
from recoudre.config.output import say
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("demo", help="voir le site avec un territoire inventé")
    parser.add_argument("--no-serve", action="store_true", help="tout préparer sans ouvrir le site")
    add_address(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Prepare the demonstration once, say what to look at, and open the site."""
    if not chosen.no_serve:
        check_port(chosen.host, chosen.port)
    _choose_home()
    prepare_database()
    from recoudre.demo.preparation import find_paths, prepare_demonstration
    from recoudre.demo.sights import list_sights

    prepare_demonstration(say)
    for sight in list_sights(f"http://{chosen.host}:{chosen.port}", find_paths()):
        say(sight)
    if not chosen.no_serve:
        say("Ctrl+C pour arrêter.")
        serve_site(chosen.host, chosen.port)


def _choose_home() -> None:
    """Keep the invented apart from the real: a folder of its own, unless one was named.

    The mark is there before the settings are read: every page then says that all is invented.

    Raises
        SettingError: the named folder already holds a base that is not a demonstration.
    """
    if not read_text("RECOUDRE_HOME"):
        os.environ["RECOUDRE_HOME"] = str(find_home() / "demonstration")
    home = find_home()
    mark = home / DEMO_MARK
    if (home / "recoudre.sqlite3").exists() and not mark.exists():
        raise SettingError(
            f"Le dossier {home} contient déjà une vraie base : rien d’inventé n’y sera mêlé. "
            "Donnez un autre dossier dans RECOUDRE_HOME."
        )
    home.mkdir(parents=True, exist_ok=True)
    mark.touch()
