"""Files kept beside the database: what each source sent, as it came; and one lock per source."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from recoudre.importers.errors import AlreadyRunningError


def hash_file(file: bytes | Path) -> str:
    """Hash a file as it came."""
    if isinstance(file, bytes):
        return hashlib.sha256(file).hexdigest()
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def keep_raw(slug: str, file: bytes | Path) -> Path:
    """Keep a file as it came; the same content is kept once. Nothing is left half-written."""
    kept = find_folder("raw", slug) / hash_file(file)[:16]
    return write_whole(kept, file) if isinstance(file, bytes) else _copy_whole(file, kept)


def _copy_whole(file: Path, path: Path) -> Path:
    """Copy a file whose name tells its content, so that it is there whole or not at all."""
    if not path.is_file() or path.stat().st_size != file.stat().st_size:
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            shutil.copyfile(file, draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return path


def find_raw(slug: str, content_hash: str) -> Path | None:
    """Find a file kept earlier."""
    path = find_folder("raw", slug) / content_hash[:16]
    return path if path.is_file() else None


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that it is there whole or not at all."""
    if not path.is_file() or path.read_bytes() != content:
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return path


def find_folder(*parts: str) -> Path:
    """Find a folder of the home, made when it is missing."""
    folder = Path(settings.HOME, *parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def hold_source(slug: str) -> Iterator[None]:
    """Hold a source: two imports of it never run together. A killed process lets go.

    Raises
        AlreadyRunningError: somebody else holds it.
    """
    path = find_folder("locks") / f"{slug}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(
                f"Un import de « {slug} » est déjà en cours. Attendez qu’il finisse, puis "
                "relancez : ce qui est déjà écrit ne sera pas écrit deux fois."
            ) from error
        yield
