"""How allauth speaks for us: our sentences, our mails, and no message kept in a cookie."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

# Name of allauth's mail: subject and text of ours.
MAILS = {
    "account/email/login_code": (
        "accounts/email/login_code_subject.txt",
        "accounts/email/login_code_message.txt",
    ),
    "account/email/unknown_account": (
        "accounts/email/unknown_account_subject.txt",
        "accounts/email/unknown_account_message.txt",
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Our words for what allauth does. Nobody opens an account alone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Trop d’essais en peu de temps. Attendez dix minutes, puis recommencez."
        ),
        "incorrect_code": _("Ce n’est pas le code du dernier courriel. Relisez-le et réessayez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's own name
        """Say that nobody opens an account alone: a role or a claim does."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Say whether one may be led somewhere after signing in: a page of ours, by its path."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Keep no message: each of our pages says itself what happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our mails instead of allauth's; no other exists."""
        subject, text = (render_to_string(name, context) for name in MAILS[template_prefix])
        EmailMessage(subject.strip(), text.strip(), to=[email]).send()
