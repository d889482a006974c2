"""Write the whole demonstration into a folder: the territory, and four files about it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recoudre.demo.land import list_communes
from recoudre.demo.layouts.digital_help import write_digital_help
from recoudre.demo.layouts.france_services import write_france_services
from recoudre.demo.layouts.libraries import write_libraries
from recoudre.demo.layouts.template import write_template
from recoudre.demo.layouts.written import Written
from recoudre.demo.moments import tell_exhibition
from recoudre.demo.services import list_services
from recoudre.demo.sights import SIGHTS
from recoudre.demo.sketches import Sketch, Teller
from recoudre.demo.stains import Stained
from recoudre.demo.territory_files import write_territory

WRITERS: dict[str, tuple[str, Callable[[Sequence[Sketch]], Written]]] = {
    "france_services": ("france_services.csv", write_france_services),
    "libraries": ("bibliotheques.csv", write_libraries),
    "digital_help": ("permanences_numeriques.json", write_digital_help),
    "template": ("ormance.csv", write_template),
}
"""Name and writer of each source file."""


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """Where the demonstration was written, and what it holds.

    `territory` is a folder in the documented form. `occasions` counts the distinct occasions that
    the four files tell, `overlapping` those that two or three of them tell. `stained` lists the
    rows that have a disease.
    """

    territory: Path
    france_services: Path
    libraries: Path
    digital_help: Path
    template: Path
    occasions: int
    overlapping: int
    stained: tuple[Stained, ...]


def build_demonstration(folder: Path) -> DemoFiles:
    """Write the fictional territory and its four source files; the same bytes every time.

    Parameters
        folder: where to write; made if absent, its files of the same names replaced.
    """
    territory = folder / "territoire"
    communes = list_communes()
    write_territory(territory, communes)
    teller = Teller(communes)
    sketches = list(teller.tell_services(list_services()))
    for commune in communes:
        sketches += teller.tell_commune(commune)
    sketches.append(tell_exhibition(teller.communes[SIGHTS["thick"]]))
    paths, stained = _write_sources(folder, sketches)
    shared = Counter(len(sketch.files) > 1 for sketch in sketches)[True]
    return DemoFiles(
        territory, **paths, occasions=len(sketches), overlapping=shared, stained=stained
    )


def _write_sources(
    folder: Path, sketches: Sequence[Sketch]
) -> tuple[dict[str, Path], tuple[Stained, ...]]:
    paths: dict[str, Path] = {}
    stained: list[Stained] = []
    for file, (name, write) in WRITERS.items():
        written = write([sketch for sketch in sketches if file in sketch.files])
        paths[file] = folder / name
        paths[file].write_bytes(written.content)
        stained += written.stained
    return paths, tuple(stained)
