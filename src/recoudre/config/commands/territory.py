"""`recoudre territory add CODE [--from DIR]...`: follow a territory."""

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
