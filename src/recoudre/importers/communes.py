"""The communes that a source brings with it, when no followed territory holds them."""

from recoudre.importers.registry import ImportSource
from recoudre.territories.loading.records import CommuneRecord, LoadedTerritories
from recoudre.territories.models import Territory
from recoudre.territories.services import add_territories

POPULATION_YEAR = 2023


def bring_communes(source: ImportSource) -> int:
    """Add the communes that a source names and nobody follows yet; return how many were added."""
    if source.read_communes is None:
        return 0
    rows = {row["code"]: row for row in source.read_communes()}
    held = Territory.objects.filter(code__in=rows).values_list("code", flat=True)
    missing = {code: _read_commune(rows[code]) for code in sorted(rows.keys() - set(held))}
    if missing:
        add_territories(loaded=LoadedTerritories(missing, {}), codes=list(missing))
    return len(missing)


def _read_commune(row: dict[str, str]) -> CommuneRecord:
    return CommuneRecord(
        code=row["code"],
        name=row["nom"],
        department_code=row["departement"],
        region_code=f"R{row['region']}",
        residents=int(row["population_2023"]),
        residents_year=POPULATION_YEAR,
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
    )
