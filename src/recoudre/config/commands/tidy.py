"""`recoudre tidy`: erase, each night, what is no longer needed of people; count unmet searches."""

import argparse
from datetime import timedelta

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database

# A file brought by the site and never imported is not kept longer.
FILES_KEPT_DAYS = 30


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

    from recoudre.importers.uploads import erase_uploads
    from recoudre.inventory.services.claims import erase_claims
    from recoudre.inventory.services.proposals import erase_unconfirmed, forget_authors
    from recoudre.inventory.services.searches import count_unmet

    now = timezone.now()
    forgotten = forget_authors(at=now) + erase_claims(at=now)
    erased = erase_unconfirmed(at=now)
    searches, files = count_unmet(), erase_uploads(before=now - timedelta(days=FILES_KEPT_DAYS))
    if chosen.json:
        say_json({"forgotten": forgotten, "erased": erased, "searches": searches, "files": files})
        return
    unconfirmed = count_french(
        erased, "proposition jamais confirmée effacée", "propositions jamais confirmées effacées"
    )
    unmet = count_french(
        searches, "recherche sans réponse comptée", "recherches sans réponse comptées"
    )
    left = count_french(files, "fichier laissé effacé", "fichiers laissés effacés")
    say(
        f"{count_french(forgotten, 'contact effacé', 'contacts effacés')}, {unconfirmed}, "
        f"{unmet}, {left}."
    )
