"""A corrected file, sent again, names the same rows and says the same thing."""

import json

import pytest

from recoudre.importers.registry import SOURCES
from recoudre.importers.writing import write_corrected
from recoudre.vocabulary.lists import Outcome
from recoudre.vocabulary.records import ParsedRecord

ODBL = "ODbL 1.0"
DISEASED = {
    "gogocarto": {
        "licence": ODBL,
        "data": [
            {"id": 1, "name": " Jardin  partagé", "geo": {"latitude": "44,53", "longitude": "5,06"},
             "address": {"streetAddress": "Le bourg 26220 Dieulefit", "postalCode": 26220,
                         "addressLocality": "Dieulefit CEDEX"},
             "email": "private", "website": "www.x.example", "updatedAt": "15/08/2019",
             "openHours": {"Mo": " 9h-12h "}, "subscriberEmails": ["a@x.example"]},
            {"id": 2, "name": "Café", "lat": 5.06, "lng": 44.53, "telephone": "475464362",
             "address": "5 rue du Bourg, 26220 Dieulefit"},
        ],
    },
    "hsds": [
        {"id": "s1", "name": "Repas  partagé", "status": "active", "url": "www.x.example",
         "service_at_locations": [{"id": "l1", "location": {
             "location_type": "physical", "latitude": 5.06, "longitude": 44.53,
             "addresses": [{"address_1": "Le bourg 26220 Dieulefit", "city": "Dieulefit CEDEX",
                            "postal_code": "26 220"}]}}],
         "phones": [{"number": "475464362"}],
         "schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00",
                        "closes_at": "12:00"}]},
    ],
    "data-inclusion-services": {
        "structures": [{"id": "x--42", "source": "x", "nom": "Le  Fil", "commune": "Die CEDEX",
                        "code_postal": "26 150", "latitude": 5.37, "longitude": 44.75}],
        "services": [{"id": "1", "source": "x", "structure_id": "42", "nom": " Repas ",
                      "description": "", "thematiques": ["remobilisation--lien-social"],
                      "telephone": "475464362"}],
    },
    "data-inclusion-structures": [
        {"id": "x--42", "source": "x", "nom": " MJC ", "date_maj": "03/07/2026",
         "reseaux_porteurs": ["mjc"], "commune": "Die CEDEX", "code_postal": "26 150",
         "latitude": 5.37, "longitude": 44.75, "site_web": "www.x.example"},
    ],
}  # fmt: skip
CSV = {
    "scdl-subventions": (
        "nomAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,commune\n"
        "Drôme,2024, Club  du Fil ,5602610001500,Bal\\x20des voisins,250.0,Die CEDEX\n"
        "Drôme,2025,Club du Fil,5602610001500,Bal\\x20des voisins,300,Die\n"
    ),
    "tiers-lieux": (
        "ID,NOM_TL,ADRESSE,CP,INSEECOM,NOMCOM,WEB,TYPO,LAT,LONG\n"
        '4.0, Le Fil ,Le bourg 26150 Die,0,0,Die,www.x.example,,"5,37","44,75"\n'
    ),
    "mediation-numerique": (
        "id,pivot,nom,commune,code_postal,adresse,date_maj,site_web,courriels\n"
        "1.0,00000000000000, Le Fil ,Die CEDEX,1000,Le bourg 01000 Die,03/07/2026,"
        "www.x.example|www.y.example,accueil@x.example|mairie@x.example\n"
    ),
}


def _list_again(slug, content):
    """List what is said before and after a correction, by identifier."""
    parse = SOURCES[slug].parse
    first = parse(content)
    again = parse(write_corrected(first, [Outcome.REPAIRED] * len(first.rows)))
    return [
        [(row.source_id, getattr(row, "values", None)) for row in parsed.rows]
        for parsed in (first, again)
    ]


@pytest.mark.parametrize("slug", [*DISEASED, *CSV])
def test_a_corrected_file_says_the_same_of_the_same_rows(slug):
    content = CSV[slug].encode() if slug in CSV else json.dumps(DISEASED[slug]).encode()

    first, again = _list_again(slug, content)

    assert again == first


@pytest.mark.parametrize("slug", [*DISEASED, *CSV])
def test_the_diseases_of_these_files_are_repaired(slug):
    content = CSV[slug].encode() if slug in CSV else json.dumps(DISEASED[slug]).encode()
    records = [row for row in SOURCES[slug].parse(content).rows if isinstance(row, ParsedRecord)]

    assert any(row.repairs for row in records)


def test_the_whole_map_of_hinaura_says_the_same_again(shared_data):
    """Reads shared/data/sources/."""
    path = shared_data / "sources" / "hinaura_aura_2022-11.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")

    first, again = _list_again("hinaura", path.read_bytes())

    assert len(first) == 1171
    assert [row for row in again if row not in first] == []
