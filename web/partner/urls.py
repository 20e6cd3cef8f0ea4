"""Addresses of a question to a body, behind the link of a letter."""

from django.urls import path

from .views import answer, colleague, door, links, question, steps

urlpatterns = [
    path("new-link", links.by_reference, name="partner-link"),
    path("<slug:locator>", door.door, name="partner-door"),
    path("<slug:locator>/code", door.code, name="partner-code"),
    path("<slug:locator>/new-link", links.new_link, name="partner-new-link"),
    path("<slug:locator>/colleague", colleague.colleague, name="partner-colleague"),
    path("<slug:locator>/leave", door.leave, name="partner-leave"),
    path("<slug:locator>/request", question.request_page, name="partner-request"),
    path("<slug:locator>/documents/<uuid:key>", question.document, name="partner-document"),
    path("<slug:locator>/answer", answer.answer, name="partner-answer"),
    path("<slug:locator>/sent", question.sent, name="partner-sent"),
    path("<slug:locator>/step/<slug:name>", steps.step, name="partner-step"),
]
