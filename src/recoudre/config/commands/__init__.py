"""The commands, one module each: `add_parser` declares it, `run` does it."""

from recoudre.config.commands import (
    analyse,
    check,
    demo,
    freshen,
    import_,
    notify_contacts,
    observe,
    remind,
    role,
    serve,
    suggest,
    territory,
)

COMMANDS = (
    demo,
    serve,
    territory,
    import_,
    observe,
    analyse,
    freshen,
    remind,
    suggest,
    notify_contacts,
    role,
    check,
)
