"""`recoudre freshen`: put to sleep what nobody speaks of any more, and wake what is back."""

import argparse

from recoudre.config.output import count_french, say, say_json
from recoudre.config.preparation import prepare_database


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "freshen", help="mettre en sommeil ce que plus personne ne confirme (chaque nuit)"
    )
    parser.add_argument("--json", action="store_true", help="répondre en JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Freshen every occasion, and say how many fell asleep and woke up."""
    prepare_database()
    from django.utils import timezone

    from recoudre.importers.queries import map_last_reading
    from recoudre.inventory.services.ending import end_past_gatherings
    from recoudre.inventory.services.freshening import freshen_occasions
    from recoudre.inventory.services.schedules import renew_dates

    done = freshen_occasions(at=timezone.now(), read_at=map_last_reading())
    renewed = renew_dates(at=timezone.now())
    ended = end_past_gatherings(at=timezone.now())
    if chosen.json:
        say_json(
            {
                "read": done.read,
                "asleep": done.asleep,
                "awake": done.awake,
                "renewed": renewed,
                "ended": ended,
            }
        )
        return
    say(
        f"{count_french(done.read, 'fiche relue', 'fiches relues')} : "
        f"{count_french(done.asleep, 'mise en sommeil', 'mises en sommeil')}, "
        f"{count_french(done.awake, 'réveillée')} ; dates renouvelées pour "
        f"{count_french(renewed, 'moment régulier', 'moments réguliers')}, "
        f"{count_french(ended, 'moment passé terminé', 'moments passés terminés')}."
    )
