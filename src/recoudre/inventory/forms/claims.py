"""What somebody types to say that they answer for an occasion."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.inventory.forms.fields import PlainField
from recoudre.vocabulary.decisions import ClaimProof, RefusalReason

_INVALID = {
    "required": gettext_lazy("Écrivez votre courriel."),
    "invalid": gettext_lazy("Un courriel s’écrit nom@exemple.fr."),
}
# Only the reasons that speak of who answers for a thing.
REASONS = (RefusalReason.UNVERIFIABLE, RefusalReason.CONTRADICTED, RefusalReason.NOT_ENOUGH)


class ClaimForm(forms.Form):
    """An e-mail, and one of three proofs."""

    email = forms.EmailField(label=gettext_lazy("Votre courriel"), error_messages=_INVALID)
    proof = forms.ChoiceField(label=gettext_lazy("Votre preuve"))
    number = PlainField(label=gettext_lazy("Numéro SIRET ou RNA"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].choices = [  # type: ignore[attr-defined]
            (ClaimProof.DOMAIN.value, _("courriel au nom du site")),
            (ClaimProof.REGISTRY.value, _("SIRET ou RNA")),
            (ClaimProof.LETTER.value, _("lettre à l’adresse de la fiche")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the number that the registry knows."""
        told = super().clean() or {}
        if told.get("proof") == ClaimProof.REGISTRY and not told.get("number"):
            self.add_error("number", _("Écrivez le SIRET (14 chiffres) ou le RNA (W…)."))
        return told


class CodeForm(forms.Form):
    """The code that came by mail or by letter, and the e-mail that asked for it."""

    email = forms.EmailField(label=gettext_lazy("Votre courriel"), error_messages=_INVALID)
    code = PlainField(
        label=gettext_lazy("Code reçu"), max_length=40, required=True,
        error_messages={"required": gettext_lazy("Écrivez le code reçu.")},
    )  # fmt: skip


class RefusalForm(forms.Form):
    """Why a moderator refuses a claim."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Raison du refus"),
        choices=[(one.value, one.label) for one in REASONS],
    )
