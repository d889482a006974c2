"""The commands, one module each: `add_parser` declares it, `run` does it."""

from recoudre.config.commands import (
    analyse,
    check,
    demo,
    freshen,
    import_,
    match,
    notify_contacts,
    observe,
    remind,
    role,
    serve,
    suggest,
    territory,
    tidy,
)

COMMANDS = (
    demo,
    serve,
    territory,
    import_,
    match,
    observe,
    analyse,
    freshen,
    remind,
    suggest,
    notify_contacts,
    role,
    tidy,
    check,
)
