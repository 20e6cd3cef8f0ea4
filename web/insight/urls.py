"""Insight: for those who count and see no case."""

from django.urls import path

from .gate import counting
from .views import figure_csv, overview

urlpatterns = [
    path("", counting(overview), name="insight-overview"),
    path("<slug:code>.csv", counting(figure_csv), name="insight-csv"),
]
