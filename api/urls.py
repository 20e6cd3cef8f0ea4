"""/api/v1/: one address for every noun and for every step."""

from collections.abc import Iterator

from django.urls import URLPattern, path, re_path

from workflow.policy import BY_LINK
from workflow.states import Kind

from .cases import PLURAL
from .views import (
    access_links,
    asked,
    attachments,
    audit,
    bodies,
    bulk,
    cases,
    changes,
    clocks,
    deliveries,
    directory,
    documentation,
    editing,
    explaining,
    exports,
    figures,
    house,
    insights,
    obstacles,
    outbox,
    own_answers,
    own_data,
    own_files,
    previews,
    records,
    reference_data,
    register,
    reporters,
    search,
    sessions,
    similar,
    steps,
    tokens,
    triage,
    webhooks,
    words,
    work,
)

REPORT, OBSTACLE, CONSULTATION = Kind.REPORT, Kind.OBSTACLE, Kind.CONSULTATION


def of_every_kind() -> Iterator[URLPattern]:
    """What a report, an obstacle and a consultation have alike."""
    for kind, plural in PLURAL.items():
        one = f"{plural}/<str:key>"
        detail = editing.ObstacleDetail if kind == OBSTACLE else cases.CaseDetail
        yield path(one, detail.as_view(kind=kind))
        yield path(f"{one}/history", records.History.as_view(kind=kind))
        yield path(f"{one}/access-log", insights.AccessLog.as_view(kind=kind))
        yield path(f"{one}/deadlines", records.Deadlines.as_view(kind=kind))
        yield path(f"{one}/attachments", attachments.Attachments.as_view(kind=kind))
        yield path(f"{one}/notes", words.Notes.as_view(kind=kind))
        yield path(f"{one}/transitions", steps.Transitions.as_view(kind=kind))
        for name, step in steps.steps_in_the_api(kind).items():
            if step.field == "state":
                view = steps.TakeStep.as_view(kind=kind, step=name)
                yield path(f"{one}/transitions/{name}", view)
                seen = previews.Preview.as_view(kind=kind, step=name)
                yield path(f"{one}/transitions/{name}/preview", seen)


def of_publication() -> Iterator[URLPattern]:
    """Steps of the second machine of an obstacle."""
    for name, step in steps.steps_in_the_api(OBSTACLE).items():
        if step.field == "publication":
            view = steps.TakeStep.as_view(kind=OBSTACLE, step=name)
            yield path(f"obstacles/<str:key>/publication/transitions/{name}", view)
            seen = previews.Preview.as_view(kind=OBSTACLE, step=name)
            yield path(f"obstacles/<str:key>/publication/transitions/{name}/preview", seen)


def of_asked_bodies() -> Iterator[URLPattern]:
    """What a body does without an account, by the link of a letter."""
    one = "public/consultations/<slug:locator>"
    yield path(one, asked.Door.as_view())
    yield path(f"{one}/challenge", asked.Challenge.as_view())
    yield path(f"{one}/sessions", asked.Redeem.as_view())
    yield path(f"{one}/packet", asked.Question.as_view())
    for name in sorted(BY_LINK - {"correct_answer"}):
        yield path(f"{one}/{name.replace('_', '-')}", asked.AskedStep.as_view(step=name))


