"""Our own CSV template: what a steward or a partner fills in a spreadsheet and sends."""

from recoudre.importers.sources.template.columns import COLUMNS, TemplateColumn, write_template
from recoudre.importers.sources.template.mapping import INFO, parse, parse_row

__all__ = ["COLUMNS", "INFO", "TemplateColumn", "parse", "parse_row", "write_template"]
