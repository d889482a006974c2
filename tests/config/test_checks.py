"""The start-up checks: each fault has its name and says what to do."""

import pytest

from recoudre.config import checks, mail

PUBLIC = "lien.exemple.fr"
GOOD_KEY = "k" * 50


@pytest.fixture
def public_site(settings):
    """A public site served as it should be."""
    settings.ALLOWED_HOSTS = [PUBLIC]
    settings.DEBUG = False
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECRET_KEY = GOOD_KEY
    return settings


def list_ids(messages):
    return [message.id for message in messages]


def test_a_well_kept_public_site_has_nothing_to_say(public_site):
    assert checks.check_public_site() == []


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("DEBUG", True, ["recoudre.E004"]),
        ("SECURE_HSTS_SECONDS", 0, ["recoudre.W001"]),
        ("ALLOWED_HOSTS", ["*"], ["recoudre.W002"]),
        ("SECRET_KEY", "court", ["recoudre.W003"]),
        ("SECRET_KEY", "k" * 32, []),
    ],
)
def test_each_fault_of_a_public_site_has_its_name(public_site, setting, value, expected):
    setattr(public_site, setting, value)

    assert list_ids(checks.check_public_site()) == expected


@pytest.mark.parametrize(
    ("hosts", "backend", "address", "expected"),
    [
        ([PUBLIC], mail.FILES, f"https://{PUBLIC}", ["recoudre.W004"]),
        ([PUBLIC], mail.SMTP, "http://localhost:8000", ["recoudre.W005"]),
        ([PUBLIC], mail.SMTP, f"https://{PUBLIC}", []),
        (["localhost"], mail.FILES, "http://localhost:8000", []),
    ],
)
def test_a_public_site_is_told_that_its_mails_do_not_leave(
    settings, hosts, backend, address, expected
):
    settings.ALLOWED_HOSTS = hosts
    settings.EMAIL_BACKEND = backend
    settings.SITE_ADDRESS = address

    assert list_ids(checks.check_mail()) == expected


def test_a_site_for_oneself_may_show_its_errors_without_https(settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    settings.DEBUG = True
    settings.SECURE_HSTS_SECONDS = 0

    assert checks.check_public_site() == []


def test_the_sqlite_of_this_python_searches_text():
    assert checks.list_missing_modules(checks.SQLITE_MODULES) == []


def test_a_module_that_sqlite_lacks_is_named():
    probes = {"Absent": "CREATE VIRTUAL TABLE probe USING absent(x)"}

    assert checks.list_missing_modules(probes) == ["Absent"]


def test_a_home_that_does_not_exist_yet_can_be_made(tmp_path):
    assert checks.is_writable(tmp_path / "new" / "home")


def test_a_home_that_is_a_file_is_refused(tmp_path, settings):
    settings.HOME = tmp_path / "file"
    settings.HOME.write_text("")

    assert list_ids(checks.check_home()) == ["recoudre.E002"]


@pytest.mark.parametrize(("version", "expected"), [(140_012, ["recoudre.E003"]), (150_000, [])])
def test_an_old_postgresql_is_refused(monkeypatch, version, expected):
    monkeypatch.setattr(
        checks, "connections", {"default": type("Fake", (), {"vendor": "postgresql"})}
    )
    monkeypatch.setattr(checks, "find_postgres_version", lambda: version)

    assert list_ids(checks.check_postgres_version(databases=["default"])) == expected


def test_the_database_is_left_alone_when_it_is_not_to_be_checked():
    assert checks.check_postgres_version(databases=None) == []


@pytest.mark.parametrize("check", [checks.check_home, checks.check_sqlite_modules])
def test_this_machine_can_hold_a_site(check):
    assert check() == []


def test_every_message_says_what_to_do(public_site):
    public_site.DEBUG = True
    public_site.SECURE_HSTS_SECONDS = 0
    public_site.ALLOWED_HOSTS = ["*"]
    public_site.SECRET_KEY = "court"

    assert all(message.hint for message in checks.check_public_site())
