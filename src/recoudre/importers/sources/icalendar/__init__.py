"""A calendar of anybody, in the iCalendar format (.ics)."""

from recoudre.importers.sources.icalendar.mapping import INFO, parse

__all__ = ["INFO", "parse"]
