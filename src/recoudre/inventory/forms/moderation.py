"""What a moderator answers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recoudre.vocabulary.decisions import RefusalReason

MAX_REPLY = 2_000
FIELD_PREFIX = "champ_"


def _list_refusals(beginning: str) -> list[tuple[str, str]]:
    return [
        (reason.value, f"{gettext(beginning)} {gettext(reason.label)}") for reason in RefusalReason
    ]


def _list_answers() -> list[tuple[str, str]]:
    return [("", gettext("Accepter")), *_list_refusals("Refuser :")]


def _list_whole_answers() -> list[tuple[str, str]]:
    return [("", gettext("Répondre champ par champ")), *_list_refusals("Tout refuser :")]


def list_batch_answers() -> list[tuple[str, str]]:
    """List what may be answered to several proposals at once."""
    return [("accepted", gettext("Tout accepter")), *_list_refusals("Tout refuser :")]


class AnswerForm(forms.Form):
    """The answer to one proposal: one choice by field, or one refusal for all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    fiche = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.ChoiceField(
        choices=_list_whole_answers, required=False, label=_("La proposition entière")
    )
    reply = forms.CharField(
        required=False,
        max_length=MAX_REPLY,
        label=_("Un mot pour la personne"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    trusted = forms.BooleanField(required=False, label=_("Contribution de confiance"))

    def __init__(self, *args: Any, fields: Sequence[str], **kwargs: Any) -> None:
        """Ask for one answer by field.

        Parameters
            fields: the fields that are answered (`list_decided`).
        """
        super().__init__(*args, **kwargs)
        self.asked = list(fields)
        for name in fields:
            self.fields[f"{FIELD_PREFIX}{name}"] = forms.ChoiceField(
                choices=_list_answers, required=False
            )

    def read_decisions(self) -> dict[str, str]:
        """Read the answer to each field: "" accepts, else the slug of a reason."""
        return {name: self.cleaned_data[f"{FIELD_PREFIX}{name}"] for name in self.asked}


class BatchForm(forms.Form):
    """One answer for several proposals."""

    choix = forms.ChoiceField(choices=list_batch_answers)

    def read_reason(self) -> str:
        """Read the reason of the refusal; "" accepts."""
        choice: str = self.cleaned_data["choix"]
        return "" if choice == "accepted" else choice
