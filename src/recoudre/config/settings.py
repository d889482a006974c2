"""The one settings module. It imports nothing of the rooms."""

import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from recoudre.config.environment import (
    DEMO_MARK,
    SettingError,
    find_home,
    read_count,
    read_flag,
    read_list,
    read_text,
)
from recoudre.config.mail import describe_mail, read_site_address, write_sender

PACKAGE = Path(__file__).resolve().parent.parent
HOME = find_home()


def _read_secret_key(home: Path) -> str:
    """Read the secret key, or the one made once for this home."""
    if key := read_text("RECOUDRE_SECRET_KEY"):
        return key
    path = home / "secret-key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingError(
            f"RECOUDRE_HOME is {home}, which cannot be written ({error.strerror}). "
            "Give a folder that you may write to."
        ) from error


def _describe_database(home: Path, address: str) -> dict[str, object]:
    """Describe the database: PostgreSQL at an address, or SQLite in the home folder."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "recoudre.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                    "PRAGMA cache_size=-8000; PRAGMA mmap_size=0;"
                ),
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise SettingError(
            "RECOUDRE_DATABASE is not a PostgreSQL address. "
            "Write postgresql://user:password@host:port/name, or leave it empty for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _read_secret_key(HOME)
DEBUG = read_flag("RECOUDRE_DEBUG")
ALLOWED_HOSTS = read_list("RECOUDRE_HOSTS")
ROOT_URLCONF = "recoudre.config.urls"
WSGI_APPLICATION = "recoudre.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": _describe_database(HOME, read_text("RECOUDRE_DATABASE"))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials",
    "leaflet",
    "recoudre.config",
    "recoudre.design",
    "recoudre.accounts",
    "recoudre.territories",
    "recoudre.inventory",
    "recoudre.importers",
    "recoudre.observation",
    "recoudre.indicators",
    "recoudre.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recoudre.accounts.middleware.PrivatePages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "recoudre.design.context.describe_site",
                "recoudre.accounts.context.describe_person",
            ],
        },
    },
]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # The places that people name, and the counts of a page: small, and many in a country.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Whole portraits, some hundred kilobytes each.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 256},
    },
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
IS_HTTPS = read_flag("RECOUDRE_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# One signs in with a code sent by e-mail: no password to choose, to lose or to leak.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"
# An unknown e-mail is answered by a mail of ours, and by the same page as a known one.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "recoudre.accounts.adapter.AccountAdapter"
# Counted in the memory of each worker: with N workers, a limit is N times itself at most.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,5/10m/key", "object_contact": "10/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = read_count("RECOUDRE_PROXIES")
LOGIN_URL = "/compte/entrer"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True

SITE_ADDRESS = read_site_address(read_text("RECOUDRE_SITE"))
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
DEFAULT_FROM_EMAIL = SERVER_EMAIL = write_sender(read_text("RECOUDRE_MAIL_FROM"), SITE_ADDRESS)
globals().update(describe_mail(read_text("RECOUDRE_MAIL"), HOME))

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
if read_flag("RECOUDRE_ENGLISH"):
    LANGUAGES.append(("en", "English"))
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

IS_DEMO = (HOME / DEMO_MARK).exists()
TILES = read_text("RECOUDRE_TILES")
TILES_CREDIT = read_text("RECOUDRE_TILES_CREDIT")
CONTACT = read_text("RECOUDRE_CONTACT")
ANSWER_DAYS = read_count("RECOUDRE_ANSWER_DAYS")
if TILES:
    _tiles = urlsplit(TILES)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(f"{_tiles.scheme}://{_tiles.netloc}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"recoudre": {"handlers": ["console"], "level": "INFO"}},
}
