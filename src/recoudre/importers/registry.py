"""The sources that `recoudre import` knows, by the name one types."""

from collections.abc import Callable
from dataclasses import dataclass

from recoudre.importers.errors import UnknownSourceError
from recoudre.importers.fetching import Download
from recoudre.importers.reading import MAX_BYTES
from recoudre.importers.sources import (
    atlas,
    bpe,
    data_inclusion_services,
    data_inclusion_structures,
    digital_help,
    france_services,
    gogocarto,
    hinaura,
    hsds,
    icalendar,
    libraries,
    mednum,
    openagenda,
    osm,
    rna,
    scdl_equipements,
    scdl_subventions,
    sirene,
    template,
    tiers_lieux,
)
from recoudre.vocabulary.records import ParsedFile, SourceInfo

# What a national register may weigh, unpacked; it is read excerpt by excerpt.
REGISTER_BYTES = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A source as the runner sees it.

    `fetch` is None when a file must be given. `read_communes` gives the communes that the source
    brings with it, as rows of `code, nom, departement, region, population_2023, latitude,
    longitude`; None when its occasions lie in the territories already followed.

    `max_bytes` above the common limit says that its file may be cut into excerpts: `parse` judges
    each row by itself. `says_precision`: no point of it needs to be judged from the whole file.
    `find_department` names the département of a file of its archive, "" when it holds several.
    """

    info: SourceInfo
    parse: Callable[[bytes], ParsedFile]
    fetch: Callable[[Download], bytes] | None = None
    is_fictional: bool = False
    read_communes: Callable[[], list[dict[str, str]]] | None = None
    max_bytes: int = MAX_BYTES
    says_precision: bool = False
    find_department: Callable[[str], str] | None = None


SOURCES: dict[str, ImportSource] = {
    source.info.slug: source
    for source in (
        ImportSource(france_services.INFO, france_services.parse, france_services.fetch),
        ImportSource(libraries.INFO, libraries.parse, libraries.fetch),
        ImportSource(digital_help.INFO, digital_help.parse, digital_help.fetch),
        ImportSource(hinaura.INFO, hinaura.parse),
        ImportSource(mednum.INFO, mednum.parse),
        ImportSource(data_inclusion_structures.INFO, data_inclusion_structures.parse),
        ImportSource(data_inclusion_services.INFO, data_inclusion_services.parse),
        ImportSource(gogocarto.INFO, gogocarto.parse),
        ImportSource(hsds.INFO, hsds.parse),
        ImportSource(
            rna.INFO,
            rna.parse,
            max_bytes=REGISTER_BYTES,
            says_precision=True,
            find_department=rna.find_department,
        ),
        ImportSource(openagenda.INFO, openagenda.parse),
        ImportSource(icalendar.INFO, icalendar.parse),
        ImportSource(osm.INFO, osm.parse),
        ImportSource(scdl_equipements.INFO, scdl_equipements.parse),
        ImportSource(scdl_subventions.INFO, scdl_subventions.parse),
        ImportSource(tiers_lieux.INFO, tiers_lieux.parse),
        ImportSource(sirene.INFO, sirene.parse, max_bytes=REGISTER_BYTES, says_precision=True),
        ImportSource(bpe.INFO, bpe.parse, max_bytes=REGISTER_BYTES, says_precision=True),
        ImportSource(template.INFO, template.parse),
        ImportSource(atlas.INFO, atlas.parse, atlas.fetch, read_communes=atlas.read_communes),
    )
}


def find_source(slug: str) -> ImportSource:
    """Find a source by the name one types.

    Raises
        UnknownSourceError: no source has this name; the message lists them.
    """
    if slug not in SOURCES:
        names = ", ".join(SOURCES)
        raise UnknownSourceError(f"La source « {slug} » n’existe pas. Choisissez parmi : {names}.")
    return SOURCES[slug]
