"""Addresses of the public pages. Neutral and short, so that a link means the same everywhere."""

from django.urls import path

from web.insight.published import stats, stats_csv

from .views import done, obstacle, register, report, start

urlpatterns = [
    path("", start.start, name="public-start"),
    path("report", report.before, name="public-report"),
    path("report/place", report.right_place, name="public-place"),
    path("report/check", report.check, name="public-check"),
    path("report/receipt", done.receipt, name="public-receipt"),
    path("report/done/<slug:reference>", done.Done.as_view(), name="public-done"),
    path("report/<slug:name>", report.AskOne.as_view(), name="public-question"),
    path("stats", stats, name="public-stats"),
    path("stats/<slug:code>.csv", stats_csv, name="public-stats-csv"),
    path("register", register.register, name="public-register"),
    path("register.csv", register.register_csv, name="public-register-csv"),
    path("register/<slug:reference>", obstacle.obstacle, name="public-obstacle"),
]
