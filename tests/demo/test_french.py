"""Grammar: articles before the names of places."""

import pytest

from recoudre.demo.french import make_slug, say_at, say_of


@pytest.mark.parametrize(
    ("name", "at", "of"),
    [
        ("Fontbelle", "à Fontbelle", "de Fontbelle"),
        ("Ambrizeau", "à Ambrizeau", "d’Ambrizeau"),
        ("Les Aubrières", "aux Aubrières", "des Aubrières"),
        ("Le Gué-d’Ourlette", "au Gué-d’Ourlette", "du Gué-d’Ourlette"),
        ("La Villandelle", "à La Villandelle", "de La Villandelle"),
        ("L’Isle-Perdrix", "à L’Isle-Perdrix", "de L’Isle-Perdrix"),
        ("la Croix-Blanche", "à la Croix-Blanche", "de la Croix-Blanche"),
        ("l’Étang", "à l’Étang", "de l’Étang"),
    ],
)
def test_a_name_takes_its_article(name, at, of):
    assert (say_at(name), say_of(name)) == (at, of)


def test_a_slug_has_neither_accent_nor_apostrophe():
    assert make_slug("Clé d’à côté, œuf & Cie") == "cle-d-a-cote-oeuf-cie"
