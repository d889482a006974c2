"""One folder per source: what a source is.

A source is a folder with `mapping.py` (the correspondence tables first, reviewable by somebody who
does not program), `fetch.py` (the publisher's address; the network is a function that one gives
it), `README.md` (publisher, licence, rhythm, contact) and an `__init__.py` that shows

    INFO: SourceInfo
    parse(content: bytes) -> ParsedFile
    fetch(download: Download) -> bytes      unless a file must be given by hand

Sources do not know each other, nor the database. `importers/registry.py` gives each its name.
"""
