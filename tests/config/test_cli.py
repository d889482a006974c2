"""The command line: French for people, JSON for machines, a sentence for every wrong turn."""

import json
import socket

import pytest

from recoudre.config.cli import main
from recoudre.inventory.models import Occasion
from recoudre.territories.models import Territory

HEADER = "identifiant;nom;nature;commune;code_insee\n"
IMPORT_KEYS = [
    "read", "accepted", "repaired", "doubtful", "refused",
    "created", "changed", "unchanged", "withdrawn", "set_aside",
]  # fmt: skip


@pytest.fixture
def template(two_communes, tmp_path):
    """A file of our own template: a good row and one without a name."""
    path = tmp_path / "lieux.csv"
    path.write_text(f"{HEADER}1;Café;lieu;Dieulefit;26114\n2;;lieu;Dieulefit;26114\n", "utf-8")
    return path


def test_help_is_french(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])

    assert left.value.code == 0
    assert "utilisation :" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "il manque : COMMANDE"),
        (["import"], "il manque : SOURCE"),
        (["import", "lune"], "'lune' n’existe pas. Valeurs possibles"),
        (["serve", "--port", "abc"], "attend un nombre entier"),
        (["check", "--plus"], "arguments inconnus : --plus"),
    ],
)
def test_a_misused_command_is_told_in_french_with_status_2(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)

    assert left.value.code == 2
    assert sentence in capsys.readouterr().err


def test_an_import_for_machines_gives_the_ten_counts(template, capsys):
    status = main(["import", "csv", str(template), "--json"])

    counts = json.loads(capsys.readouterr().out)
    assert (status, list(counts)) == (0, IMPORT_KEYS)
    assert (counts["read"], counts["created"], counts["refused"]) == (2, 1, 1)


def test_an_import_for_people_names_the_row_and_what_to_do(template, capsys):
    main(["import", "csv", str(template)])

    said = capsys.readouterr().out
    assert "ligne 3 :" in said
    assert "Fichier à corriger et à renvoyer :" in said


def test_a_dry_run_writes_nothing(template, capsys):
    main(["import", "csv", str(template), "--dry-run"])

    assert "Seraient écrites : 1 nouvelles" in capsys.readouterr().out
    assert not Occasion.objects.exists()


def test_a_missing_file_is_a_sentence(two_communes, capsys):
    status = main(["import", "csv", "/nulle/part.csv"])

    assert status == 1
    assert "/nulle/part.csv n’existe pas" in capsys.readouterr().err


def test_a_file_that_is_no_table_is_a_sentence(two_communes, tmp_path, capsys):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    status = main(["import", "csv", str(path)])

    assert status == 1
    assert capsys.readouterr().err.startswith("recoudre : ")


def test_an_observation_for_machines_names_its_folder_and_hash(template, tmp_path, capsys):
    main(["import", "csv", str(template), "--json"])
    capsys.readouterr()

    main(["observe", str(tmp_path / "o"), "--json"])

    written = json.loads(capsys.readouterr().out)
    assert written["rows"]["occasions"] == 1
    assert (tmp_path / "o" / "datapackage.json").is_file()


def test_an_analysis_for_machines_gives_its_tables(template, capsys):
    main(["import", "csv", str(template), "--json"])
    capsys.readouterr()

    main(["analyse", "26114", "--json"])

    portrait = json.loads(capsys.readouterr().out)
    assert portrait["name"] == "Dieulefit"
    assert "portrait" in portrait["tables"]


def test_an_analysis_of_nowhere_says_what_to_do(two_communes, capsys):
    status = main(["analyse", "75056"])

    assert status == 1
    assert "recoudre territory add 75056" in capsys.readouterr().err


def test_a_territory_that_no_folder_holds_is_a_sentence(db, tmp_path, capsys):
    (tmp_path / "communes.csv").write_text("code_insee,nom,dep,reg\n01001,Ici,01,84\n", "utf-8")

    status = main(["territory", "add", "99", "--from", str(tmp_path)])

    assert status == 1
    assert capsys.readouterr().err.startswith("recoudre : ")
    assert not Territory.objects.exists()


def test_a_busy_port_names_another_one(capsys):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]

        status = main(["serve", "--port", str(port)])

    assert status == 1
    assert f"--port {port + 1}" in capsys.readouterr().err


def test_check_counts_what_is_here(two_communes, capsys):
    main(["check", "--json"])

    counted = json.loads(capsys.readouterr().out)
    assert (counted["territories"], counted["occasions"]) == (2, 0)
