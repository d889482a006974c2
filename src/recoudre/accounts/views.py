"""Signing in with a code sent by e-mail, and signing out. No password, no page to sign up."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recoudre.accounts.forms import CodeForm, EmailForm
from recoudre.accounts.services import forget_ended_visits, keep_demo_person
from recoudre.vocabulary.decisions import Role

logger = logging.getLogger("recoudre.accounts")
# A session that only waits for a code holds an e-mail: it is kept no longer than this.
WAITING_SECONDS = 1800
METHODS = ["get", "head", "post"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DEMO_ROLES = {"moderation": Role.MODERATOR, "aide": Role.CONTRIBUTOR}


def keep_ours(context: dict[str, Any]) -> dict[str, Any]:
    """Keep `site` for our own description of it, which the one of allauth would hide."""
    return {name: value for name, value in context.items() if name != "site"}


class SignIn(RequestLoginCodeView):
    """Ask for an e-mail and send a code; the answer is the same whoever it is."""

    http_method_names: ClassVar[list[str]] = METHODS
    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[EmailForm]:
        """Give our form."""
        return EmailForm

    def _redirect_to_pending_stage(self, *_args: Any) -> None:
        """Let somebody who waits for a code type another e-mail."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, or sign in a person of the demonstration."""
        if "demonstration" in request.POST:
            return self._enter_demo(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: EmailForm) -> HttpResponse:
        """Send a mail in any case: a code, or word that this e-mail has no account here."""
        forget_ended_visits()
        try:
            response = self._send_code(form)
        except (OSError, SMTPException) as error:
            logger.warning("A code to sign in could not leave: %s", type(error))
            form.add_error(
                "email", _("Le courriel n’est pas parti. Réessayez dans quelques minutes.")
            )
            return self.form_invalid(form)
        self.request.session.set_expiry(WAITING_SECONDS)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where to go afterwards, and why somebody came back."""
        return {
            **keep_ours(super().get_context_data(**kwargs)),
            "next_path": self.get_next_url() or "",
            "is_spent": "essais" in self.request.GET,
            "demo_roles": list(DEMO_ROLES) if settings.IS_DEMO else [],
        }

    def _send_code(self, form: EmailForm) -> HttpResponse:
        if form._user is None:
            email = form.cleaned_data["email"]
            get_adapter().send_mail("account/email/unknown_account", email, {})
        return super().form_valid(form)

    def _enter_demo(self, request: HttpRequest) -> HttpResponse:
        role = DEMO_ROLES.get(request.POST["demonstration"])
        if role is None or not settings.IS_DEMO:
            raise Http404
        clear_login(request)
        login(request, keep_demo_person(role=role), backend=BACKEND)
        return redirect(self.get_next_url() or settings.LOGIN_REDIRECT_URL)


class EnterCode(ConfirmLoginCodeView):
    """Ask for the code that was sent; a few tries, then another code is needed."""

    http_method_names: ClassVar[list[str]] = METHODS
    template_name = "accounts/code.html"

    def get_form_class(self) -> type[CodeForm]:
        """Give our form."""
        return CodeForm

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Sign in, for as long as the site's sessions last."""
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            self.request.session.set_expiry(None)
        return response

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """Count the try; after the last one, ask for another code."""
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?essais=epuises")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where to go afterwards."""
        found = keep_ours(super().get_context_data(**kwargs))
        return {**found, "next_path": self.get_next_url() or ""}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; a link followed by hand asks first."""
    if request.method == "POST":
        logout(request)
        return redirect("/")
    if not request.user.is_authenticated:
        return redirect("/")
    return render(request, "accounts/sign_out.html")
