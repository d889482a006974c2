"""`recoudre role`: who may moderate, help or administer, and where."""

import json

import pytest

from recoudre.accounts.models import Assignment, Person
from recoudre.config.cli import main
from recoudre.territories.models import Territory
from recoudre.vocabulary.decisions import Role
from recoudre.vocabulary.lists import Level

EMAIL = "camille@example.org"


@pytest.fixture
def drome(two_communes):
    """The département 26."""
    return Territory.objects.create(
        code="26", level=Level.DEPARTEMENT, name="Drôme", slug="drome", search_name="drome",
        region_code="R84",
    )  # fmt: skip


def list_roles():
    """List what is held: e-mail, role, territory."""
    return list(Assignment.objects.values_list("person__email", "role", "territory_code"))


def test_a_role_is_given_to_somebody_who_had_no_account(drome, capsys):
    status = main(["role", "add", "Camille@Example.org", "moderator", "26"])

    told = capsys.readouterr().out
    assert (status, list_roles()) == (0, [(EMAIL, "moderator", "26")])
    assert "modération, Drôme" in told
    assert "/compte/entrer" in told


def test_a_role_given_twice_is_held_once(drome, capsys):
    main(["role", "add", EMAIL, "moderator", "26"])
    main(["role", "add", EMAIL, "moderator", "26"])

    assert list_roles() == [(EMAIL, "moderator", "26")]


@pytest.mark.parametrize("code", ["france", "FR", "fr"])
def test_a_role_may_hold_in_the_whole_country(drome, code, capsys):
    main(["role", "add", EMAIL, "administrator", code])

    assert list_roles() == [(EMAIL, "administrator", "FR")]


def test_a_role_that_was_held_is_withdrawn(drome, capsys):
    main(["role", "add", EMAIL, "moderator", "26"])

    assert main(["role", "remove", EMAIL, "moderator", "26"]) == 0
    assert list_roles() == []
    assert Person.objects.count() == 1


@pytest.mark.parametrize("email", [EMAIL, "inconnu@example.org"])
def test_withdrawing_what_is_not_held_says_so_with_status_1(drome, email, capsys):
    main(["role", "add", EMAIL, "contributor", "26"])

    status = main(["role", "remove", email, "moderator", "26"])

    assert status == 1
    assert "n’avait pas ce rôle" in capsys.readouterr().out


def test_roles_are_listed_for_people_and_for_machines(drome, capsys):
    main(["role", "add", EMAIL, "contributor", "26114"])
    capsys.readouterr()

    main(["role", "list"])
    told = capsys.readouterr().out
    main(["role", "list", "--json"])

    assert told == f"{EMAIL} : contribution de confiance, 26114\n"
    assert json.loads(capsys.readouterr().out) == [
        {"email": EMAIL, "role": Role.CONTRIBUTOR, "territory": "26114"}
    ]


def test_an_empty_list_says_how_to_give_a_role(db, capsys):
    main(["role", "list"])

    assert "recoudre role add" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["role", "add", EMAIL, "moderator", "99999"], 1, "Aucun territoire n’a le code"),
        (["role", "add", "camille", "moderator", "26"], 2, "n’est pas un courriel"),
        (["role", "add", EMAIL, "steward", "26"], 2, "n’existe pas"),
        (["role", "add", EMAIL, "visitor", "26"], 2, "n’existe pas"),
    ],
)
def test_a_wrong_turn_is_said_in_french_and_gives_nothing(
    drome, arguments, status, sentence, capsys
):
    try:
        left = main(arguments)
    except SystemExit as stopped:
        left = stopped.code

    assert (left, list_roles()) == (status, [])
    assert sentence in capsys.readouterr().err
