"""Whole addresses, for mails and paper."""

import pytest

from recoudre.design.addresses import write_absolute


def test_a_path_becomes_a_whole_address(settings):
    settings.SITE_ADDRESS = "https://lien.exemple.fr"

    assert write_absolute("/compte/entrer") == "https://lien.exemple.fr/compte/entrer"


@pytest.mark.parametrize("path", ["compte", "//ailleurs.fr", "https://ailleurs.fr", ""])
def test_what_is_not_a_path_of_the_site_is_refused(path):
    with pytest.raises(ValueError, match="single slash"):
        write_absolute(path)
