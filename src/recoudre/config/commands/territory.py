"""`recoudre territory add CODE [--from DIR]...`, `recoudre territory calendar FILE`."""

import argparse
from pathlib import Path

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("territory", help="ajouter un territoire à suivre")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="ajouter un département, un EPCI, une commune, ou france")
    add.add_argument("codes", metavar="CODE", nargs="+", help="26, 200040459, 26114, R84 ou france")
    add.add_argument(
        "--from",
        dest="folders",
        metavar="DOSSIER",
        type=Path,
        action="append",
        default=[],
        help="dossier de CSV et GeoJSON ; sans lui, l’API Géo (réseau) ; peut être répété",
    )
    add.add_argument("--json", action="store_true", help="répondre en JSON")
    add.set_defaults(run=run_add)
    calendar = actions.add_parser("calendar", help="donner le calendrier des vacances scolaires")
    calendar.add_argument(
        "file",
        metavar="FICHIER",
        type=Path,
        help="« fr-en-calendrier-scolaire », en CSV ou en JSON (data.education.gouv.fr)",
    )
    calendar.set_defaults(run=run_calendar)


def run_calendar(chosen: argparse.Namespace) -> None:
    """Keep the school holidays of a file, and say what was written."""
    prepare_database()
    from recoudre.territories.loading.school_calendar import read_school_calendar
    from recoudre.territories.services import write_school_holidays

    rows = read_school_calendar(chosen.file)
    fresh = write_school_holidays(rows=rows)
    last = max(row.last_on for row in rows)
    say(
        f"{count_french(len(rows), 'période lue', 'périodes lues')}, "
        f"{count_french(fresh, 'nouvelle')} ; connu jusqu’au {last:%d/%m/%Y}."
    )


def run_add(chosen: argparse.Namespace) -> None:
    """Add the territories, and say what was written and what was left aside."""
    prepare_database()
    from recoudre.territories.loading.folder import load_folder
    from recoudre.territories.loading.geo_api import load_geo_api
    from recoudre.territories.services import add_territories

    loaded = load_folder(chosen.folders) if chosen.folders else load_geo_api(chosen.codes)
    added = add_territories(loaded=loaded, codes=chosen.codes)
    if chosen.json:
        names = ("communes", "epcis", "departements", "regions", "created", "changed", "unchanged")
        say_json({name: getattr(added, name) for name in names})
        return
    levels = (
        count_french(added.communes, "commune"),
        count_french(added.epcis, "intercommunalité"),
        count_french(added.departements, "département"),
        count_french(added.regions, "région"),
    )
    say(f"{', '.join(levels)}.")
    say(
        f"{count_french(added.created, 'territoire nouveau', 'territoires nouveaux')}, "
        f"{added.changed} changés, {added.unchanged} inchangés ; "
        f"{count_french(added.values, 'valeur d’indicateur', 'valeurs d’indicateurs')} écrites."
    )
    for note in added.notes:
        say(f"  · {note}")
