"""Bring territories in from the API Géo (https://geo.api.gouv.fr), when there is a network."""

import http.client
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import shapely

from recoudre.territories.codes import find_city_of_district, find_department_code
from recoudre.territories.errors import TerritoryUnavailableError, UnknownTerritoryError
from recoudre.territories.geometry import read_geometry, write_geometry
from recoudre.territories.loading.assembly import list_members
from recoudre.territories.loading.movements import Movement, follow_movements
from recoudre.territories.loading.records import (
    CommuneRecord,
    Geometry,
    GroupRecord,
    LoadedTerritories,
)
from recoudre.territories.loading.selection import WHOLE_COUNTRY
from recoudre.vocabulary.lists import Level

HOST = "geo.api.gouv.fr"
TIMEOUT_S = 60
SOURCE = "API Géo, communes associées et déléguées"

# Outlines come at 5 m: simplified together to about 50 m, neighbours keep the same border.
OUTLINE_TOLERANCE_DEG = 0.0005
HECTARES_PER_KM2 = 100

PLACE_FIELDS = "code,nom,codeDepartement,codeRegion,codeEpci,population,centre,codesPostaux,surface"
_UNAVAILABLE = (
    "L’API Géo ne répond pas ({cause}) : la commande marche aussi sans réseau, avec un dossier de "
    "territoires (--from DOSSIER)."
)

Fetch = Callable[[str], Any]


def fetch_json(path: str) -> Any:
    """Fetch a JSON answer of the API Géo, None when it says "not found".

    Raises
        TerritoryUnavailableError: no network, no answer in time, or an answer that is not one.
    """
    connection = http.client.HTTPSConnection(HOST, timeout=TIMEOUT_S)
    try:
        connection.request("GET", path, headers={"Accept": "application/json"})
        response = connection.getresponse()
        content = response.read()
        if response.status == http.HTTPStatus.NOT_FOUND:
            return None
        if response.status != http.HTTPStatus.OK:
            raise TerritoryUnavailableError(_UNAVAILABLE.format(cause=f"code {response.status}"))
        return json.loads(content)
    except (OSError, http.client.HTTPException) as error:
        cause = "pas de réseau, ou service arrêté"
        raise TerritoryUnavailableError(_UNAVAILABLE.format(cause=cause)) from error
    except ValueError as error:
        cause = "réponse illisible"
        raise TerritoryUnavailableError(_UNAVAILABLE.format(cause=cause)) from error
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class _Index:
    """The lists that the API gives whole: départements, régions, EPCI."""

    groups: dict[str, GroupRecord]
    regions_of_department: dict[str, str]
    departments_of_epci: dict[str, tuple[str, ...]]

    def list_regions(self, departments: Iterable[str]) -> set[str]:
        """List the régions of départements, and of those that share an EPCI with them."""
        asked = set(departments)
        epcis = [set(codes) for codes in self.departments_of_epci.values()]
        near = asked.union(*(codes for codes in epcis if asked & codes))
        return {self.regions_of_department[code] for code in near}


def load_geo_api(codes: Iterable[str], fetch: Fetch = fetch_json) -> LoadedTerritories:
    """Load the départements in which the codes lie: communes, groups, outlines, former codes.

    The communes of the whole régions concerned come too, without outline: they make it possible to
    sum the residents of an EPCI that straddles départements. The API gives no year of population
    and no context indicator.

    Raises
        TerritoryUnavailableError: the API does not answer.
        UnknownTerritoryError: no département holds a code.
    """
    index = _fetch_index(fetch)
    departments = sorted({one for code in codes for one in _find_departments(index, code)})
    regions = sorted(index.list_regions(departments))
    communes: dict[str, CommuneRecord] = {}
    for region in regions:
        answer = _fetch_list(fetch, f"/communes?codeRegion={region}&fields={PLACE_FIELDS}")
        communes.update((one["code"], _read_commune(one)) for one in answer)
    outlines: dict[str, Geometry] = {}
    movements: list[Movement] = []
    for department in departments:
        outlines |= _fetch_outlines(fetch, department)
        movements += _fetch_movements(fetch, department)
    used = list_members(communes.values())
    return LoadedTerritories(
        communes=communes,
        groups={code: group for code, group in index.groups.items() if code in used},
        complete_codes=_find_complete(index, regions, used),
        outlines=outlines,
        former=follow_movements(movements, communes),
        notes=("L’API Géo ne donne pas les indicateurs de contexte : ils viennent d’un dossier.",),
    )


