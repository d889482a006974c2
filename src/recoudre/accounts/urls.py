"""The three addresses of an account: allauth finds them by name, and nothing else of it is open."""

from django.urls import URLPattern, path

from recoudre.accounts.views import EnterCode, SignIn, sign_out

urlpatterns: list[URLPattern] = [
    path("compte/entrer", SignIn.as_view(), name="account_request_login_code"),
    path("compte/entrer", SignIn.as_view(), name="account_login"),
    path("compte/code", EnterCode.as_view(), name="account_confirm_login_code"),
    path("compte/sortir", sign_out, name="account_logout"),
]
