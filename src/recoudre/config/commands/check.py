"""`recoudre check`: say whether all is well, and what to do when it is not."""

import argparse

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("check", help="vérifier l’installation")
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Run every check, and count what is here; 1 when something prevents the site from working."""
    prepare_database()
    from django.conf import settings
    from django.core.checks import ERROR, run_checks
    from django.db import connection

    problems = run_checks(include_deployment_checks=False, databases=["default"])
    counts = _count_content()
    if chosen.json:
        say_json(
            {
                "home": str(settings.HOME),
                "database": connection.vendor,
                "mail": _name_mail(),
                "problems": [
                    {"id": one.id, "message": str(one.msg), "hint": str(one.hint or "")}
                    for one in problems
                ],
                **counts,
            }
        )
        return int(any(one.level >= ERROR for one in problems))
    say(f"Dossier : {settings.HOME}")
    say(f"Base : {connection.vendor}")
    say(f"Courriels : {_name_mail()}")
    say(
        f"{count_french(counts['territories'], 'territoire')}, "
        f"{count_french(counts['occasions'], 'occasion publiée', 'occasions publiées')}, "
        f"{count_french(counts['sources'], 'source')}."
    )
    for one in problems:
        say(f"  {one.id} : {one.msg}")
        if one.hint:
            say(f"    → {one.hint}")
    say("Tout va bien." if not problems else f"{len(problems)} point(s) à regarder.")
    return int(any(one.level >= ERROR for one in problems))


def _name_mail() -> str:
    """Name where mails go: a server, or a folder when there is none."""
    from django.conf import settings

    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    return f"aucun ne part, ils sont écrits dans {folder}" if folder else settings.EMAIL_HOST


def _count_content() -> dict[str, int]:
    from recoudre.inventory.models import Occasion, Source
    from recoudre.territories.models import Territory

    return {
        "territories": Territory.objects.count(),
        "occasions": Occasion.objects.published().count(),
        "sources": Source.objects.count(),
    }
