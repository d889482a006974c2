"""`recoudre remind [--dry-run]`: ask who answers for occasions whether they are still true."""

import argparse
from typing import TYPE_CHECKING

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database

if TYPE_CHECKING:
    from recoudre.inventory.queries.confirmations import Letter


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "remind", help="demander par courriel si les fiches sont toujours vraies (chaque nuit)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="dire ce qui partirait, sans rien envoyer"
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Send the mails of the day; 1 when the server refused some."""
    prepare_database()
    from django.utils import timezone

    from recoudre.inventory.queries.confirmations import list_letters
    from recoudre.inventory.services.reminders import send_letters

    at = timezone.now()
    letters = list_letters(at=at)
    if chosen.dry_run:
        _say_letters(letters, as_json=chosen.json)
        return 0
    sent = send_letters(letters=letters, at=at)
    if chosen.json:
        say_json({"mails": sent.mails, "occasions": sent.occasions, "refused": sent.refused})
    else:
        say(
            f"{count_french(sent.mails, 'courriel envoyé', 'courriels envoyés')} pour "
            f"{count_french(sent.occasions, 'fiche')}."
        )
    if sent.refused:
        say(f"{count_french(sent.refused, 'courriel refusé', 'courriels refusés')} : réessayez.")
    return int(bool(sent.refused))


def _say_letters(letters: "list[Letter]", *, as_json: bool) -> None:
    """Say which occasions would be asked about; no address is ever printed."""
    count = sum(len(one.occasions) for one in letters)
    if as_json:
        say_json({"mails": len(letters), "occasions": count})
        return
    for number, letter in enumerate(letters, start=1):
        say(f"Courriel {number}")
        for one in letter.occasions:
            since = f"dit vrai le {one.confirmed_on:%d/%m/%Y}" if one.confirmed_on else "jamais dit"
            say(f"  · {one.name} ({one.territory.name}) : {since}")
    say(
        f"Essai à blanc : {count_french(len(letters), 'courriel')} pour "
        f"{count_french(count, 'fiche')}. Rien n’est parti."
    )
