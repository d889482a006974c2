"""Services in the Open Referral form (HSDS 3.0), with their places and their schedules."""

from recoudre.importers.sources.hsds.mapping import INFO, parse

__all__ = ["INFO", "parse"]
