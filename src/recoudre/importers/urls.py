"""The addresses of the files that people bring."""

from django.urls import URLPattern, path

from recoudre.importers import views

urlpatterns: list[URLPattern] = [
    path("imports", views.bring_file, name="bring-file"),
    path("imports/<str:token>", views.map_columns, name="map-columns"),
    path("imports/<str:token>/importer", views.import_file, name="import-file"),
]
