"""Writes of the inventory, a file for each matter. Each public function is one transaction."""

from recoudre.inventory.services.records import (
    Incoming,
    Written,
    keep_source,
    rename_records,
    write_records,
)

__all__ = ["Incoming", "Written", "keep_source", "rename_records", "write_records"]
