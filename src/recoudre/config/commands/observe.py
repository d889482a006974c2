"""`recoudre observe DIR`: write the observation of this moment."""

import argparse
from pathlib import Path

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database
from recoudre.vocabulary.tables import TABLES


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "observe", help="écrire l’observation (Parquet, CSV) d’aujourd’hui"
    )
    parser.add_argument("folder", metavar="DOSSIER", type=Path, help="dossier à écrire")
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Write the observation and say what it holds."""
    prepare_database()
    from recoudre.observation.writing import write_observation

    written = write_observation(chosen.folder.expanduser().resolve())
    if chosen.json:
        say_json(
            {"folder": str(written.folder), "hash": written.content_hash, "rows": written.rows}
        )
        return
    say(f"Observation écrite dans {written.folder}")
    for table in TABLES:
        say(f"  {table.name:<12} {count_french(written.rows[table.name], 'ligne')}")
    say(f"Empreinte : {written.content_hash[:12]} (la même tant que rien ne change)")
