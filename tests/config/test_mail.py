"""How mails leave: what an address means, and files that only we can read."""

import stat
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from hypothesis import given
from hypothesis import strategies as st

from recoudre.config.environment import SettingError, read_count
from recoudre.config.mail import FILES, describe_mail, read_site_address, write_sender
from recoudre.config.mail_files import PrivateFiles

HOME = Path("/srv/recoudre")


def test_without_a_server_mails_are_kept_in_the_home():
    assert describe_mail("", HOME) == {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": HOME / "mail"}


@pytest.mark.parametrize(
    ("address", "host", "port", "starts_tls", "is_ssl"),
    [
        ("smtp://mail.exemple.fr", "mail.exemple.fr", 587, True, False),
        ("smtp://mail.exemple.fr:2525", "mail.exemple.fr", 2525, True, False),
        ("smtps://mail.exemple.fr", "mail.exemple.fr", 465, False, True),
        ("smtp://localhost:25", "localhost", 25, False, False),
    ],
)
def test_an_address_says_how_the_link_is_encrypted(address, host, port, starts_tls, is_ssl):
    found = describe_mail(address, HOME)

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starts_tls, is_ssl)


def test_a_password_may_hold_any_sign_once_encoded():
    found = describe_mail("smtp://moi%40exemple.fr:a%2Fb%3Ac@mail.exemple.fr", HOME)

    assert found["EMAIL_HOST_USER"] == "moi@exemple.fr"
    assert found["EMAIL_HOST_PASSWORD"] == "a/b:c"


@pytest.mark.parametrize("address", ["mail.exemple.fr", "http://x", "smtp://", "smtp://h:99999"])
def test_what_is_not_a_mail_server_is_refused(address):
    with pytest.raises(SettingError, match="RECOUDRE_MAIL"):
        describe_mail(address, HOME)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=8))
def test_a_refused_address_never_repeats_its_password(password):
    with pytest.raises(SettingError) as caught:
        describe_mail(f"ftp://moi:{password}@mail.exemple.fr", HOME)

    assert password not in str(caught.value)


@pytest.mark.parametrize(
    ("given_address", "kept"),
    [
        ("https://lien.exemple.fr/", "https://lien.exemple.fr"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_address_of_the_site_loses_its_last_slash(given_address, kept):
    assert read_site_address(given_address) == kept


@pytest.mark.parametrize(
    "address", ["lien.exemple.fr", "https://", "https://a.fr/lien", "https://a.fr?x", "ftp://a.fr"]
)
def test_an_address_that_is_not_a_home_page_is_refused(address):
    with pytest.raises(SettingError, match="RECOUDRE_SITE"):
        read_site_address(address)


def test_mails_are_signed_by_the_site_when_nobody_is_named():
    assert write_sender("", "https://lien.exemple.fr") == "Recoudre <recoudre@lien.exemple.fr>"
    assert write_sender("Moi <moi@a.fr>", "https://lien.exemple.fr") == "Moi <moi@a.fr>"


@pytest.mark.parametrize("value", ["-1", "deux", "1.5", "²"])
def test_a_count_is_a_whole_number(value):
    with pytest.raises(SettingError, match="RECOUDRE_PROXIES"):
        read_count("RECOUDRE_PROXIES", {"RECOUDRE_PROXIES": value})


def test_a_kept_mail_is_read_by_its_owner_alone(tmp_path):
    folder = tmp_path / "mail"
    message = EmailMessage("Code", "1234", "a@exemple.fr", ["b@exemple.fr"])

    PrivateFiles(file_path=str(folder)).send_messages([message])

    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