urlpatterns = [
    path("public/reference-data", reference_data.ReferenceData.as_view()),
    path("public/reports", reporters.Reports.as_view()),
    path("public/reports/similar", similar.Similar.as_view()),
    path("public/access-links", access_links.AccessLinks.as_view()),
    path("public/sessions", sessions.Sessions.as_view()),
    path("public/reports/<str:key>", reporters.OwnReport.as_view()),
    path("public/reports/<str:key>/messages", reporters.OwnMessages.as_view()),
    path("public/reports/<str:key>/withdraw", reporters.OwnStep.as_view(step="withdraw")),
    path("public/reports/<str:key>/feedback", reporters.OwnStep.as_view(step="confirm_effect")),
    path("public/reports/<str:key>/contact", reporters.OwnStep.as_view(step="correct_contact")),
    path("public/reports/<str:key>/attachments", own_files.OwnAttachments.as_view()),
    path(
        "public/reports/<str:key>/attachments/<uuid:file>/content",
        own_files.OwnContent.as_view(),
    ),
    path(
        "public/reports/<str:key>/answers/<uuid:question>",
        own_answers.OwnAnswer.as_view(),
    ),
    path("public/obstacles", register.RegisterList.as_view()),
    path("public/obstacles/<str:key>", register.RegisterEntry.as_view()),
    path("public/statistics/<str:code>", figures.PublicFigure.as_view()),
    path("reports", cases.OpenableList.as_view(kind=REPORT)),
    path("obstacles", cases.OpenableList.as_view(kind=OBSTACLE)),
    path("consultations", cases.CaseList.as_view(kind=CONSULTATION)),
    path("public/reports/<str:key>/personal-data", own_data.PersonalData.as_view()),
    path("reports/<str:key>/similar", insights.SimilarTo.as_view(kind=REPORT)),
    path("obstacles/<str:key>/similar", insights.SimilarTo.as_view(kind=OBSTACLE)),
    path("reports/bulk", bulk.Bulk.as_view()),
    path("reports/<str:key>/triage", triage.Triage.as_view()),
    path("deadlines/<uuid:key>/extend", clocks.Extend.as_view()),
    path("reports/<str:key>/contact", records.ContactOf.as_view()),
    path("reports/<str:key>/messages", words.Messages.as_view(kind=REPORT)),
    path("consultations/<str:key>/messages", words.WordsWithBody.as_view()),
    path("consultations/<str:key>/packet", records.PacketOf.as_view()),
    path("obstacles/<str:key>/assignments", obstacles.Assignments.as_view()),
    path("obstacles/<str:key>/consultations", obstacles.Consultations.as_view()),
    path("obstacles/<str:key>/outcome", records.OutcomeOf.as_view()),
    path("obstacles/<str:key>/merge", steps.TakeStep.as_view(kind=OBSTACLE, step="merge")),
    path("obstacles/<str:key>/unmerge", steps.TakeStep.as_view(kind=OBSTACLE, step="unmerge")),
    path("reports/<str:key>/questions", words.Questions.as_view()),
    path(
        "reports/<str:key>/obstacle",
        steps.TakeStep.as_view(kind=REPORT, step="link", if_match=False),
    ),
    *of_asked_bodies(),
    *of_every_kind(),
    *of_publication(),
    path("attachments/<uuid:key>", attachments.OneAttachment.as_view()),
    path("attachments/<uuid:key>/content", attachments.Content.as_view()),
    path("statistics", figures.Catalogue.as_view()),
    path("statistics/<str:code>", figures.FigureOf.as_view()),
    path("organisations", directory.Organisations.as_view()),
    path("organisations/<slug:slug>/contacts", bodies.ContactsOf.as_view()),
    path("workflow", directory.Workflow.as_view()),
    path("tokens", tokens.Tokens.as_view()),
    path("tokens/<uuid:key>", tokens.OneToken.as_view()),
    path("me", directory.Me.as_view()),
    path("me/work", work.MyWork.as_view()),
    path("search", search.Search.as_view()),
    path("changes", changes.Changes.as_view()),
    path("exports", exports.Exports.as_view()),
    path("exports/<uuid:key>", exports.OneExport.as_view()),
    path("exports/<uuid:key>/content", exports.ExportContent.as_view()),
    path("jobs/<uuid:key>", exports.OneJob.as_view()),
    path("outbox", outbox.Outbox.as_view()),
    path("outbox/<uuid:key>/resend", outbox.Resend.as_view()),
    path("audit-events", audit.AuditEvents.as_view()),
    path("webhooks", webhooks.Webhooks.as_view()),
    path("webhooks/<uuid:key>", webhooks.OneWebhook.as_view()),
    path("webhooks/<uuid:key>/test", deliveries.Trial.as_view()),
    path("webhooks/<uuid:key>/deliveries", deliveries.Deliveries.as_view()),
    path(
        "webhooks/<uuid:key>/deliveries/<uuid:delivery_key>/redeliver",
        deliveries.Redeliver.as_view(),
    ),
    path("problems", explaining.ProblemList.as_view()),
    path("problems/<str:code>", explaining.ProblemPage.as_view()),
    path("schema", documentation.Schema.as_view(), name="api-schema"),
    path("docs", documentation.docs, name="api-docs"),
    path("docs/<slug:name>", documentation.one, name="api-docs-one"),
    path("", house.Nowhere.as_view()),
    re_path(r"^(?P<rest>(?s:.+))$", house.Nowhere.as_view()),
]
