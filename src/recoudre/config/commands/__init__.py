"""The commands, one module each: `add_parser` declares it, `run` does it."""

from recoudre.config.commands import (
    analyse,
    check,
    demo,
    import_,
    observe,
    serve,
    territory,
)

COMMANDS = (demo, serve, territory, import_, observe, analyse, check)
