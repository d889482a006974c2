"""The addresses of the inventory. They never change once published."""

from django.urls import URLPattern, path

from recoudre.inventory.views import confirmations, contacts

PROPOSING: list[URLPattern] = []

CONFIRMING: list[URLPattern] = [
    path("confirmer/<str:token>", confirmations.confirm, name="confirm"),
    path("confirmer/<str:token>/changer", confirmations.change, name="confirm-change"),
    path("confirmer/<str:token>/fini", confirmations.end, name="confirm-end"),
    path("confirmer/<str:token>/redemander", confirmations.ask_again, name="confirm-again"),
]

CONTACTS: list[URLPattern] = [
    path("mes-contacts", contacts.my_contacts, name="my-contacts"),
    path("moderation/contacts/<int:record_id>", contacts.show_again, name="show-again"),
]

urlpatterns: list[URLPattern] = [*CONTACTS, *PROPOSING, *CONFIRMING]
