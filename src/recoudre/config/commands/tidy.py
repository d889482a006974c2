"""`recoudre tidy`: erase, each night, what is no longer needed of those who proposed something."""

import argparse

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "tidy", help="effacer les courriels dont on n’a plus besoin (chaque nuit)"
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Forget the authors who were answered long ago, and what nobody ever confirmed."""
    prepare_database()
    from django.utils import timezone

    from recoudre.inventory.services.proposals import erase_unconfirmed, forget_authors

    now = timezone.now()
    forgotten, erased = forget_authors(at=now), erase_unconfirmed(at=now)
    if chosen.json:
        say_json({"forgotten": forgotten, "erased": erased})
        return
    unconfirmed = count_french(
        erased, "proposition jamais confirmée effacée", "propositions jamais confirmées effacées"
    )
    say(f"{count_french(forgotten, 'contact effacé', 'contacts effacés')}, {unconfirmed}.")
