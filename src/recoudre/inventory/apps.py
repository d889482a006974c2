"""The inventory room."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """Occasions, stewards, and what each source says of them."""

    name = "recoudre.inventory"
    label = "inventory"
    verbose_name = "Inventaire"