def _fetch_list(fetch: Fetch, path: str) -> list[dict[str, Any]]:
    answer = fetch(path)
    if not isinstance(answer, list) or not answer:
        raise TerritoryUnavailableError(_UNAVAILABLE.format(cause="réponse vide ou inattendue"))
    return answer


def _fetch_index(fetch: Fetch) -> _Index:
    regions = _fetch_list(fetch, "/regions?fields=code,nom")
    departments = _fetch_list(fetch, "/departements?fields=code,nom,codeRegion")
    epcis = _fetch_list(fetch, "/epcis?fields=code,nom,codesDepartements")
    groups = [GroupRecord(f"R{one['code']}", Level.REGION, one["nom"]) for one in regions]
    groups += [GroupRecord(one["code"], Level.DEPARTEMENT, one["nom"]) for one in departments]
    groups += [GroupRecord(one["code"], Level.EPCI, one["nom"]) for one in epcis]
    return _Index(
        groups={group.code: group for group in groups},
        regions_of_department={one["code"]: one["codeRegion"] for one in departments},
        departments_of_epci={one["code"]: tuple(one["codesDepartements"]) for one in epcis},
    )


def _find_departments(index: _Index, code: str) -> list[str]:
    """Find the départements in which a code lies."""
    key = code.strip().upper()
    if key == WHOLE_COUNTRY.upper():
        return list(index.regions_of_department)
    if key in index.departments_of_epci:
        return list(index.departments_of_epci[key])
    if key.startswith("R") and key in index.groups:
        return [one for one, region in index.regions_of_department.items() if f"R{region}" == key]
    is_commune = len(key) == 5
    department = find_department_code(find_city_of_district(key) or key) if is_commune else key
    if department not in index.regions_of_department:
        raise UnknownTerritoryError(code)
    return [department]


def _read_commune(answer: dict[str, Any]) -> CommuneRecord:
    lon, lat = (answer.get("centre") or {}).get("coordinates", (None, None))
    surface = answer.get("surface")
    return CommuneRecord(
        code=answer["code"],
        name=answer["nom"],
        department_code=answer["codeDepartement"],
        region_code=f"R{answer['codeRegion']}",
        epci_code=answer.get("codeEpci", ""),
        residents=answer.get("population"),
        lat=lat,
        lon=lon,
        area_km2=None if surface is None else surface / HECTARES_PER_KM2,
        postcodes=tuple(answer.get("codesPostaux", ())),
    )


def _fetch_outlines(fetch: Fetch, department: str) -> dict[str, Geometry]:
    path = f"/departements/{department}/communes?fields=code,contour"
    contours = {
        one["code"]: one["contour"] for one in _fetch_list(fetch, path) if one.get("contour")
    }
    shapes = shapely.coverage_simplify(
        [read_geometry(contour) for contour in contours.values()],
        OUTLINE_TOLERANCE_DEG,
        simplify_boundary=False,
    )
    return {code: write_geometry(shape) for code, shape in zip(contours, shapes, strict=True)}


def _fetch_movements(fetch: Fetch, department: str) -> list[Movement]:
    path = f"/communes_associees_deleguees?codeDepartement={department}&fields=code,chefLieu"
    answer = fetch(path) or []  # a département may have none
    return [
        Movement(None, one["code"], one["chefLieu"], SOURCE)
        for one in answer
        if one.get("chefLieu") and one["chefLieu"] != one["code"]
    ]


def _find_complete(index: _Index, regions: list[str], used: Iterable[str]) -> frozenset[str]:
    """Find the groups that lie whole in the régions loaded."""

    def is_whole(code: str) -> bool:
        departments = index.departments_of_epci.get(code, (code,))
        return all(index.regions_of_department.get(one) in regions for one in departments)

    return frozenset(code for code in used if code.startswith("R") or is_whole(code))
