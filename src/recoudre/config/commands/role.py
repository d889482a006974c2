"""`recoudre role add|remove|list`: say who may moderate, help or administer, and where."""

import argparse

from recoudre.config.output import say, say_json
from recoudre.config.preparation import prepare_database
from recoudre.vocabulary.decisions import Role

# A steward's role comes from a claim that was proved, and a visitor needs none.
GIVEN = (Role.CONTRIBUTOR, Role.MODERATOR, Role.ADMINISTRATOR)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("role", help="donner ou retirer un rôle dans un territoire")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, help_text, run in (
        ("add", "donner un rôle ; la personne est créée si elle n’existe pas", run_add),
        ("remove", "retirer un rôle", run_remove),
    ):
        action = actions.add_parser(name, help=help_text)
        action.add_argument(
            "email", metavar="COURRIEL", type=_read_email, help="courriel de la personne"
        )
        action.add_argument(
            "role",
            metavar="RÔLE",
            choices=[role.value for role in GIVEN],
            help=" ; ".join(f"{role.value} ({role.label})" for role in GIVEN),
        )
        action.add_argument(
            "territory", metavar="TERRITOIRE", help="26114, 242600492, 26, R84 ou france"
        )
        _add_json(action, run)
    _add_json(actions.add_parser("list", help="lister les personnes et leurs rôles"), run_list)


def _add_json(action: argparse.ArgumentParser, run: object) -> None:
    action.add_argument("--json", action="store_true", help="répondre en JSON")
    action.set_defaults(run=run)


def _read_email(text: str) -> str:
    """Read an e-mail as it is kept.

    Raises
        argparse.ArgumentTypeError: it is not one.
    """
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    email = text.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(
            f"« {text} » n’est pas un courriel ; écrivez nom@exemple.fr"
        ) from error
    return email


def _find_territory(code: str) -> tuple[str, str]:
    """Find the code and the name of a territory, or of the whole country.

    Raises
        UnknownTerritoryError: no territory has this code.
    """
    from recoudre.accounts.rules import EVERYWHERE
    from recoudre.territories.errors import UnknownTerritoryError
    from recoudre.territories.queries import find_territory

    if code.lower() in {"fr", "france"}:
        return EVERYWHERE, "toute la France"
    found = find_territory(code.upper())
    if found is None:
        raise UnknownTerritoryError(code)
    return found.code, found.name


def run_add(chosen: argparse.Namespace) -> None:
    """Give a role, and say how the person signs in."""
    prepare_database()
    from recoudre.accounts.services import give_role, keep_person
    from recoudre.design.addresses import write_absolute

    code, name = _find_territory(chosen.territory)
    person = keep_person(email=chosen.email)
    give_role(person=person, role=Role(chosen.role), territory_code=code)
    if chosen.json:
        say_json({"email": person.email, "role": chosen.role, "territory": code})
        return
    say(f"{person.email} : {Role(chosen.role).label}, {name}.")
    say(f"Pour entrer : {write_absolute('/compte/entrer')}, un code part à cette adresse.")


def run_remove(chosen: argparse.Namespace) -> int:
    """Withdraw a role; 1 when it was not held."""
    prepare_database()
    from recoudre.accounts.queries import find_person
    from recoudre.accounts.services import withdraw_role

    code, name = _find_territory(chosen.territory)
    person = find_person(chosen.email)
    was_held = person is not None and withdraw_role(
        person=person, role=Role(chosen.role), territory_code=code
    )
    if chosen.json:
        say_json({"email": chosen.email, "role": chosen.role, "territory": code, "held": was_held})
    elif was_held:
        say(f"Rôle retiré : {chosen.email}, {Role(chosen.role).label}, {name}.")
    else:
        say(f"{chosen.email} n’avait pas ce rôle ({name}). Voyez : recoudre role list")
    return int(not was_held)


def run_list(chosen: argparse.Namespace) -> None:
    """List who holds which role, and where."""
    prepare_database()
    from recoudre.accounts.queries import list_assignments

    held = list_assignments()
    if chosen.json:
        say_json(
            [
                {"email": one.person.email, "role": one.role, "territory": one.territory_code}
                for one in held
            ]
        )
        return
    for one in held:
        say(f"{one.person.email} : {Role(one.role).label}, {one.territory_code}")
    if not held:
        say("Personne n’a de rôle. Donnez-en un : recoudre role add COURRIEL moderator 26")
