"""Keeps mails in files that only their owner may read, for a site without a mail server."""

from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend

from recoudre.config.mail import open_private


class PrivateFiles(EmailBackend):
    """Django's mails in files, in a folder and files that only we can read: they hold codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        Path(self.file_path).chmod(0o700)

    def open(self) -> bool:
        """Open the file of this connection."""
        if self.stream is not None:
            return False
        self.stream = open(self._get_filename(), "ab", opener=open_private)  # noqa: SIM115
        return True
