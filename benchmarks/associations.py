"""Rows in the form of the register of associations, invented: the same seed, the same file."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from recoudre.importers.sources.rna.objects import DOMAINS_BY_OBJECT

SEED = 20261123
COLUMNS = (
    "id", "id_ex", "siret", "rup_mi", "gestion", "date_creat", "date_decla", "date_publi",
    "date_disso", "nature", "groupement", "titre", "titre_court", "objet", "objet_social1",
    "objet_social2", "adrs_complement", "adrs_numvoie", "adrs_repetition", "adrs_typevoie",
    "adrs_libvoie", "adrs_distrib", "adrs_codeinsee", "adrs_codepostal", "adrs_libcommune",
    "adrg_declarant", "adrg_complemid", "adrg_complemgeo", "adrg_libvoie", "adrg_distrib",
    "adrg_codepostal", "adrg_achemine", "adrg_pays", "dir_civilite", "siteweb", "publiweb",
    "observation", "position", "maj_time",
)  # fmt: skip
SHARE_GONE = 0.12
SHARE_GHOSTS = 0.08
SHARE_DIRTY = 0.05
_LAST_DAY = date(2026, 11, 1)
_WHO = ("COMITE DES FETES", "LES AMIS", "CLUB DE MARCHE", "FOYER RURAL", "CHORALE", "ATELIER",
        "AMICALE", "JARDIN PARTAGE", "ENTRAIDE", "CERCLE DE LECTURE", "UNION SPORTIVE")  # fmt: skip
_OF = ("DU LAVOIR", "DU VIEUX PONT", "DES TILLEULS", "DE LA VALLEE", "DU MOULIN", "DES COTEAUX",
       "DE LA FONTAINE", "DU CHATEAU", "DES QUATRE VENTS", "DU BOIS JOLI")  # fmt: skip
_DOES = ("organiser des rencontres", "faire découvrir", "soutenir", "animer", "transmettre",
         "réunir les personnes qui aiment", "entretenir", "favoriser la pratique de")  # fmt: skip
_WHAT = ("la marche et la nature", "le chant et la musique", "la vie du village", "le patrimoine",
         "l’entraide entre voisins", "le jeu sous toutes ses formes", "le jardinage")  # fmt: skip
_OBJECTS = sorted(code for code in DOMAINS_BY_OBJECT if len(code) == 6)


def write_associations(path: Path, count: int, communes: list[tuple[str, str]]) -> None:
    """Write so many associations in some communes, pairs of a code and a name.

    One in five is dissolved or gives no sign of life; one in twenty has a disease of files.
    """
    dice = random.Random(SEED)  # noqa: S311 - invented rows, the same at every run.
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        writer.writerows(_list_rows(dice, count, communes))


def _list_rows(
    dice: random.Random, count: int, communes: list[tuple[str, str]]
) -> Iterator[list[str]]:
    for number in range(count):
        row = _invent(dice, number, communes)
        fate = dice.random()
        if fate < SHARE_GONE:
            row["position"] = "D"
        elif fate < SHARE_GONE + SHARE_GHOSTS:
            row |= dict.fromkeys(
                ("date_creat", "date_decla", "date_publi", "maj_time"), "1987-01-02"
            )
        elif fate < SHARE_GONE + SHARE_GHOSTS + SHARE_DIRTY:
            _soil(dice, row)
        yield [row.get(column, "") for column in COLUMNS]


def _invent(dice: random.Random, number: int, communes: list[tuple[str, str]]) -> dict[str, str]:
    code, name = dice.choice(communes)
    said = _LAST_DAY - timedelta(days=dice.randrange(3_000))
    what = f"{dice.choice(_DOES)} {dice.choice(_WHAT)}"
    return {
        "id": f"W{number:09}",
        "gestion": f"{code[:2]}1P",
        "date_creat": f"{dice.randrange(1950, 2018)}-05-17",
        "date_decla": said.isoformat(),
        "date_publi": said.isoformat(),
        "date_disso": "0001-01-01",
        "nature": "D",
        "groupement": "S",
        "titre": f"{dice.choice(_WHO)} {dice.choice(_OF)} DE {name.upper()} {number}",
        "objet": f"{what}, à {name} et alentour ; {dice.choice(_DOES)} {dice.choice(_WHAT)} ; "
        "et plus largement toute activité qui rassemble les habitantes et les habitants",
        "objet_social1": dice.choice(_OBJECTS),
        "objet_social2": "000000",
        "adrs_complement": dice.choice(("", "", "", "Mairie", "Salle des fêtes")),
        "adrs_numvoie": str(dice.randrange(1, 90)),
        "adrs_typevoie": "RUE",
        "adrs_libvoie": dice.choice(("des Lilas", "du Moulin", "Haute", "de la Mairie")),
        "adrs_codeinsee": code,
        "adrs_libcommune": name,
        "adrg_declarant": "PERSONNE INVENTEE",
        "adrg_libvoie": "3 rue inventée",
        "adrg_achemine": name.upper(),
        "adrg_pays": "FRANCE",
        "dir_civilite": "PM",
        "siteweb": f"association-{number}.example.org",
        "publiweb": dice.choice("01"),
        "position": "A",
        "maj_time": f"{said.isoformat()} 08:30:00",
    }


def _soil(dice: random.Random, row: dict[str, str]) -> None:
    """Give a row one disease of files."""
    column, cell = dice.choice(
        (
            ("adrs_codeinsee", "99999"),
            ("adrs_codeinsee", row["adrs_codeinsee"].lstrip("0")),
            ("titre", f"  {row['titre']} \n suite"),
            ("titre", ""),
            ("siret", "123 456 789 00011"),
            ("id", ""),
        )
    )
    row[column] = cell
