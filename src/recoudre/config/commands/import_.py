"""`recoudre import SOURCE [FILE]`: bring open data in."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from recoudre.config.output import count_french, say, say_json, show_progress
from recoudre.config.preparation import prepare_database
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

if TYPE_CHECKING:
    from recoudre.importers.services import Report

_SHOWN_DIFFERENCES = 20
_SHOWN_ROWS = 10
_MAPPED = "fichier-"


class _SourceNames(list[str]):
    """The names that may be typed; those of kept correspondences are looked for later."""

    def __contains__(self, name: object) -> bool:
        return str(name).startswith(_MAPPED) or super().__contains__(name)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    from recoudre.importers.registry import SOURCES

    parser = commands.add_parser("import", help="importer une source de données ouvertes")
    parser.add_argument(
        "source",
        metavar="SOURCE",
        choices=_SourceNames(sorted(SOURCES)),
        help=f"{', '.join(SOURCES)} ; ou le nom d’une correspondance gardée (fichier-…)",
    )
    parser.add_argument(
        "file",
        metavar="FICHIER",
        nargs="?",
        type=Path,
        help="fichier à lire ; sinon, l’adresse officielle",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tout lire et comparer sans rien écrire"
    )
    parser.add_argument(
        "--accept-losses", action="store_true", help="accepter que beaucoup de fiches disparaissent"
    )
    parser.add_argument(
        "--follow-renamed",
        action="store_true",
        help="garder les mêmes fiches quand la source a changé ses identifiants",
    )
    _add_apart(parser)
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def _add_apart(parser: argparse.ArgumentParser) -> None:
    """Declare what tells a file from another of the same format."""
    parser.add_argument(
        "--as",
        dest="feed",
        metavar="NOM",
        default="",
        help="nom de ce flux, quand il y en a plusieurs du même format (deux agendas, deux cartes)",
    )
    parser.add_argument(
        "--commune",
        metavar="CODE",
        default="",
        help="code INSEE de la commune, pour les lignes qui ne disent pas où elles sont",
    )


def run(chosen: argparse.Namespace) -> None:
    """Import one file, and say what each row became."""
    prepare_database()
    from recoudre.importers.apart import keep_apart, place_rows
    from recoudre.importers.registry import find_source
    from recoudre.importers.services import fetch_content, run_import
    from recoudre.importers.uploads import find_mapped_source

    source = find_mapped_source(chosen.source) or find_source(chosen.source)
    if chosen.feed:
        source = keep_apart(source, chosen.feed)
    if chosen.commune:
        source = place_rows(source, chosen.commune)
    file = chosen.file or fetch_content(source)
    with show_progress(f"Import de {source.info.name}") as advance:
        report = run_import(
            source,
            file,
            file_name=str(chosen.file or source.info.download_url),
            is_dry_run=chosen.dry_run,
            accepts_losses=chosen.accept_losses,
            follows_renamed=chosen.follow_renamed,
            advance=advance,
        )
    if chosen.json:
        say_json(report.counts)
    else:
        tell_report(report, is_dry_run=chosen.dry_run)


def tell_report(report: "Report", *, is_dry_run: bool = False) -> None:
    """Tell people what was read, what needs them, and what changed."""
    say(f"{count_french(report.read, 'ligne lue', 'lignes lues')} dans « {report.source} »")
    for outcome in Outcome:
        count = report.outcomes[outcome]
        say(f"  {count:>7} {outcome.label}{'' if count < 2 else 's'}")
    if report.set_aside:
        aside = count_french(report.set_aside, "mise de côté", "mises de côté")
        say(f"          dont {aside} : rien à y corriger")
    for reason, count in report.reasons.items():
        say(f"          {count:>7} × {_label_reason(reason)}")
    if report.unknown_columns:
        say(f"  Colonnes non lues : {', '.join(report.unknown_columns)}")
    _tell_rows(report)
    counts = report.counts
    verb = "Seraient écrites" if is_dry_run else "Écrites"
    say(
        f"{verb} : {counts['created']} nouvelles, {counts['changed']} changées, "
        f"{counts['withdrawn']} retirées ; {counts['unchanged']} inchangées."
    )
    if report.written.joined:
        say(f"  dont {report.written.joined} rattachées à une occasion qu’une autre source dit.")
    _tell_differences(report)
    if report.corrected:
        say(f"Fichier à corriger et à renvoyer : {report.corrected}")


def _tell_differences(report: "Report") -> None:
    """Tell, value by value, what a dry run would change."""
    for one in report.differences[:_SHOWN_DIFFERENCES]:
        say(f"  {one['source_id']} · {one['field']} : {one['before']} → {one['after']}")
    if len(report.differences) > _SHOWN_DIFFERENCES:
        say(f"  … et {len(report.differences) - _SHOWN_DIFFERENCES} autres différences")


def _tell_rows(report: "Report") -> None:
    """Show the first refused rows, by number, with what to do."""
    refused = [row for row in report.rows if row.is_refused]
    for row in refused[:_SHOWN_ROWS]:
        say(f"  ligne {row.row_number} : {row.message}")
    rest = len(refused) - _SHOWN_ROWS
    if rest > 0:
        where = ", toutes dans le fichier à corriger" if report.corrected else ""
        say(f"  … et {rest} autres lignes refusées{where}")
    if report.unlisted:
        say(f"  … et {report.unlisted} lignes comptées sans être listées une à une")


def _label_reason(slug: str) -> str:
    for names in (RepairName, DoubtName, RejectReason):
        if slug in set(names):
            return names(slug).label
    return slug
