"""`recoudre match [TERRITORY]`: match what several sources say of one occasion."""

import argparse
from typing import TYPE_CHECKING

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database

if TYPE_CHECKING:
    from recoudre.importers.matching.running import MatchReport


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("match", help="rapprocher les fiches d’une même occasion")
    parser.add_argument("code", metavar="CODE", nargs="?", default="", help="26, 26114… ; tout")
    parser.add_argument("--dry-run", action="store_true", help="compter sans rien écrire")
    parser.add_argument(
        "--within-source", action="store_true", help="chercher aussi ce qu’une source dit deux fois"
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Match, and say for each pair of sources what was found."""
    prepare_database()
    from django.utils import timezone

    from recoudre.importers.matching.running import match_occasions

    report = match_occasions(
        at=timezone.now(),
        territory_code=chosen.code,
        is_dry=chosen.dry_run,
        within_source=chosen.within_source,
    )
    if chosen.json:
        say_json(_pack(report))
        return
    _tell(report, is_dry=chosen.dry_run)


def _pack(report: "MatchReport") -> dict[str, object]:
    names = ("merged", "to_review", "colocated", "branches")
    pairs = [
        {"sources": list(sources), **{name: getattr(counts, name) for name in names}}
        for sources, counts in sorted(report.by_sources.items())
    ]
    return {"read": report.read, "fresh": report.fresh, "pairs": pairs}


def _tell(report: "MatchReport", *, is_dry: bool) -> None:
    say(f"{count_french(report.read, 'description lue', 'descriptions lues')}")
    for (first, second), counts in sorted(report.by_sources.items()):
        verb = "à fusionner" if is_dry else "fusionnées"
        say(
            f"  {first} × {second} : {counts.merged} {verb}, {counts.to_review} à relire, "
            f"{counts.colocated} au même endroit, "
            f"{count_french(counts.branches, 'antenne')} d’un même organisme"
        )
    if not report.by_sources:
        say("  Rien à rapprocher.")
