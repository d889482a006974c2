"""Prepares the demonstration: builds its files and brings them in by the very same pipeline."""

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from recoudre.demo.build import DemoFiles, build_demonstration
from recoudre.demo.happenings import bring_happenings
from recoudre.demo.residents import bring_proposals
from recoudre.demo.sights import SHARED_OCCASION, SIGHTS
from recoudre.importers.matching.running import match_occasions
from recoudre.importers.registry import SOURCES, ImportSource
from recoudre.importers.services import run_import
from recoudre.indicators.services import analyse_territory
from recoudre.indicators.suggesting import train_suggestions
from recoudre.inventory.models import Occasion
from recoudre.territories.loading.folder import load_folder
from recoudre.territories.models import Territory
from recoudre.territories.services import add_territories
from recoudre.vocabulary.licences import FICTIONAL

FILES = {
    "france-services": "france_services",
    "bibliotheques": "libraries",
    "conseillers-numeriques": "digital_help",
    "csv": "template",
}


def prepare_demonstration(say: Callable[[str], None]) -> None:
    """Prepare the invented territory once; a second call finds it ready.

    Killed on the way, it starts again where it stopped: every step may be done twice.
    """
    mark = Path(settings.HOME, "fictional")
    if mark.is_file() and mark.read_text(encoding="utf-8") == version("recoudre"):
        return
    say("Préparation du territoire inventé : l’Ormance…")
    files = build_demonstration(Path(settings.HOME, "demonstration"))
    loaded = load_folder([files.territory], is_fictional=True)
    add_territories(loaded=loaded, codes=[SIGHTS["departement"]])
    _import_files(files, say)
    _import_atlas(say)
    _bring_people_in(say)
    analyse_territory(SIGHTS["departement"])
    mark.write_text(version("recoudre"), encoding="utf-8")


def find_paths() -> dict[str, str]:
    """Find the address of each thing worth a look."""
    codes = {code: key for key, code in SIGHTS.items()}
    territories = Territory.objects.filter(code__in=codes).only("code", "slug")
    paths = {codes[one.code]: f"/territoire/{one.code}-{one.slug}" for one in territories}
    shared = Occasion.objects.filter(name=SHARED_OCCASION, is_fictional=True).first()
    paths["occasion"] = shared.get_absolute_url() if shared else "/chercher"
    paths["search"] = f"/chercher?q=jardin&territoire={SIGHTS['departement']}"
    paths["signing_in"] = "/compte/entrer"
    return paths


def _import_files(files: DemoFiles, say: Callable[[str], None]) -> None:
    for slug, name in FILES.items():
        source = _invent(SOURCES[slug])
        path: Path = getattr(files, name)
        report = run_import(source, path.read_bytes(), file_name=path.name)
        outcomes = report.outcomes
        say(
            f"  {path.name} : {report.read} lignes lues, {outcomes['accepted']} acceptées, "
            f"{outcomes['repaired']} réparées, {outcomes['doubtful']} douteuses, "
            f"{outcomes['refused']} refusées."
        )


def _bring_people_in(say: Callable[[str], None]) -> None:
    """Propose, match and suggest, so that something waits for whoever moderates."""
    now = timezone.now()
    proposed = bring_proposals(at=now)
    matched = match_occasions(at=now)
    bring_happenings(at=now)
    suggested = sum(one.suggested for one in train_suggestions())
    review = sum(counts.to_review for counts in matched.by_sources.values())
    say(
        f"  à lire par la modération : propositions {proposed}, rapprochements {review}, "
        f"suggestions {suggested}."
    )


def _import_atlas(say: Callable[[str], None]) -> None:
    atlas = SOURCES["atlas"]
    if atlas.fetch is None:
        return
    report = run_import(atlas, atlas.fetch(_refuse_network))
    say(f"  atlas du livre blanc (réel) : {report.read} initiatives.")


def _refuse_network(address: str) -> bytes:
    raise OSError(f"the demonstration asks nothing of the network: {address}")


def _invent(source: ImportSource) -> ImportSource:
    """Give a source's form to invented facts, under a name that says so."""
    info = replace(
        source.info,
        slug=f"{source.info.slug}-fictif",
        name=f"{source.info.name} (fichier fictif)",
        publisher="Recoudre, démonstration",
        licence=FICTIONAL,
        homepage="",
        download_url="",
        contact="",
    )
    return replace(source, info=info, is_fictional=True)
