"""Associations of the national register (RNA, « Waldec »), as the projects that they declare."""

from recoudre.importers.sources.rna.mapping import INFO, find_department, parse

__all__ = ["INFO", "find_department", "parse"]
