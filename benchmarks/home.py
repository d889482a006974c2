"""A home with 100,000 occasions, made once and kept in the temporary folder."""

import csv
import os
import random
import tempfile
from pathlib import Path

from benchmarks.measuring import RECOUDRE, SHARED, spend

OCCASIONS = 100_000
_TEXT = (
    "bibliothèque médiathèque café associatif jardin partagé atelier numérique fête repas chorale "
    "club danse yoga lecture devoirs épicerie solidaire tiers-lieu réparation vélo couture théâtre "
    "musique marché foyer rural centre social maison quartier pétanque randonnée tricot échecs "
    "cinéma potager compost friperie ressourcerie accorderie covoiturage parentalité crèche écoute"
)
WORDS = _TEXT.split()


def find_home(name: str = "country") -> Path:
    """Find the home of the benchmarks, made when it is missing (some minutes)."""
    home = Path(tempfile.gettempdir(), "recoudre-benchmarks", name)
    if not (home / "ready").is_file():
        home.mkdir(parents=True, exist_ok=True)
        folder, code = find_territory(home)
        spend([*RECOUDRE, "territory", "add", code, "--from", str(folder)], home=home)
        path = write_occasions(home, folder, OCCASIONS)
        spend([*RECOUDRE, "import", "csv", str(path)], home=home)
        spend([*RECOUDRE, "analyse", code], home=home)
        (home / "ready").touch()
    return home


def find_territory(home: Path) -> tuple[Path, str]:
    """Find the real communes, or write the invented ones."""
    real = SHARED / "territory"
    if real.is_dir():
        return real, "france"
    from recoudre.demo.build import build_demonstration

    return build_demonstration(home / "demonstration").territory, "france"


def list_communes(folder: Path) -> list[dict[str, str]]:
    """List the communes that have a point."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        if rows and {"code_insee", "lat", "pop_mun_2023", "dep_nom"} <= rows[0].keys():
            return [row for row in rows if row["lat"]]
    raise FileNotFoundError(f"no list of communes in {folder}")


def write_occasions(home: Path, folder: Path, count: int, *, department: str = "") -> Path:
    """Write occasions in the form of our own template, of one département or of all."""
    chance = random.Random(7)  # noqa: S311 - the same file every time, nothing to keep secret.
    found = list_communes(folder)
    communes = [one for one in found if one["dep"] == department] or found
    weights = [float(row["pop_mun_2023"] or 1) ** 0.6 for row in communes]
    path = home / "occasions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(_describe(0, communes[0], chance)), delimiter=";")
        writer.writeheader()
        for n, commune in enumerate(chance.choices(communes, weights, k=count)):
            writer.writerow(_describe(n, commune, chance))
    return path


def _describe(n: int, commune: dict[str, str], chance: random.Random) -> dict[str, str]:
    kinds = ("lieu", "lieu", "lieu", "moment", "projet")
    return {
        "identifiant": f"b{n}",
        "nom": f"{' '.join(chance.sample(WORDS, 2)).capitalize()} de {commune['nom']}",
        "nature": chance.choice(kinds),
        "resume": f"On s’y retrouve pour {' et '.join(chance.sample(WORDS, 4))}.",
        "commune": commune["nom"],
        "code_insee": commune["code_insee"],
        "latitude": str(round(float(commune["lat"]) + chance.gauss(0, 0.01), 6)),
        "longitude": str(round(float(commune["lon"]) + chance.gauss(0, 0.015), 6)),
        "telephone": f"01 99 00 {n // 100 % 100:02} {n % 100:02}",
        "contact_public": "oui",
        "horaires": chance.choice(("Mo-Fr 09:00-12:00", "We 14:00-18:00; Sa 10:00-12:00", "")),
        "cout": chance.choice(("gratuit", "prix libre", "payant", "")),
        "liens": chance.choice(("participation élective", "citoyenneté", "filiation")),
        "domaines": chance.choice(("culture", "lecture", "alimentation", "entraide", "sport")),
        "publics": chance.choice(("tout le monde", "seniors", "familles", "")),
        "porteur": f"Association {chance.choice(WORDS)} de {commune['nom']}",
        "secteur_porteur": "association",
        "dit_vrai_le": f"{chance.randint(1, 28):02}/0{chance.randint(1, 9)}/2026",
    }


def use(home: Path) -> None:
    """Use a home in this very process."""
    os.environ["RECOUDRE_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "recoudre.config.settings"
    import django

    django.setup()
