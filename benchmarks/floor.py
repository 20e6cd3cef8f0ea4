"""What the framework itself allows: one file of Django and DRF, a minimal schema, no rights or log.

Served beside the product in the same run; the ratio of the two is what counts.
"""

import os

import django
from django.conf import settings

from config import env

settings.configure(
    SECRET_KEY="x" * 50,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=[],
    DATABASES={"default": env.database(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": 600}},
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

PAGE = 50


class Item(models.Model):
    reference = models.TextField()
    title = models.TextField()
    body = models.TextField(default="")
    language = models.TextField()
    state = models.TextField()
    border = models.IntegerField()
    opened = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        managed = False
        db_table = "floor_item"
        app_label = "floor"


class Event(models.Model):
    item = models.ForeignKey(Item, models.CASCADE, related_name="events")
    at = models.DateTimeField()
    before = models.TextField()
    after = models.TextField()

    class Meta:
        managed = False
        db_table = "floor_event"
        app_label = "floor"


class ItemRow(serializers.ModelSerializer[Item]):
    class Meta:
        model = Item
        fields = ["id", "reference", "title", "language", "state", "border", "opened"]


class EventRow(serializers.ModelSerializer[Event]):
    class Meta:
        model = Event
        fields = ["id", "at", "before", "after"]


class ItemDetail(ItemRow):
    events = EventRow(many=True, read_only=True)

    class Meta(ItemRow.Meta):
        fields = [*ItemRow.Meta.fields, "body", "version", "events"]


class Items(APIView):
    """List and create."""

    def get(self, request: HttpRequest) -> Response:
        rows = Item.objects.defer("body", "version").order_by("-opened", "-id")
        if state := request.GET.get("state"):
            rows = rows.filter(state=state)
        if before := request.GET.get("before"):
            rows = rows.filter(opened__lt=before)
        if typed := request.GET.get("q"):
            rows = rows.extra(where=["words @@ websearch_to_tsquery('simple', %s)"], params=[typed])
        return Response({"results": ItemRow(rows[:PAGE], many=True).data})

    def post(self, request: HttpRequest) -> Response:
        told = ItemRow(data=request.data)
        told.is_valid(raise_exception=True)
        now = timezone.now()
        with transaction.atomic():
            item = told.save()
            Event.objects.create(item=item, at=now, before="", after=item.state)
            bump(item.state, 1)
        return Response(told.data, status=201)


class OneItem(APIView):
    def get(self, request: HttpRequest, key: int) -> Response:
        return Response(ItemDetail(Item.objects.prefetch_related("events").get(pk=key)).data)


class Move(APIView):
    """One change of state with its line of history and the summary."""

    def post(self, request: HttpRequest, key: int) -> Response:
        after = request.data["to"]
        with transaction.atomic():
            item = Item.objects.select_for_update().only("id", "state", "version").get(pk=key)
            Item.objects.filter(pk=key).update(state=after, version=item.version + 1)
            Event.objects.create(item_id=key, at=timezone.now(), before=item.state, after=after)
            bump(item.state, -1)
            bump(after, 1)
        return Response({"id": key, "state": after})


class Counts(APIView):
    def get(self, request: HttpRequest) -> Response:
        with connection.cursor() as cursor:
            cursor.execute("SELECT state, sum(n)::bigint FROM floor_count GROUP BY 1")
            return Response(cursor.fetchall())


def bump(state: str, by: int) -> None:
    """Keep the summary of states, sharded by process so that writers do not queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO floor_count AS c (state, shard, n) VALUES (%s, %s, %s)"
            " ON CONFLICT (state, shard) DO UPDATE SET n = c.n + excluded.n",
            [state, os.getpid() % 8, by],
        )


urlpatterns = [
    path("items/", Items.as_view()),
    path("items/<int:key>/", OneItem.as_view()),
    path("items/<int:key>/move/", Move.as_view()),
    path("counts/", Counts.as_view()),
]
application = get_wsgi_application()
