"""How mails leave: through the server of the settings, or into files that only we can read."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from recoudre.config.environment import SettingError

FILES = "recoudre.config.mail_files.PrivateFiles"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
TIMEOUT_SECONDS = 10
_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL = {"localhost", "127.0.0.1", "::1"}


def describe_mail(address: str, home: Path) -> Mapping[str, Any]:
    """Describe how mails leave, as Django's settings name it.

    `smtp://` encrypts by STARTTLS, but for a server of this very machine; `smtps://` from the
    start.

    Raises
        SettingError: the address is not one of a mail server. Its password is never repeated.
    """
    if not address:
        return {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": home / "mail"}
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SettingError(
            "RECOUDRE_MAIL is not the address of a mail server. "
            "Write smtp://user:password@host:port, or leave it empty to keep mails in files."
        )
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": _read_port(address),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in _LOCAL,
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }


def _read_port(address: str) -> int:
    parts = urlsplit(address)
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError as error:
        raise SettingError("The port of RECOUDRE_MAIL is not a number below 65536.") from error


def read_site_address(address: str) -> str:
    """Read the public address of the site, without its last slash.

    Raises
        SettingError: it is not a web address, or it holds a path.
    """
    parts = urlsplit(address.rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
        raise SettingError(
            f"RECOUDRE_SITE is {address!r}. Write the address of the home page alone, "
            "for instance https://lien.exemple.fr."
        )
    return f"{parts.scheme}://{parts.netloc}"


def write_sender(given: str, site_address: str) -> str:
    """Write who signs the mails: as given, else "recoudre" at the name of the site."""
    return given or f"Recoudre <recoudre@{urlsplit(site_address).hostname}>"


def open_private(path: str | os.PathLike[str], flags: int) -> int:
    """Open a file that only its owner may read."""
    return os.open(path, flags, 0o600)
