"""Folders of territories."""

import pytest

from recoudre.territories.errors import TerritoryFileError
from recoudre.territories.loading.folder import load_folder
from tests.territories.conftest import ROW_OF_OUTLINES


def test_several_folders_are_read_together(write_folder, tmp_path):
    communes = write_folder()
    contours = tmp_path / "contours"
    contours.mkdir()
    (contours / "any-name.geojson").write_text(ROW_OF_OUTLINES)

    loaded = load_folder([communes, contours], is_fictional=True)

    assert set(loaded.communes) == set(loaded.outlines) == {"26001", "26002", "26003"}
    assert loaded.is_fictional


def test_the_same_folder_given_twice_is_read_once(write_folder):
    folder = write_folder()

    assert len(load_folder([folder, folder]).communes) == 3


def test_a_file_that_is_not_known_is_told(load):
    loaded = load(autre_csv="siret,raison_sociale\n1,2\n")

    assert loaded.notes == (
        "autre.csv n’a pas été lu : ses colonnes ne sont pas celles d’un fichier connu "
        "(siret, raison_sociale…).",
    )


def test_the_missing_columns_of_the_closest_file_are_named(load):
    with pytest.raises(
        TerritoryFileError,
        match=r"communes\.csv : .* il manque : code_insee, reg_nom\. Colonnes trouvées : COM, nom,",
    ):
        load(communes_csv="COM,nom,dep,dep_nom,reg\n26001,Die,26,Drôme,84\n")


def test_a_folder_of_outlines_alone_lists_no_commune(tmp_path):
    (tmp_path / "contours.geojson").write_text(ROW_OF_OUTLINES)

    with pytest.raises(TerritoryFileError, match="ne liste les communes"):
        load_folder([tmp_path])


def test_an_empty_folder_says_so(tmp_path):
    with pytest.raises(TerritoryFileError, match=r"ni fichier \.csv ni \.geojson"):
        load_folder([tmp_path])


def test_an_absent_folder_says_so(tmp_path):
    with pytest.raises(TerritoryFileError, match="n’existe pas"):
        load_folder([tmp_path / "absent"])


def test_the_real_folder_of_france_is_read_whole(shared_data):
    """Reads shared/data/territory and shared/data/contours."""
    loaded = load_folder([shared_data / "territory", shared_data / "contours"])

    assert len(loaded.communes) == 34_875
    assert len(loaded.values) == 34_875
    assert len(loaded.outlines) == 362 + 101
    assert loaded.complete_codes == frozenset(loaded.groups)
    assert len(loaded.notes) == 1
    assert "1 (26371)" in loaded.notes[0]
