"""What somebody types so that a contact is shown no more."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from recoudre.vocabulary.decisions import RefusalReason

MIN_DIGITS, MAX_DIGITS = 3, 15
_PHONE = re.compile(r"[+\d\s.\-/()]+")
LIFTING_REASONS = (
    RefusalReason.UNVERIFIABLE,
    RefusalReason.CONTRADICTED,
    RefusalReason.ADVERTISING,
)


class ObjectionForm(forms.Form):
    """A phone or an e-mail, however it is written. Once valid, `kind` says which it is."""

    contact = forms.CharField(
        label=_("Le téléphone ou le courriel à ne plus montrer"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Écrivez le téléphone ou le courriel.")},
    )
    kind = ""

    def clean_contact(self) -> str:
        """Read a phone or an e-mail, and remember which."""
        contact: str = self.cleaned_data["contact"].strip()
        if "@" in contact:
            return self._read_email(contact)
        digits = re.sub(r"\D", "", contact)
        if not _PHONE.fullmatch(contact) or not MIN_DIGITS <= len(digits) <= MAX_DIGITS:
            raise ValidationError(
                _("Écrivez un numéro comme 04 75 00 00 00, ou une adresse comme nom@exemple.fr.")
            )
        self.kind = "phone"
        return contact

    def _read_email(self, contact: str) -> str:
        try:
            validate_email(contact)
        except ValidationError as error:
            raise ValidationError(
                _("Ce courriel n’est pas complet : il s’écrit comme nom@exemple.fr.")
            ) from error
        self.kind = "email"
        return contact


class LiftingForm(forms.Form):
    """Which contact is shown again, and why."""

    kind = forms.ChoiceField(choices=[("phone", "phone"), ("email", "email")])
    reason = forms.ChoiceField(
        label=_("Pourquoi le montrer à nouveau"),
        choices=[(one.value, one.label) for one in LIFTING_REASONS],
    )
