"""What is done once a night."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from workflow import jobs


def test_sessions_that_ended_are_forgotten(db):
    now = timezone.now()
    for key, days in (("ended", -1), ("lives", 1)):
        until = now + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=until)

    jobs.forget_sessions()

    assert [one.session_key for one in Session.objects.all()] == ["lives"]
