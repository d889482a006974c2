"""The addresses of the portal. The three linked forms never change once published."""

from django.urls import URLPattern, path, re_path

from recoudre.design.views import components
from recoudre.portal.views import (
    atlas,
    home,
    matching,
    occasion,
    pages,
    search,
    suggestions,
    territory,
    unmet,
)

FINDING: list[URLPattern] = [
    path("", home.home, name="home"),
    path("chercher", search.search, name="search"),
    path("chercher/mots", search.search_words, name="search-words"),
    path("chercher/sans-reponse", unmet.unmet, name="unmet"),
    path("chercher/carte.json", search.search_map, name="search-map"),
    path("chercher/contours.json", search.search_outlines, name="search-outlines"),
    path("occasion/<int:pk>-<slug:slug>", occasion.occasion, name="occasion"),
    re_path(r"^occasion/(?P<pk>[0-9]+)(?:-[^/]*)?$", occasion.occasion, name="occasion-unslugged"),
]

UNDERSTANDING: list[URLPattern] = [
    path("territoires", territory.list_territories, name="territories"),
    re_path(
        r"^territoire/(?P<code>[0-9A-Za-z]{1,9})-(?P<slug>[-a-z0-9]+)$",
        territory.show_territory,
        name="territory",
    ),
    re_path(
        r"^territoire/(?P<code>[0-9A-Za-z]{1,9})(?:-[^/]*)?$",
        territory.show_territory,
        name="territory-moved",
    ),
    path("atlas", atlas.atlas, name="atlas"),
]

EXPLAINING: list[URLPattern] = [
    path("methode", pages.method, name="method"),
    path("methode/rapprochements", matching.matching, name="matching"),
    path("methode/suggestions", suggestions.suggestions, name="suggestions"),
    path("sources", pages.sources, name="sources"),
    path("sources/<slug:slug>", pages.source, name="source"),
    path("donnees", pages.data, name="data"),
    path("donnees/modele.csv", pages.template_csv, name="template-csv"),
    path("mentions-legales", pages.legal, name="legal"),
    path("accessibilite", pages.accessibility, name="accessibility"),
    path("composants", components, name="components"),
    path("robots.txt", pages.robots, name="robots"),
]

urlpatterns: list[URLPattern] = [*FINDING, *UNDERSTANDING, *EXPLAINING]
