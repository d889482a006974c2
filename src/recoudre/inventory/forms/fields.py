"""Fields that read what people type gently, and read back unharmed what they did not touch."""

import re
from typing import Any

from django import forms
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from recoudre.design.french import link_phone

# Control characters, and the halves of a pair that no text holds alone.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_SPOKEN = re.compile(r"[^\d+]")
MIN_DIGITS, MAX_DIGITS = 3, 15
# A key of the database has no more digits than a big integer holds.
KEY_DIGITS = 18


def clean_text(text: object) -> str:
    """Clean a text of what cannot be seen; lines end one way."""
    lines = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", lines).strip()


def read_key(typed: object) -> int | None:
    """Read the key of something as a form or an address gives it; None for what is no key."""
    text = str(typed if typed is not None else "")
    is_key = text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS
    return int(text) if is_key else None


class PlainField(forms.CharField):
    """A text, long or short, without what cannot be seen."""

    def __init__(self, *, lines: int = 1, hint: Any = "", **options: Any) -> None:
        options.setdefault("required", False)
        if lines > 1:
            options["widget"] = forms.Textarea(attrs={"rows": lines, "cols": 40})
        super().__init__(help_text=hint, **options)

    def to_python(self, value: Any) -> str:
        """Read a text."""
        return super().to_python(clean_text(value)) or ""


class ContactField(PlainField):
    """A text that must have a form, unless it is the one that was shown."""

    def clean(self, value: Any) -> str:
        """Read a contact; what was not touched is not judged."""
        text = super().clean(value)
        if not text or text == clean_text(self.initial):
            return text
        return self.read(text)

    def read(self, text: str) -> str:
        """Read what was typed, or refuse it with a sentence."""
        return text


class PhoneField(ContactField):
    """A phone as people write it; kept as digits."""

    def read(self, text: str) -> str:
        """Keep the digits of a phone."""
        digits = _SPOKEN.sub("", text)
        called = link_phone(text) and re.sub(r"^(\+|00)330?", "0", digits)
        if not called and not MIN_DIGITS <= len(digits.lstrip("+")) <= MAX_DIGITS:
            raise forms.ValidationError(
                _("Ce téléphone est illisible. Écrivez ses dix chiffres, comme 04 75 00 00 00.")
            )
        return called or digits


class EmailField(ContactField):
    """An e-mail."""

    def read(self, text: str) -> str:
        """Refuse what is no e-mail."""
        EmailValidator(_("Il manque quelque chose à ce courriel : il s’écrit nom@exemple.fr."))(
            text
        )
        return text


class WebField(ContactField):
    """The address of a web page; its beginning may be left out."""

    def read(self, text: str) -> str:
        """Complete and check a web address."""
        address = text if "://" in text else f"https://{text}"
        message = _("Cette adresse web est illisible. Elle s’écrit comme https://exemple.fr.")
        URLValidator(["http", "https"], message=message)(address)
        return address
