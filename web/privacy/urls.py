"""What the data protection officer watches over."""

from django.urls import path

from web.standing_for import only_for
from workflow.roles import Role

from .overview import looks_csv, overview

protects = only_for(Role.DATA_PROTECTION)

urlpatterns = [
    path("manage/privacy", protects(overview), name="privacy-overview"),
    path("manage/privacy/looks.csv", protects(looks_csv), name="privacy-looks-csv"),
]
