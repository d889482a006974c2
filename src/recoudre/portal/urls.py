"""The addresses of the portal. The three linked forms never change once published."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
