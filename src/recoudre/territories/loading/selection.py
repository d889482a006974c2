"""Which communes a person means by a code: a département, an EPCI, a commune, or `france`."""

from bisect import bisect_left
from collections.abc import Iterable

from recoudre.territories.codes import find_city_of_district
from recoudre.territories.errors import UnknownTerritoryError
from recoudre.territories.loading.records import LoadedTerritories
from recoudre.vocabulary.text import fold_commune_name

WHOLE_COUNTRY = "france"
SHOWN_NEAR = 3


def select_communes(loaded: LoadedTerritories, codes: Iterable[str]) -> list[str]:
    """List the codes of the communes that these codes stand for, in order and once.

    A former commune or a district of Paris, Lyon or Marseille stands for today's commune.

    Raises
        UnknownTerritoryError: a code is neither a commune's nor a group's; near ones are told.
    """
    selected: set[str] = set()
    for code in codes:
        selected.update(_select(loaded, code.strip()))
    return sorted(selected)


def _select(loaded: LoadedTerritories, code: str) -> set[str]:
    if code.lower() == WHOLE_COUNTRY:
        return set(loaded.communes)
    key = code.upper()
    if key in loaded.former:
        key = loaded.former[key].current_code
    key = find_city_of_district(key) or key
    if key in loaded.communes:
        return {key}
    members = {
        commune.code
        for commune in loaded.communes.values()
        if key in {commune.department_code, commune.region_code, commune.epci_code}
    }
    if not members or not key:
        raise UnknownTerritoryError(code, _describe_near(loaded, code))
    return members


def _describe_near(loaded: LoadedTerritories, code: str) -> str:
    """Describe the territories with the name given, or whose codes stand next to the one given."""
    names = {code: commune.name for code, commune in loaded.communes.items()}
    names |= {code: group.name for code, group in loaded.groups.items()}
    word = fold_commune_name(code)
    same_name = [one for one, name in names.items() if fold_commune_name(name) == word]
    near = same_name[:SHOWN_NEAR] or _list_near_codes(names, code.upper())
    return ", ".join(f"{one} ({names[one]})" for one in near)


def _list_near_codes(codes: Iterable[str], code: str) -> list[str]:
    """List the codes that stand next to this one in order, in the same département."""
    ordered = sorted(one for one in codes if len(one) == len(code))
    place = bisect_left(ordered, code)
    around = ordered[max(0, place - SHOWN_NEAR + 1) : place + SHOWN_NEAR - 1]
    return [one for one in around if one[:2] == code[:2]][:SHOWN_NEAR]
