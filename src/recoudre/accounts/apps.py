"""Tells Django about the people."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who have an account."""

    name = "recoudre.accounts"
    verbose_name = "personnes"
