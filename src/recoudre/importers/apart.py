"""What one says of a file when importing it: the name of its feed, the commune it lies in."""

from dataclasses import replace

from recoudre.importers.errors import ImportStoppedError
from recoudre.importers.registry import ImportSource
from recoudre.vocabulary.records import ParsedFile, ParsedRecord, RejectedRow
from recoudre.vocabulary.text import slugify_french

MAX_NAME = 40


def keep_apart(source: ImportSource, name: str) -> ImportSource:
    """Make a source of its own of one feed among others of the same format.

    Two calendars that share a source would each make the gatherings of the other leave.

    Raises
        ImportStoppedError: the name holds no letter nor digit.
    """
    slug = slugify_french(name)[:MAX_NAME].strip("-")
    if not slug:
        raise ImportStoppedError(
            f"« {name} » n’est pas un nom : donnez quelques lettres ou chiffres, par exemple mjc."
        )
    info = source.info
    return replace(
        source, info=replace(info, slug=f"{info.slug}-{slug}", name=f"{info.name} : {name}")
    )


def place_rows(source: ImportSource, commune_code: str) -> ImportSource:
    """Give a commune to the rows of a file that say neither commune nor point."""

    def parse(content: bytes) -> ParsedFile:
        parsed = source.parse(content)
        return replace(parsed, rows=tuple(_place(row, commune_code) for row in parsed.rows))

    return replace(source, parse=parse)


def _place(row: ParsedRecord | RejectedRow, commune_code: str) -> ParsedRecord | RejectedRow:
    if isinstance(row, RejectedRow):
        return row
    said = row.values
    if said.commune_code or said.commune_name or said.lat is not None:
        return row
    return replace(row, values=replace(said, commune_code=commune_code))
