"""Addresses of one's own report."""

from django.urls import path

from .views import door, outcome, status, talk

urlpatterns = [
    path("track", door.Track.as_view(), name="track-door"),
    path("track/leave", door.leave, name="track-leave"),
    path("my/<slug:reference>", status.Status.as_view(), name="track-status"),
    path("my/<slug:reference>/messages", talk.Messages.as_view(), name="track-messages"),
    path("my/<slug:reference>/contact", talk.Contact.as_view(), name="track-contact"),
    path("my/<slug:reference>/withdraw", talk.Withdraw.as_view(), name="track-withdraw"),
    path("my/<slug:reference>/outcome", outcome.Result.as_view(), name="track-outcome"),
]
