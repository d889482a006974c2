"""How right the automatic matches are, on two public pairings, and the curve that is published.

    python -m benchmarks.matching_quality [--write]

Each file says which two descriptions, years apart, are of one thing. Every other pair of the two
years, anywhere in France, counts as wrong: a stricter count than pairs of one postcode. The
weights were learnt on one half of the ids (`is_learnt`), and are judged on the other.
"""

import csv
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.measuring import ROOT, SHARED
from recoudre.analysis.matching import compute_pairs
from recoudre.analysis.matching.weights import AUTOMATIC, REVIEW

SHIPPED = ROOT / "src" / "recoudre" / "importers" / "matching" / "measures"
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
SMALL = 30
FILES = ("fs_pairs_2022_2024.csv", "bibliotheques_pairs_2020_2025.csv")
MEASURED_ON = "2026-11-23"
Row = dict[str, Any]


def is_learnt(truth: str) -> bool:
    """Say whether a thing is of the half on which the weights were learnt."""
    return zlib.crc32(truth.encode()) % 2 == 0


def read_pairing(name: str) -> list[Row]:
    """Read a pairing as descriptions of two sources, with the thing that each describes."""
    path = SHARED / "linkage" / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tell = _tell_service if name.startswith("fs_") else _tell_library
    years = ("2022", "2024") if name.startswith("fs_") else ("2020", "2025")
    told = [tell(row, year) | {"source": year} for year in years for row in rows]
    return [{"id": number, "kind": "place", **one} for number, one in enumerate(told)]


def _tell_service(row: Row, year: str) -> Row:
    return {
        "truth": row["id_fs"],
        "name": row[f"lib_fs_{year}"],
        "commune_code": row[f"insee_com_{year}"],
        "commune_name": row[f"lib_com_{year}"],
        "address": row[f"adresse_{year}"],
        "postcode": row[f"code_postal_{year}"],
        "lat": row[f"latitude_{year}"] or None,
        "lon": row[f"longitude_{year}"] or None,
        "phone": row[f"telephone_{year}"],
        "email": row[f"mail_{year}"],
    }


def _tell_library(row: Row, year: str) -> Row:
    point = row["coordonnees_finales"].split(",") if year == "2020" else _read_point(row)
    lat, lon = point if len(point) == 2 else (None, None)
    return {
        "truth": row["code_bib"],
        "name": f"{row[f'nom1_{year}']} {row[f'nom2_{year}']}".strip(),
        "commune_code": row[f"insee_{year}"],
        "commune_name": row[f"ville_{year}"],
        "address": row[f"adresse_{year}"],
        "postcode": row[f"cp_{year}"],
        "lat": lat,
        "lon": lon,
        "phone": "",
        "email": "",
    }


def _read_point(row: Row) -> list[str]:
    return [row["Latitude"], row["Longitude"]] if row["Latitude"] and row["Longitude"] else []


def judge(descriptions: list[Row], *, automatic: float = AUTOMATIC) -> list[Row]:
    """Give each automatic pair: probability, whether it is right, its half, its commune."""
    table = pa.Table.from_pylist([_drop(one) for one in descriptions])
    pairs = compute_pairs(table, automatic=automatic, review=min(automatic, REVIEW))
    by_id = {one["id"]: one for one in descriptions}
    judged = []
    for pair in pairs.to_pylist():
        if pair["is_automatic"]:
            first, second = by_id[pair["first_id"]], by_id[pair["second_id"]]
            judged.append(
                {
                    "probability": pair["probability"],
                    "is_right": first["truth"] == second["truth"],
                    "is_learnt": is_learnt(first["truth"]),
                    "commune_code": second["commune_code"],
                }
            )
    return judged


def _drop(one: Row) -> Row:
    return {name: value for name, value in one.items() if name != "truth"}


def draw_curve(name: str, descriptions: list[Row]) -> Iterator[Row]:
    """Count right and wrong automatic pairs at each threshold, half by half."""
    judged = judge(descriptions, automatic=THRESHOLDS[0])
    things = {one["truth"] for one in descriptions}
    for half in (False, True):
        same = sum(is_learnt(truth) == half for truth in things)
        for threshold in THRESHOLDS:
            kept = [
                one["is_right"]
                for one in judged
                if one["is_learnt"] == half and one["probability"] >= threshold
            ]
            yield {
                "file": name, "half": "learnt" if half else "kept_apart", "threshold": threshold,
                "same": same, "right": sum(kept), "wrong": len(kept) - sum(kept),
                "measured_on": MEASURED_ON,
            }  # fmt: skip


def count_regions(name: str, descriptions: list[Row]) -> Iterator[Row]:
    """Count, region by region and on the half kept apart, right and wrong automatic pairs."""
    regions = _read_regions()
    judged = [one for one in judge(descriptions) if not one["is_learnt"]]
    things = {one["truth"]: one["commune_code"] for one in descriptions}
    same = Counter(regions.get(code, "") for truth, code in things.items() if not is_learnt(truth))
    right, wrong = (_count_judged(judged, regions, is_right=value) for value in (True, False))
    _gather_small(same, right, wrong)
    for region in sorted(same):
        yield {
            "file": name, "region": region, "same": same[region], "right": right[region],
            "wrong": wrong[region], "measured_on": MEASURED_ON,
        }  # fmt: skip


def _count_judged(judged: list[Row], regions: dict[str, str], *, is_right: bool) -> Counter[str]:
    kept = (one for one in judged if one["is_right"] == is_right)
    return Counter(regions.get(one["commune_code"], "") for one in kept)


def _gather_small(same: Counter[str], *others: Counter[str]) -> None:
    """Gather the regions with few pairs, and the unknown one, under one name."""
    small = [region for region, number in same.items() if number < SMALL or not region]
    for counts in (same, *others):
        counts["others"] += sum(counts.pop(region, 0) for region in small)


def _read_regions() -> dict[str, str]:
    path = SHARED / "territory" / "communes_ref_cog2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code_insee"]: row["reg_nom"] for row in csv.DictReader(file)}


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as CSV."""
    kept = list(rows)
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(kept[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def main() -> None:
    """Measure, print, and write what is shipped when asked."""
    pairings = {name: read_pairing(name) for name in FILES}
    curve = [row for name, told in pairings.items() for row in draw_curve(name, told)]
    regions = [row for name, told in pairings.items() for row in count_regions(name, told)]
    for row in curve:
        found = row["right"] + row["wrong"]
        sys.stdout.write(
            f"{row['file']} {row['half']} {row['threshold']}: precision "
            f"{row['right'] / max(found, 1):.4f}, recall {row['right'] / row['same']:.3f}\n"
        )
    if "--write" in sys.argv:
        write_table(SHIPPED / "curve.csv", curve)
        write_table(SHIPPED / "regions.csv", regions)


if __name__ == "__main__":
    main()
