"""The schema of data·inclusion, versions 0 and 1: what structures and services have in common."""

from collections.abc import Collection, Mapping

from recoudre.importers.crosswalks import cross
from recoudre.importers.hours import mend_osm
from recoudre.importers.reading import UnknownColumnsError, UnreadableFileError
from recoudre.importers.repairs import (
    CellReader,
    mend_address,
    mend_commune_name,
    mend_insee,
    mend_point,
    mend_postcode,
    mend_text,
)
from recoudre.vocabulary.lists import Audience
from recoudre.vocabulary.records import DoubtName

VERSIONS = ("v0", "v1")
# The name and first name of a person: left in the publisher's file.
NEVER_READ = ("contact_nom_prenom",)
ADDRESS = (
    "adresse", "complement_adresse", "code_postal", "commune", "code_insee", "latitude",
    "longitude",
)  # fmt: skip
EVERYONE = "tous-publics"
AUDIENCES: dict[str, tuple[Audience, ...]] = {
    "actifs": (),
    "beneficiaires-des-minimas-sociaux": (),
    "demandeurs-emploi": (Audience.JOBSEEKERS,),
    "etudiants": (Audience.YOUNG_ADULTS,),
    "familles": (Audience.FAMILIES,),
    "femmes": (),
    "jeunes": (Audience.TEENAGERS, Audience.YOUNG_ADULTS),
    "personnes-en-situation-de-handicap": (Audience.DISABLED_PEOPLE,),
    "personnes-en-situation-durgence": (),
    "personnes-en-situation-juridique-specifique": (),
    "personnes-exilees": (Audience.NEWCOMERS,),
    "residents-qpv-frr": (),
    "seniors": (Audience.SENIORS,),
    EVERYONE: (Audience.EVERYONE,),
}


def find_version(columns: Collection[str], only_in: Mapping[str, Collection[str]]) -> str:
    """Find the version of the schema that a file follows, by the columns that only one has.

    Parameters
        only_in: for each version, the columns that no other version has.

    Raises
        UnknownColumnsError: the columns are of no version, or of both.
    """
    found = [version for version, marks in only_in.items() if set(columns) & set(marks)]
    if len(found) == 1:
        return found[0]
    said = ", ".join(f"« {name} »" for name in columns) or "aucune"
    raise UnknownColumnsError(
        f"Ce fichier ne suit aucune version connue du schéma data·inclusion ({_name_versions()}) : "
        f"ses colonnes sont {said}. Demandez à l’éditeur la version de son fichier."
    )


def refuse_other_version(said: object) -> None:
    """Refuse a file that names a version which is not known here.

    Raises
        UnreadableFileError: names the version, and those that are read.
    """
    if said in (None, *VERSIONS):
        return
    raise UnreadableFileError(
        f"Ce fichier suit la version « {said} » du schéma data·inclusion : on sait lire "
        f"{_name_versions()}. Mettez à jour ce logiciel, ou demandez une de ces versions."
    )


def split_words(cell: str) -> list[str]:
    """Split a list of slugs, as JSON, as Python or as PostgreSQL writes it in a cell.

    Example
        >>> split_words('["familles", "seniors"]'), split_words("{familles,seniors}")
        (['familles', 'seniors'], ['familles', 'seniors'])
    """
    parts = (part.strip(" \"'[]{}") for part in cell.replace("|", ",").split(","))
    return [part for part in parts if part]


def read_place(cells: CellReader) -> dict[str, object]:
    """Read the address, the point and the hours, by the name of each value."""
    postcode = cells.read(mend_postcode, "code_postal")
    commune = cells.read(mend_commune_name, "commune")
    street = cells.read(mend_address, "adresse", postcode=postcode, commune=commune)
    more = cells.read(mend_text, "complement_adresse")
    latitude, longitude = (cells.cells.get(key, "") for key in ("latitude", "longitude"))
    point = cells.keep(mend_point(latitude, longitude, "latitude, longitude"))
    return {
        "address": ", ".join(part for part in (street, more) if part),
        "postcode": postcode,
        "commune_code": cells.read(mend_insee, "code_insee"),
        "commune_name": commune,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        **read_hours(cells),
    }


def read_hours(cells: CellReader) -> dict[str, object]:
    """Read the opening hours; those that cannot be read stay as written."""
    has_new_name = "horaires_accueil" in cells.cells
    column = "horaires_accueil" if has_new_name else "horaires_ouverture"
    said = cells.cells.get(column, "")
    mended = mend_osm(said, column)
    note = said.strip() if mended.doubts else ""
    return {"opening_hours": cells.keep(mended), "hours_note": note}


def read_audiences(cells: CellReader) -> tuple[Audience, ...]:
    """Read whom it is for; everyone and somebody in particular is a doubt."""
    said = split_words(cells.cells.get("publics", ""))
    if EVERYONE in said and len(said) > 1:
        cells.doubt(DoubtName.VALUE_UNKNOWN, "publics", " | ".join(said))
        said.remove(EVERYONE)
    return cross(cells, "publics", said, AUDIENCES)


def has_address(cells: Mapping[str, str]) -> bool:
    """Say whether a row says in which commune it is."""
    return any(cells.get(column, "").strip() for column in ("code_insee", "commune", "code_postal"))


def _name_versions() -> str:
    return " et ".join(VERSIONS)
