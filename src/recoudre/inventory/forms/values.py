"""The correction of one value by a moderator."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from recoudre.inventory.wording import name_field

# Values that are one text; the whole form of a proposal changes the others.
TEXTS = (
    "name", "summary", "description", "address", "postcode", "phone", "email", "website",
    "opening_hours", "hours_note", "cost_note", "conditions",
)  # fmt: skip
LONGEST = {
    "name": 300, "address": 400, "postcode": 5, "phone": 60, "email": 254, "website": 2_000,
}  # fmt: skip
_CHECKS: dict[str, Callable[[str], None]] = {
    "email": validate_email,
    "website": URLValidator(["http", "https"]),
}


def _list_texts() -> list[tuple[str, str]]:
    return [(name, name_field(name)) for name in TEXTS]


class ValueForm(forms.Form):
    """One field and what it should say; left empty, the value is erased."""

    champ = forms.ChoiceField(choices=_list_texts, label=_("Ce que vous corrigez"))
    valeur = forms.CharField(
        required=False,
        max_length=5_000,
        label=_("Ce qu’il faut lire"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Check the value as its field asks."""
        told = super().clean() or {}
        field, value = told.get("champ"), told.get("valeur", "")
        if field == "name" and not value:
            self.add_error("valeur", _("Une fiche ne va pas sans nom."))
        if field in LONGEST and len(value) > LONGEST[field]:
            self.add_error("valeur", _("C’est trop long pour ce champ."))
        if value and field in _CHECKS:
            try:
                _CHECKS[field](value)
            except ValidationError as error:
                self.add_error("valeur", error)
        return told

    def read_values(self) -> dict[str, str]:
        """Read the correction as testimony stores it."""
        return {self.cleaned_data["champ"]: self.cleaned_data["valeur"]}
