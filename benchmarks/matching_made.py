"""An invented inventory told by four sources, with French noise and its truth.

Synthetic, so optimistic: its noise is only what we thought of.
    python -m benchmarks.matching_made COUNT FOLDER
"""

import csv
import random
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.measuring import SHARED

SEED = 26
SOURCES = ("annuaire", "reseau", "ville", "carte")
TYPES = (
    "Médiathèque", "Bibliothèque municipale", "Centre social", "Café associatif", "Ludothèque",
    "Maison des jeunes", "Ressourcerie", "Jardin partagé", "France services", "Mairie",
    "Espace numérique", "Tiers-lieu", "Club de sport", "Théâtre", "École",
)  # fmt: skip
FIRST = (
    "Louise", "Jean", "Marie", "Pierre", "Simone", "Paul", "Jules", "George", "Albert", "Colette",
    "Victor", "Aimé", "Rosa", "Boris", "Jacques", "Olympe", "René", "Marguerite", "Émile", "Andrée",
)  # fmt: skip
LAST = (
    "Michel", "Moulin", "Curie", "Mendès", "Veil", "Éluard", "Verne", "Sand", "Camus", "Audry",
    "Hugo", "Césaire", "Parks", "Vian", "Prévert", "Gouges", "Char", "Duras", "Zola", "Chedid",
    "Valette", "Brunet", "Faure", "Reynaud", "Chastan", "Delmas", "Lacroix", "Morin", "Girard",
    "Bonnet", "Blanc", "Roche", "Perrin", "Barbier", "Arnaud", "Vidal", "Caron", "Renard",
)  # fmt: skip
POETIC = (
    "Fil", "Passerelle", "Parenthèse", "Arbre", "Nacelle", "Boussole", "Escale", "Ruche", "Source",
    "Grange", "Lanterne", "Tisserande", "Marelle", "Bulle", "Clairière", "Fabrique", "Verrière",
)  # fmt: skip
ROADS = ("rue", "avenue", "place", "chemin", "boulevard", "impasse", "route")
SHORT = {"avenue": "av.", "boulevard": "bd", "chemin": "chem.", "place": "pl.", "Saint": "St"}
Row = dict[str, Any]


def make(count: int, folder: Path) -> None:
    """Write `described.parquet` (what sources say) and `truth.parquet` (of what)."""
    draw = random.Random(SEED)  # noqa: S311 - invented names, no secret.
    communes = _read_communes()
    weights = [float(one["population"] or 1) ** 0.8 for one in communes]
    rows: list[Row] = []
    truth: list[int] = []
    entity = 0
    while len(rows) < count:
        for commune in draw.choices(communes, weights, k=5_000):
            for thing in _make_things(draw, commune):
                entity += 1
                for source in draw.sample(SOURCES, draw.choices((1, 2, 3, 4), (35, 35, 20, 10))[0]):
                    rows.append(_tell(draw, thing, source) | {"id": len(rows)})
                    truth.append(entity)
    rows, truth = rows[:count], truth[:count]
    pq.write_table(pa.Table.from_pylist(rows), folder / "described.parquet")
    pq.write_table(pa.table({"id": range(count), "truth": truth}), folder / "truth.parquet")


def _read_communes() -> list[dict[str, str]]:
    path = SHARED / "territory" / "communes_ref_cog2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {
                "code": row["code_insee"],
                "name": row["nom"],
                "population": row["pop_mun_2023"],
                "postcode": row["codes_postaux_2020"][:5],
                "lat": row["lat"],
                "lon": row["lon"],
            }
            for row in csv.DictReader(file)
            if row["lat"]
        ]


def _make_things(draw: random.Random, commune: dict[str, str]) -> list[Row]:
    """Make one thing, and sometimes a neighbour at its door or a branch of its organisation."""
    thing = _make_thing(draw, commune)
    chance = draw.random()
    if chance < 0.05:
        other = _make_thing(draw, commune)
        at = {name: thing[name] for name in ("number", "road", "lat", "lon", "phone")}
        return [thing, other | at]
    if chance < 0.10:
        other = _make_thing(draw, commune)
        same = {name: thing[name] for name in ("type", "proper", "phone", "email")}
        return [thing, other | same]
    return [thing]


def _make_thing(draw: random.Random, commune: dict[str, str]) -> Row:
    chance = draw.random()
    proper = f"{draw.choice(FIRST)} {draw.choice(LAST)}" if chance < 0.55 else ""
    if 0.55 <= chance < 0.75:
        proper = f"{draw.choice(('Le', 'La', 'L’'))} {draw.choice(POETIC)} {draw.choice(LAST)}"
    road = f"{draw.choice(ROADS)} {draw.choice(FIRST)} {draw.choice(LAST)}"
    return {
        "type": draw.choice(TYPES),
        "proper": proper,
        "commune": commune,
        "number": draw.randint(1, 90),
        "road": road,
        "lat": float(commune["lat"]) + draw.gauss(0, 0.008),
        "lon": float(commune["lon"]) + draw.gauss(0, 0.010),
        "phone": f"0{draw.randint(1, 5)}{draw.randint(0, 99_999_999):08}",
        "email": f"contact{draw.randint(0, 10**8)}@example.org",
    }


def _tell(draw: random.Random, thing: Row, source: str) -> Row:
    """Tell a thing as one source does: shortened, mistyped, renamed, moved, with holes."""
    commune = thing["commune"]
    moved = draw.choices((0.0002, 0.004, None), (85, 7, 8))[0]
    number = thing["number"] if draw.random() > 0.03 else draw.randint(1, 90)
    address = f"{number} {thing['road']}" if draw.random() > 0.15 else ""
    return {
        "source": source,
        "name": _spoil(draw, _name(draw, thing)),
        "kind": "place",
        "commune_code": commune["code"],
        "commune_name": commune["name"],
        "address": _shorten(draw, address),
        "postcode": commune["postcode"],
        "lat": float(commune["lat"]) if moved is None else thing["lat"] + draw.gauss(0, moved),
        "lon": float(commune["lon"]) if moved is None else thing["lon"] + draw.gauss(0, moved),
        "precision": "commune" if moved is None else "number",
        "phone": thing["phone"] if draw.random() > 0.4 else "",
        "email": thing["email"] if draw.random() > 0.5 else "",
    }


def _name(draw: random.Random, thing: Row) -> str:
    chance = draw.random()
    town = thing["commune"]["name"]
    if not thing["proper"] or chance < 0.07:
        return thing["type"] if chance < 0.3 else f"{thing['type']} de {town}"
    if chance < 0.10:
        return f"{thing['type']} {draw.choice(FIRST)} {draw.choice(LAST)}"
    return f"{thing['type']} {thing['proper']}" + (f" de {town}" if chance > 0.8 else "")


def _shorten(draw: random.Random, text: str) -> str:
    if draw.random() < 0.3:
        for long, short in SHORT.items():
            text = text.replace(long, short)
    return text.upper() if draw.random() < 0.2 else text


def _spoil(draw: random.Random, text: str) -> str:
    if draw.random() < 0.05:
        at = draw.randrange(len(text))
        text = text[:at] + text[at + 1 :]
    return text.upper() if draw.random() < 0.2 else text


if __name__ == "__main__":
    target = Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    make(int(sys.argv[1]), target)
