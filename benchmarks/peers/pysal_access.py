"""The peer: PySAL access, E2SFCA with a Gaussian decay within 10 km, for all bonds in turn.

Run by the peers' Python on the same observation: `pysal_access.py FOLDER`. PySAL reads a table of
distances, which it does not make within a radius: it is made here with a KD-tree.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from access import Access, weights
from scipy.spatial import cKDTree

REACH_M, BANDWIDTH_M, EARTH_M = 10_000.0, 5_000.0, 6_371_008.8


def read(folder: Path, table: str) -> pd.DataFrame:
    """Read the parts of a table, whatever their licence."""
    return pd.concat(
        pd.read_csv(path, dtype={"code": str}) for path in folder.glob(f"*/{table}.csv")
    )


def place(lat: pd.Series, lon: pd.Series) -> np.ndarray:
    """Place points on the sphere, in metres."""
    y, x = np.radians(lat.to_numpy()), np.radians(lon.to_numpy())
    return EARTH_M * np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


def main(folder: Path) -> None:
    """Compute the access of every commune to all occasions, then to those of each bond."""
    communes = (
        read(folder, "territories").query("level == 'commune'").dropna(subset=["lat", "residents"])
    )
    occasions = read(folder, "occasions").dropna(subset=["lat"])
    bonds = read(folder, "bonds")
    near = cKDTree(place(communes["lat"], communes["lon"])).sparse_distance_matrix(
        cKDTree(place(occasions["lat"], occasions["lon"])), REACH_M, output_type="coo_matrix"
    )
    pairs = pd.DataFrame(
        {
            "origin": communes["code"].to_numpy()[near.row],
            "dest": occasions["id"].to_numpy()[near.col],
            "cost": near.data,
        }
    )
    for bond in ("all", "filiation", "elective", "organic", "citizenship"):
        kept = (
            occasions
            if bond == "all"
            else occasions[occasions["id"].isin(bonds.query("bond == @bond")["occasion_id"])]
        )
        supply = pd.DataFrame({"id": kept["id"], "seats": 1.0})
        Access(
            demand_df=communes[["code", "residents"]],
            demand_index="code",
            demand_value="residents",
            supply_df=supply,
            supply_index="id",
            supply_value="seats",
            cost_df=pairs[pairs["dest"].isin(supply["id"])],
            cost_origin="origin",
            cost_dest="dest",
            cost_name="cost",
        ).enhanced_two_stage_fca(
            name="e2sfca", weight_fn=weights.gaussian(BANDWIDTH_M), max_cost=REACH_M
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
