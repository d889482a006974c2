"""Each source of the publishers' own forms, given cells and files meant to harm."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.reading import UnreadableFileError
from recoudre.importers.registry import SOURCES
from recoudre.importers.services import run_import
from recoudre.importers.sources.hinaura import tables as hinaura
from recoudre.importers.sources.mednum import tables as mednum
from recoudre.importers.sources.scdl_equipements.mapping import COLUMNS as EQUIPEMENTS
from recoudre.importers.sources.scdl_subventions import tables as subventions
from recoudre.importers.sources.tiers_lieux.mapping import COLUMNS as TIERS_LIEUX
from recoudre.inventory.models import Occasion
from recoudre.vocabulary.records import ParsedRecord
from tests.malice.files import BREVANNE

SCRIPT = '<script src="//x.example/x.js"></script><img src=x onerror=alert(1)>"\'>{{ 7 }}'
HARMS = {
    "script": SCRIPT,
    "formula": '=HYPERLINK("http://x.example";"ici")',
    "huge": "é" * 100_000,
    "nested": "[" * 5_000,
    "brace": '{"latitude": {"a": [1]}}',
    "number": "9" * 400,
    "reversed": "\u202eenvers\x1b[31m",
    "separators": "|;,{}[]\"'",
}
PLACE = {"nom": "Lieu", "commune": "Brévanne", "code_insee": BREVANNE}


def _write_csv(row):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode()


def _write_list(row):
    return json.dumps([row]).encode()


def _write_map(row):
    return json.dumps({"licence": "ODbL", "data": [row]}).encode()


# A sound row of each source, and how its publisher writes it.
SOUND = {
    "hinaura": (
        dict.fromkeys((*hinaura.COLUMNS, *hinaura.OTHER_COLUMNS), "")
        | {hinaura.NAME: "Lieu", hinaura.COMMUNE: "Brévanne"},
        _write_list,
    ),
    "mediation-numerique": (
        dict.fromkeys((*mednum.COLUMNS, *mednum.OTHER_COLUMNS), "") | {"id": "1"} | PLACE,
        _write_csv,
    ),
    "data-inclusion-structures": (
        {"source": "x", "id": "x--1", "date_maj": "", "reseaux_porteurs": "mjc", "description": "",
         "adresse": "", "telephone": "", "courriel": "", "site_web": "", "horaires_accueil": "",
         "latitude": "", "longitude": "", "siret": ""} | PLACE,
        _write_list,
    ),
    "data-inclusion-services": (
        {"source": "x", "id": "x--1", "structure_id": "x", "description": "", "publics": "",
         "thematiques": "remobilisation--lien-social", "frais": "", "modes_accueil": "",
         "conditions_acces": "", "lien_mobilisation": "", "horaires_accueil": ""} | PLACE,
        _write_list,
    ),
    "gogocarto": (
        {"id": "1", "name": "Lieu", "geo": "", "address": "", "categories": "", "openHours": "",
         "status": "", "moderationState": "", "updatedAt": "", "email": "", "website": "",
         "description": ""},
        _write_map,
    ),
    "hsds": (
        {"id": "1", "name": "Lieu", "status": "active", "description": "", "location": "",
         "organization": "", "schedules": "", "phones": "", "cost_options": "", "attributes": "",
         "minimum_age": "", "last_modified": "", "url": "", "email": ""},
        _write_list,
    ),
    "tiers-lieux": (
        dict.fromkeys(TIERS_LIEUX, "")
        | {"ID": "1", "NOM_TL": "Lieu", "INSEECOM": BREVANNE, "GEOCOD": "", "PRECISION": ""},
        _write_csv,
    ),
    "scdl-equipements": (
        dict.fromkeys(EQUIPEMENTS, "")
        | {"EQUIP_UID": f"{BREVANNE}-01010401-001", "EQUIP_NOM": "Lieu",
           "EQUIP_THEME": "Equipement culturel"},
        _write_csv,
    ),
    "scdl-subventions": (
        dict.fromkeys(subventions.REQUIRED, "")
        | {"nomBeneficiaire": "Club", "objet": "Bal", "code_insee": BREVANNE, "commune": ""},
        _write_csv,
    ),
}  # fmt: skip
FILES = [b"", b"\x00" * 99, b"PK\x03\x04" + b"\x00" * 99, b"<!doctype html>", b"[" * 100_000]


@pytest.mark.parametrize("slug", SOUND)
@pytest.mark.parametrize("harm", HARMS)
def test_every_row_of_a_hostile_file_has_one_outcome(slug, harm):
    row, write = SOUND[slug]
    for column in row:
        (read,) = SOURCES[slug].parse(write(row | {column: HARMS[harm]})).rows

        assert read.row_number in (1, 2)
        assert isinstance(read, ParsedRecord) or read.message


JSON_SOURCES = [slug for slug, (_, write) in SOUND.items() if write is not _write_csv]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda held: (
        st.lists(held, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "latitude", "location", "addresses", "freq", "Mo", "x"]),
            held,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("slug", JSON_SOURCES)
@given(data=st.data())
def test_any_json_in_any_key_gives_each_row_an_outcome(slug, data):
    row, write = SOUND[slug]
    keys = [*row, "service_at_locations", "categoriesFull", "phones"]
    content = write(row | {data.draw(st.sampled_from(keys)): data.draw(ANY_JSON)})

    assert len(SOURCES[slug].parse(content).rows) >= 1


@pytest.mark.parametrize("slug", SOUND)
@pytest.mark.parametrize("content", FILES, ids=["empty", "nulls", "archive", "page", "brackets"])
def test_what_is_no_file_of_a_source_is_refused_in_french(slug, content):
    with pytest.raises(UnreadableFileError) as refusal:
        SOURCES[slug].parse(content)

    assert "fichier" in str(refusal.value)


@pytest.mark.parametrize("slug", SOUND)
def test_windows_1252_is_read(slug):
    row, write = SOUND[slug]
    content = write({key: cell.replace("Lieu", "Fête") for key, cell in row.items()})
    text = content.decode().encode().decode("unicode_escape") if b"\\u" in content else ""
    (read,) = SOURCES[slug].parse((text or content.decode()).encode("cp1252", "replace")).rows

    assert isinstance(read, ParsedRecord)


@pytest.mark.parametrize("slug", SOUND)
def test_a_script_in_every_cell_is_only_text_on_its_page(ormance, client, slug):
    row, write = SOUND[slug]
    kept = ("latitude", "longitude", "LAT", "LONG", "status", "licence", "INSEECOM", "EQUIP_UID")
    asked = {"thematiques", "reseaux_porteurs", "EQUIP_THEME", "code_insee", "source", "id", "ID"}
    harmed = {
        key: cell if key in asked or key in kept else f"{cell} {SCRIPT}"
        for key, cell in row.items()
    }
    run_import(SOURCES[slug], write(harmed))

    for occasion in Occasion.objects.all():
        page = client.get(occasion.get_absolute_url()).content.decode()
        assert "<img src=x" not in page
        assert '//x.example/x.js"></script>' not in page
