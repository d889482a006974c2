"""What a visitor may ask in the address of a search, read gently: nothing typed is an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from recoudre.inventory.facets import FACETS
from recoudre.inventory.search import Box

MAX_WORDS_LENGTH = 200
MAX_NEAR_LENGTH = 80
MAX_PAGE = 5_000
RADII_KM = (2, 5, 10, 20, 50)
DEFAULT_RADIUS_KM = 10
UNPLACED = "sans"


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """A search as its address asks it, made safe; `remarks` say in French what was set aside."""

    words: str = ""
    near: str = ""
    radius_km: int = DEFAULT_RADIUS_KM
    territory_code: str = ""
    box: Box | None = None
    is_unplaced: bool = False
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    remarks: tuple[str, ...] = ()

    def write_query(self) -> str:
        """Write the search as the query of an address, its page apart."""
        box = self.box
        pairs = [
            ("q", self.words),
            ("pres", self.near),
            ("rayon", self._write_radius()),
            ("territoire", self.territory_code),
            *((name, value) for name, values in self.chosen.items() for value in values),
            ("cadre", f"{box.south:g},{box.west:g},{box.north:g},{box.east:g}" if box else ""),
            ("point", UNPLACED if self.is_unplaced else ""),
        ]
        return urlencode([pair for pair in pairs if pair[1]])

    def _write_radius(self) -> str:
        is_said = self.near and self.radius_km != DEFAULT_RADIUS_KM
        return str(self.radius_km) if is_said else ""

    def link(self) -> str:
        """Give the address of this search."""
        query = self.write_query()
        return f"/chercher?{query}" if query else "/chercher"

    def without_facet(self, parameter: str) -> "SearchAsked":
        """Give the same search without the choices of one facet."""
        kept = {name: values for name, values in self.chosen.items() if name != parameter}
        return replace(self, chosen=kept)


def read_search(parameters: QueryDict) -> SearchAsked:
    """Read a search from the parameters of its address."""
    remarks: list[str] = []
    return SearchAsked(
        words=_read_text(parameters.get("q", ""), MAX_WORDS_LENGTH, remarks),
        near=_read_text(parameters.get("pres", ""), MAX_NEAR_LENGTH, remarks),
        radius_km=_read_radius(parameters.get("rayon", ""), remarks),
        territory_code=_read_text(parameters.get("territoire", "").upper(), 9, []),
        box=_read_box(parameters.get("cadre", ""), remarks),
        is_unplaced=parameters.get("point") == UNPLACED,
        chosen=_read_choices(parameters, remarks),
        page=_read_page(parameters.get("page", ""), remarks),
        remarks=tuple(remarks),
    )


def read_box(text: str) -> Box | None:
    """Read "south,west,north,east" in degrees; None when it is not a box."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_box = -90 <= south < north <= 90 and -180 <= west < east <= 180
    return Box(south, west, north, east) if is_box else None


def read_view(text: str) -> Box | None:
    """Read what a map shows, "west,south,east,north", as maps write it; None when unreadable.

    A map that shows more than the whole world is read as the whole world.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    south, west, north, east = max(south, -90), max(west, -180), min(north, 90), min(east, 180)
    return Box(south, west, north, east) if south < north and west < east else None


def _read_text(typed: str, longest: int, remarks: list[str]) -> str:
    text = " ".join(typed.replace("\0", " ").split())
    if len(text) > longest:
        remarks.append(
            _("Votre recherche était très longue : nous en avons gardé le début, « %(start)s… ».")
            % {"start": text[:40]}
        )
    return text[:longest].strip()


def _read_radius(text: str, remarks: list[str]) -> int:
    if text in {str(radius) for radius in RADII_KM}:
        return int(text)
    if text:
        remarks.append(
            _("Cette distance n’est pas proposée : nous cherchons à %(radius)s km à la ronde.")
            % {"radius": DEFAULT_RADIUS_KM}
        )
    return DEFAULT_RADIUS_KM


def _read_box(text: str, remarks: list[str]) -> Box | None:
    box = read_box(text) if text else None
    if text and box is None:
        remarks.append(_("Le cadre de la carte est illisible : nous cherchons partout."))
    return box


def _read_page(text: str, remarks: list[str]) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(max(int(text), 1), MAX_PAGE)
    if text:
        remarks.append(_("Le numéro de page est illisible : voici la première page."))
    return 1


def _read_choices(parameters: QueryDict, remarks: list[str]) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    unknown = False
    for facet in FACETS:
        asked = {value for value in parameters.getlist(facet.parameter) if value}
        known = tuple(member.value for member in facet.values if member.value in asked)
        unknown = unknown or len(known) < len(asked)
        if known:
            chosen[facet.parameter] = known
    if unknown:
        remarks.append(_("Un filtre de l’adresse nous est inconnu : nous ne l’avons pas appliqué."))
    return chosen
