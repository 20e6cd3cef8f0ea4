"""A row of a list says what the serializer of its kind says, for every reader."""

import json

import pytest
from rest_framework.renderers import JSONRenderer

from api import cases
from api.lists import ROW, Listed
from workflow.models import Case
from workflow.states import Kind

pytestmark = pytest.mark.django_db


def as_sent(told):
    return json.loads(JSONRenderer().render(told))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("reader", ["coordinator", "intake", "expert"])
def test_a_row_is_what_its_serializer_says(world, kind, reader):
    world.report()
    world.report("take_up", "link")
    world.consultation()
    actor = getattr(world, reader)
    ordered = Case.objects.visible_to(actor, of=kind).order_by("opened_at", "id")

    shown = as_sent(list(Listed(kind, actor)(ordered)))

    whole = cases.visible(actor, kind).order_by("opened_at", "id")
    told = [as_sent(ROW[kind](one, context={"actor": actor}).data) for one in whole]
    assert shown == told


@pytest.mark.parametrize("deep", [0, 200])
def test_a_later_page_goes_on_where_the_first_one_ends(world, monkeypatch, deep):
    monkeypatch.setattr("api.lists.DEEP", deep)
    for _each in range(3):
        world.report()
    ordered = Case.objects.visible_to(world.intake, of=Kind.REPORT).order_by("-opened_at", "-id")
    listed = Listed(Kind.REPORT, world.intake)

    pages = [*listed(ordered[:2]), *listed(ordered[2:4])]

    assert [row["reference"] for row in pages] == [case.reference for case in ordered]
