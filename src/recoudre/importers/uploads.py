"""Files that people bring by the site: kept whole, mapped by a person, then imported like any."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from recoudre.accounts.models import Person
from recoudre.importers.columns.mapped import Correspondence, parse_mapped
from recoudre.importers.columns.recognising import Recognised, recognise_columns
from recoudre.importers.columns.spreadsheets import read_table
from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.keeping import find_folder, hash_file, write_whole
from recoudre.importers.models import ColumnMapping, Upload
from recoudre.importers.reading import Table
from recoudre.importers.registry import ImportSource
from recoudre.importers.services import Report, run_import
from recoudre.vocabulary.licences import LICENCES
from recoudre.vocabulary.lists import ContactBasis, Trust
from recoudre.vocabulary.records import ParsedRecord, SourceInfo
from recoudre.vocabulary.text import slugify_french

# A bigger table is imported by the command line: a page would not answer in time.
MAX_ROWS_ON_SITE = 20_000
SLUG_START = "fichier-"


class UploadTooLongError(ImportStoppedError):
    """A table has more rows than a page can import."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody says of the file they bring."""

    name: str
    publisher: str
    licence: str
    homepage: str = ""


@transaction.atomic
def create_upload(*, content: bytes, file_name: str, brought: Brought, person: Person) -> Upload:
    """Keep a file that somebody brings, with the correspondence known for its columns, or a guess.

    Raises
        UnreadableFileError: the file is no table; nothing is kept.
        UploadTooLongError: it has too many rows for the site.
    """
    table = read_table(content)
    if len(table.rows) > MAX_ROWS_ON_SITE:
        raise UploadTooLongError(
            f"Ce fichier a {len(table.rows)} lignes : le site en prend {MAX_ROWS_ON_SITE} au plus. "
            "Coupez-le en plusieurs fichiers, avec le même en-tête."
        )
    digest = hash_file(content)
    write_whole(find_folder("uploads") / digest, content)
    return Upload.objects.create(
        token=secrets.token_urlsafe(18),
        file_name=file_name[:300],
        content_hash=digest,
        mapping=_keep_mapping(table, brought, person),
        by=person,
        at=timezone.now(),
    )


def read_upload(upload: Upload) -> tuple[Table, list[Recognised]]:
    """Read the table of a file that was brought, and what its columns seem to be."""
    table = read_table(read_content(upload))
    return table, recognise_columns(table)


def read_content(upload: Upload) -> bytes:
    """Read a file that was brought, as it came.

    Raises
        ImportStoppedError: it is no longer kept here.
    """
    path = find_folder("uploads") / upload.content_hash
    if not path.is_file():
        raise ImportStoppedError(
            f"Le fichier « {upload.file_name} » n’est plus gardé ici : envoyez-le de nouveau."
        )
    return path.read_bytes()


@transaction.atomic
def change_correspondence(upload: Upload, correspondence: Correspondence) -> None:
    """Keep the correspondence that a person chose, for this file and for the next ones."""
    mapping = upload.mapping
    mapping.choices = dict(correspondence.columns)
    mapping.constants = {name: value for name, value in correspondence.constants.items() if value}
    mapping.changed_at = timezone.now()
    mapping.save(update_fields=["choices", "constants", "changed_at"])


def list_samples(upload: Upload, limit: int) -> list[ParsedRecord]:
    """List the first rows that would be kept, as the correspondence reads them."""
    rows = make_source(upload.mapping).parse(read_content(upload)).rows
    return list(islice((row for row in rows if isinstance(row, ParsedRecord)), limit))


def preview_upload(upload: Upload) -> Report:
    """Read, check and compare a file with what is held, writing nothing of it.

    Raises
        ImportStoppedError: it cannot be imported; the message says why.
    """
    report = _run(upload, is_dry_run=True)
    upload.previewed = _fingerprint(upload.mapping)
    upload.save(update_fields=["previewed"])
    return report


def import_upload(upload: Upload, *, accepts_losses: bool = False) -> Report:
    """Import a file whose very correspondence was previewed, and forget the upload.

    Raises
        ImportStoppedError: it was not previewed as it is, or cannot be imported.
    """
    if upload.previewed != _fingerprint(upload.mapping):
        raise ImportStoppedError(
            "La correspondance a changé depuis l’aperçu : regardez-le d’abord, puis importez."
        )
    report = _run(upload, is_dry_run=False, accepts_losses=accepts_losses)
    _erase(upload)
    return report


def erase_uploads(*, before: datetime) -> int:
    """Erase the files that were brought before an instant and never imported; count them."""
    left = list(Upload.objects.filter(at__lt=before))
    for upload in left:
        _erase(upload)
    return len(left)


def make_source(mapping: ColumnMapping) -> ImportSource:
    """Make the source that a kept correspondence describes."""
    info = SourceInfo(
        slug=mapping.slug,
        name=mapping.name,
        publisher=mapping.publisher,
        licence=LICENCES[mapping.licence],
        trust=Trust.PARTNER,
        homepage=mapping.homepage,
        contact_basis=ContactBasis.UNKNOWN,
    )
    correspondence = Correspondence(mapping.choices, mapping.constants)
    return ImportSource(info, partial(parse_mapped, correspondence=correspondence))


def find_mapped_source(slug: str) -> ImportSource | None:
    """Find the source of a kept correspondence by its name; None when there is none."""
    mapping = ColumnMapping.objects.filter(slug=slug).first()
    return make_source(mapping) if mapping else None


def _erase(upload: Upload) -> None:
    """Forget an upload, and its file unless another one is the same."""
    upload.delete()
    if not Upload.objects.filter(content_hash=upload.content_hash).exists():
        (find_folder("uploads") / upload.content_hash).unlink(missing_ok=True)


def _run(upload: Upload, *, is_dry_run: bool, accepts_losses: bool = False) -> Report:
    return run_import(
        make_source(upload.mapping),
        read_content(upload),
        file_name=upload.file_name,
        is_dry_run=is_dry_run,
        accepts_losses=accepts_losses,
    )


def _keep_mapping(table: Table, brought: Brought, person: Person) -> ColumnMapping:
    """Keep the correspondence of a file: the one made for the same name and columns, or a guess."""
    slug = f"{SLUG_START}{slugify_french(brought.name)}"[:60].rstrip("-")
    columns = list(table.columns)
    known = ColumnMapping.objects.filter(slug=slug).first()
    if known is not None and known.columns == columns:
        return known
    twin = ColumnMapping.objects.filter(columns=columns).order_by("-changed_at").first()
    guess = {one.field: one.column for one in recognise_columns(table) if one.field}
    values: dict[str, Any] = {
        "name": brought.name,
        "publisher": brought.publisher,
        "homepage": brought.homepage,
        "licence": brought.licence,
        "columns": columns,
        "choices": twin.choices if twin else guess,
        "constants": twin.constants if twin else {},
        "by": person,
        "changed_at": timezone.now(),
    }
    mapping, _ = ColumnMapping.objects.update_or_create(slug=slug, defaults=values)
    return mapping


def _fingerprint(mapping: ColumnMapping) -> Mapping[str, Any]:
    return {"choices": mapping.choices, "constants": mapping.constants}
