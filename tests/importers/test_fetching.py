"""The network behind one function."""

import pytest

from recoudre.importers.fetching import SourceUnavailableError, download, fetch_address


def _refuse(address):
    raise TimeoutError(address)


def test_an_address_that_answers_gives_its_bytes():
    found = fetch_address("https://x.fr/a", lambda address: address.encode(), slug="s", page="p")

    assert found == b"https://x.fr/a"


def test_an_address_that_does_not_answer_says_what_still_works():
    with pytest.raises(SourceUnavailableError) as caught:
        fetch_address("https://x.fr/a", _refuse, slug="bibliotheques", page="https://x.fr")

    assert str(caught.value) == (
        "L’adresse https://x.fr/a ne répond pas. Rien n’a été changé. Ce qui marche encore : "
        "téléchargez le fichier depuis https://x.fr, puis donnez-le : "
        "recoudre import bibliotheques FICHIER."
    )
    assert isinstance(caught.value.__cause__, TimeoutError)


@pytest.mark.parametrize("address", ["http://x.fr", "file:///etc/passwd", "ftp://x.fr"])
def test_only_https_is_asked(address):
    with pytest.raises(OSError, match="not an https address"):
        download(address)
