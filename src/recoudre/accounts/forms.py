"""What somebody types to sign in: their e-mail, then the code they received."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(RequestLoginCodeForm):
    """The e-mail to which a code is sent."""

    email = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("Écrivez votre courriel."),
            "invalid": _("Ce courriel n’est pas complet : il s’écrit comme nom@exemple.fr."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_fields(self)


class CodeForm(ConfirmLoginCodeForm):
    """The code received by e-mail."""

    code = forms.CharField(
        label=_("Le code reçu"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={"required": _("Écrivez le code du courriel.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_fields(self)


def describe_fields(form: forms.Form) -> None:
    """Tie each field to its hint, and to its error when there is one, which takes the focus."""
    for name, field in form.fields.items():
        parts = [f"{name}-aide"]
        if form.is_bound and name in form.errors:
            parts.insert(0, f"{name}-erreur")
            field.widget.attrs |= {"aria-invalid": "true", "autofocus": True}
        field.widget.attrs["aria-describedby"] = " ".join(parts)
