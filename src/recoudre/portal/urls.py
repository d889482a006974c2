"""The addresses of the portal. The three linked forms never change once published."""

from django.urls import URLPattern, path, re_path

from recoudre.portal.views import home, occasion, search

FINDING: list[URLPattern] = [
    path("", home.home, name="home"),
    path("chercher", search.search, name="search"),
    path("chercher/carte.json", search.search_map, name="search-map"),
    path("chercher/contours.json", search.search_outlines, name="search-outlines"),
    path("occasion/<int:pk>-<slug:slug>", occasion.occasion, name="occasion"),
    re_path(r"^occasion/(?P<pk>[0-9]+)(?:-[^/]*)?$", occasion.occasion, name="occasion-unslugged"),
]

urlpatterns: list[URLPattern] = [*FINDING]
