"""The desk: everything here needs somebody who works here."""

from django.urls import path

from .gate import desk
from .views.case import case_page, reveal_contact
from .views.documents import document
from .views.history import history
from .views.opening import new_obstacle, new_report
from .views.queue import queue
from .views.step import step_page
from .views.text import text_page
from .views.today import today_page
from .views.triage import triage

urlpatterns = [
    path("", desk(today_page), name="work-today"),
    path("queue", desk(queue), name="work-queue"),
    path("triage", desk(triage), name="work-triage"),
    path("report/new", desk(new_report), name="work-new-report"),
    path("obstacle/new", desk(new_obstacle), name="work-new-obstacle"),
    path("obstacle/<str:reference>/text", desk(text_page), name="work-text"),
    path("document/<uuid:key>", desk(document), name="work-document"),
    path("case/<str:reference>", desk(case_page), name="work-case"),
    path("case/<str:reference>/contact", desk(reveal_contact), name="work-contact"),
    path("case/<str:reference>/history", desk(history), name="work-history"),
    path("case/<str:reference>/step/<slug:name>", desk(step_page), name="work-step"),
]
