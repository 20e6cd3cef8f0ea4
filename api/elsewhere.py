"""Addresses below /api/ that belong to no version: a problem, not a page."""

from django.urls import path

from .views.house import Nowhere

urlpatterns = [path("", Nowhere.as_view()), path("<path:rest>", Nowhere.as_view())]
