"""Every address of the site, by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("recoudre.accounts.urls")),
    path("", include("recoudre.inventory.urls")),
    path("", include("recoudre.importers.urls")),
    path("", include("recoudre.portal.urls")),
]

handler500 = "recoudre.config.failures.answer_failure"
