"""`recoudre notify-contacts`: tell imported e-mails that they are published, and how to object."""

import argparse

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "notify-contacts",
        help="prévenir les courriels importés qu’ils sont publiés (dans les 30 jours)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="compter seulement : aucun courriel ne part"
    )
    parser.add_argument(
        "--limit", metavar="N", type=int, default=200, help="au plus N courriels (200)"
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Count whom to tell, then tell them unless it is a dry run."""
    prepare_database()
    from django.utils import timezone

    from recoudre.inventory.queries.notices import list_untold
    from recoudre.inventory.services.notices import Told, send_notices

    at = timezone.now()
    untold = list_untold()
    late = sum(one.is_late(at) for one in untold)
    told = Told() if chosen.dry_run else send_notices(untold=untold[: chosen.limit], at=at)
    if chosen.json:
        say_json(
            {
                "untold": len(untold),
                "late": late,
                "sent": told.sent,
                "bounced": told.bounced,
                "failed": told.failed,
            }
        )
        return
    say(
        f"{count_french(len(untold), 'courriel à prévenir', 'courriels à prévenir')}, "
        f"dont {late} depuis plus de 30 jours."
    )
    if chosen.dry_run:
        say("Rien n’est parti : c’était un essai. Relancez sans --dry-run.")
        return
    say(
        f"{count_french(told.sent, 'parti')}, "
        f"{count_french(told.bounced, 'adresse disparue', 'adresses disparues')} (retirées), "
        f"{count_french(told.failed, 'non parti', 'non partis')}."
    )
