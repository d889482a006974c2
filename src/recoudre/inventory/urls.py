"""The addresses of the inventory. They never change once published."""

from django.urls import URLPattern

PROPOSING: list[URLPattern] = []

urlpatterns: list[URLPattern] = [*PROPOSING]
