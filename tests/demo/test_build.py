"""The four files: the same bytes every time, all the diseases, and only fictional contacts."""

import csv
import hashlib
import io
import json
import re
import time
from collections import Counter

import pytest

from recoudre.demo.build import build_demonstration
from recoudre.demo.layouts import libraries
from recoudre.demo.sights import SHARED_OCCASION, SIGHTS
from tests.demo.conftest import read_all

FICTIONAL = re.compile(r"^0(?:19900|26191|35301|46571|53649|63998)\d{4}$")
PHONE = re.compile(r"(?:\+33 ?|(?<![\d.])0)\d(?:[ .]?\d{2}){4}(?!\d)")
HOST = re.compile(r"[@/.]([\w-]+\.(?:org|fr|com|net))\b")

# Digest of every file, in order. It changes only when somebody means to change the story.
DIGEST = "37bf970e0cc61939"


def read_csv(path, delimiter, encoding):
    text = path.read_text(encoding=encoding)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_the_bytes_are_those_of_every_other_machine(all_bytes):
    digest = hashlib.sha256(b"".join(all_bytes.values())).hexdigest()

    assert digest[:16] == DIGEST


def test_a_second_writing_gives_the_same_bytes(all_bytes, tmp_path):
    build_demonstration(tmp_path)

    assert read_all(tmp_path) == all_bytes


def test_writing_takes_less_than_two_seconds(tmp_path):
    start = time.perf_counter()

    build_demonstration(tmp_path)

    assert time.perf_counter() - start < 2


def test_there_are_about_eight_hundred_occasions_and_some_overlap(demo):
    assert 780 <= demo.occasions <= 820
    assert 30 <= demo.overlapping <= 40


def test_each_file_has_its_rows(demo):
    sites = json.loads(demo.digital_help.read_text(encoding="utf-8"))

    assert len(sites) == 30
    assert len(read_csv(demo.france_services, ",", "cp1252")) == 14
    assert len(read_csv(demo.libraries, ";", "utf-8-sig")) == 26
    assert len(read_csv(demo.template, ";", "utf-8-sig")) == 784


def test_each_csv_has_the_header_of_its_publisher(demo):
    france = demo.france_services.read_text(encoding="cp1252").splitlines()[0]
    books = demo.libraries.read_text(encoding="utf-8-sig").splitlines()[0]

    assert france.startswith('"id_fs","insee_dep","lib_fs","adresse"')
    assert books.startswith("CP;Code_bib;Surface;Amplitude horaire;Nom de l'établissement")
    assert books.split(";") == list(libraries.COLUMNS)
    assert demo.libraries.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_france_services_file_is_not_utf_8(demo):
    with pytest.raises(UnicodeDecodeError):
        demo.france_services.read_text(encoding="utf-8")


def test_telephones_are_kept_for_fiction(all_bytes):
    text = b"\n".join(all_bytes.values()).decode("utf-8", errors="replace")
    found = [re.sub(r"\D", "", one).removeprefix("33") for one in PHONE.findall(text)]

    real = [digits for digits in found if not FICTIONAL.match(digits.zfill(10))]

    assert len(found) > 500
    assert real == []


def test_addresses_on_the_web_are_kept_for_examples(all_bytes):
    text = b"\n".join(all_bytes.values()).decode("utf-8", errors="replace")

    assert set(HOST.findall(text)) == {"example.org"}


def test_two_occasions_never_share_a_name(demo):
    names = Counter(row["nom"].strip() for row in read_csv(demo.template, ";", "utf-8-sig"))
    twice = {name for name, count in names.items() if count > 1}

    assert twice == {"France services de Pont-sur-Ormance Centre"}


def test_the_same_place_has_the_same_telephone_in_two_files(demo):
    france = read_csv(demo.france_services, ",", "cp1252")
    sites = json.loads(demo.digital_help.read_text(encoding="utf-8"))
    phones = {site["nom"]: "0" + site.get("telephone", "")[3:] for site in sites}
    shared = [row for row in france if row["lib_fs"] in phones]

    same = [row for row in shared if row["telephone"].replace(" ", "") == phones[row["lib_fs"]]]

    assert len(shared) >= 8
    assert len(same) >= len(shared) - 3


def test_dates_are_from_december_2026_to_december_2027(demo):
    rows = read_csv(demo.template, ";", "utf-8-sig")
    dates = {date for row in rows for date in (row["dates"] or "").split("|") if date}
    months = {date[6:10] + date[3:5] for date in dates}

    assert min(months) == "202612"
    assert max(months) == "202712"
    assert len(months) == 13


def test_unknown_is_often_left_empty(demo):
    rows = read_csv(demo.template, ";", "utf-8-sig")
    empty = {column: sum(not row[column] for row in rows) for column in rows[0]}

    assert empty["horaires"] > 200
    assert empty["cout"] > 100
    assert empty["description"] > 50
    assert empty["latitude"] > 50


def test_no_file_speaks_of_the_silent_commune(demo):
    texts = [
        demo.france_services.read_text(encoding="cp1252"),
        demo.libraries.read_text(encoding="utf-8-sig"),
        demo.digital_help.read_text(encoding="utf-8"),
        demo.template.read_text(encoding="utf-8-sig"),
    ]

    assert not [text for text in texts if "Morteserre" in text or "96079" in text]


def test_one_village_is_thick_and_one_town_is_thin(demo):
    rows = read_csv(demo.template, ";", "utf-8-sig")
    told = Counter(row["code_insee"] for row in rows)

    # 640 residents against 1,890.
    assert told[SIGHTS["thick"]] > 40
    assert told[SIGHTS["cracked"]] < 5


def test_three_files_tell_the_occasion_to_look_at(demo):
    texts = [
        demo.france_services.read_text(encoding="cp1252"),
        demo.digital_help.read_text(encoding="utf-8"),
        demo.template.read_text(encoding="utf-8-sig"),
    ]

    assert [SHARED_OCCASION in text for text in texts] == [True, True, True]
