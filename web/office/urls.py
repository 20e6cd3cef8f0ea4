"""A front office and the reports that it filed for others."""

from django.urls import path

from web.standing_for import only_for
from workflow.roles import Role

from .filing import new_report
from .report import Filed
from .reports import reports

files_here = only_for(Role.FRONT_OFFICE)

urlpatterns = [
    path("office", files_here(reports), name="office-reports"),
    path("office/new", files_here(new_report), name="office-new"),
    path("office/<slug:reference>", files_here(Filed.as_view()), name="office-report"),
]
