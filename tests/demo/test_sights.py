"""Sights: six sentences, each with an address."""

from recoudre.demo.sights import list_sights


def test_six_sentences_each_end_with_an_address():
    paths = {
        "thick": "/territoire/96066-les-trois-lavoirs",
        "cracked": "/territoire/96011-brevanne",
        "silent": "/territoire/96079-morteserre",
        "occasion": "/occasion/1-france-services",
        "search": "/chercher?q=repas",
        "signing_in": "/compte/entrer",
    }

    sights = list_sights("http://localhost:8000", paths)

    assert len(sights) == 6
    assert [one.rpartition(" ")[2] for one in sights] == [
        f"http://localhost:8000{path}" for path in paths.values()
    ]
