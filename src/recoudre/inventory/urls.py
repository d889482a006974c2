"""The addresses of the inventory. They never change once published."""

from django.urls import URLPattern, path, re_path

from recoudre.inventory.views import (
    calls,
    claims,
    confirmations,
    contacts,
    fates,
    people,
    proposals,
    typing_in,
    workshops,
)
from recoudre.inventory.views.moderation import (
    answers,
    batches,
    disagreements,
    log,
    matches,
    occasions,
    queue,
    suggestions,
)

PROPOSING: list[URLPattern] = [
    path("proposer", proposals.propose, name="propose"),
    re_path(r"^proposer/(?P<pk>[0-9]{1,15})$", proposals.propose_change, name="propose-change"),
    path("proposition", fates.ask_code, name="proposal-code"),
    path("proposition/confirmer/<str:token>", fates.confirm, name="proposal-confirm"),
    path("proposition/<str:code>", fates.show_fate, name="proposal-fate"),
    path("proposition/<str:code>/recu", fates.show_receipt, name="proposal-receipt"),
    path("proposition/<str:code>/retirer", fates.withdraw, name="proposal-withdraw"),
]

CONFIRMING: list[URLPattern] = [
    path("confirmer/<str:token>", confirmations.confirm, name="confirm"),
    path("confirmer/<str:token>/changer", confirmations.change, name="confirm-change"),
    path("confirmer/<str:token>/fini", confirmations.end, name="confirm-end"),
    path("confirmer/<str:token>/redemander", confirmations.ask_again, name="confirm-again"),
]

HELPING: list[URLPattern] = [
    path("proposer/feuille.pdf", workshops.blank_sheet, name="blank-sheet"),
    path("saisie", typing_in.type_in, name="type-in"),
    path("ateliers", workshops.workshops, name="workshops"),
    path("ateliers/<int:pk>", workshops.workshop, name="workshop"),
    path("ateliers/<int:pk>/feuilles.pdf", workshops.workshop_sheets, name="workshop-sheets"),
    path("ateliers/<int:pk>/saisie", workshops.workshop_typing, name="workshop-typing"),
]

CLAIMING: list[URLPattern] = [
    path("occasion/<int:pk>/repondre", claims.claim, name="claim"),
    path("occasion/<int:pk>/confirmer", claims.confirm_here, name="confirm-here"),
    path("moderation/revendications", claims.claims, name="claims"),
    path("moderation/revendications/<int:pk>", claims.decide, name="claim-decide"),
    path("moderation/revendications/<int:pk>/lettre.pdf", claims.letter, name="claim-letter"),
    path("moderation/appels", calls.calls, name="calls"),
    path("moderation/appels/<int:pk>", calls.record_call, name="record-call"),
]

PEOPLE: list[URLPattern] = [
    path("roles", people.people, name="people"),
    path("roles/<int:pk>/retirer", people.withdraw, name="withdraw-role"),
]

CONTACTS: list[URLPattern] = [
    path("mes-contacts", contacts.my_contacts, name="my-contacts"),
    path("moderation/contacts/<int:record_id>", contacts.show_again, name="show-again"),
]

MODERATING: list[URLPattern] = [
    path("moderation", queue.show_queue, name="moderation"),
    path("moderation/propositions/<int:pk>", answers.show_proposal, name="moderation-proposal"),
    path("moderation/lot", batches.decide_batch, name="moderation-batch"),
    path("moderation/lots", batches.list_all_batches, name="moderation-batches"),
    path("moderation/lots/<int:pk>/defaire", batches.undo_whole_batch, name="moderation-undo"),
    path("moderation/journal", log.show_log, name="moderation-log"),
    path("moderation/occasions/<int:pk>", occasions.show_occasion, name="moderation-occasion"),
    path("moderation/occasions/<int:pk>/fixer", occasions.pin, name="moderation-pin"),
    path("moderation/occasions/<int:pk>/rendre", occasions.unpin, name="moderation-unpin"),
    path(
        "moderation/desaccords", disagreements.show_disagreements, name="moderation-disagreements"
    ),
    path(
        "moderation/desaccords/<slug:slug>.csv",
        disagreements.download_disagreements,
        name="moderation-corrections",
    ),
    path("moderation/rapprochements", matches.list_matches, name="moderation-matches"),
    path("moderation/rapprochements/suivant", matches.take_next, name="moderation-next-match"),
    path("moderation/rapprochements/<int:pk>", matches.show_match, name="moderation-match"),
    path("moderation/fusions", matches.list_merges, name="moderation-merges"),
    path("moderation/fusions/<int:pk>/defaire", matches.undo_one_merge, name="moderation-unmerge"),
    path("moderation/suggestions", suggestions.show_suggestions, name="moderation-suggestions"),
    path(
        "moderation/suggestions/lot",
        suggestions.preview_suggestions,
        name="moderation-suggestions-preview",
    ),
    path(
        "moderation/suggestions/repondre", suggestions.answer, name="moderation-suggestions-answer"
    ),
]

urlpatterns: list[URLPattern] = [
    *PEOPLE,
    *CONTACTS,
    *PROPOSING,
    *CONFIRMING,
    *HELPING,
    *CLAIMING,
    *MODERATING,
]
