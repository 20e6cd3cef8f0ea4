"""Forms of the desk: what fits is offered first, and nothing is decided beforehand."""

import re

import pytest

from tests.factories import World, area, fresh
from web.dressed import dressed
from workflow.forms.fields import CodeChoices

pytestmark = pytest.mark.django_db


def form_of(case, name, data=None):
    return dressed(case.steps[name].form(data, case=case), case)


def picked(form, name):
    return [row.option.value for group in form[name].picks for row in group.rows]


def test_every_body_is_offered_once():
    world = World()
    case = world.consultation("accept").parent

    form = form_of(case, "share")

    field = form.fields["bodies"]
    assert isinstance(field, CodeChoices)
    assert sorted(picked(form, "bodies")) == sorted(one.slug for one in field.queryset)


def test_a_chosen_body_stands_on_top_when_the_page_comes_back():
    world = World()
    case = world.consultation("accept").parent
    last = picked(form_of(case, "share"), "bodies")[-1]

    form = form_of(case, "share", {"bodies": [last]})

    first = form["bodies"].picks[0].rows[0]
    assert (first.option.value, first.is_chosen, first.id) == (last, True, "id_bodies_0")


@pytest.mark.parametrize("name", ["kind", "language"])
def test_a_proposal_starts_on_choose(name):
    world = World()

    form = form_of(world.obstacle(), "propose_solution")

    assert re.findall(r'<option value="" selected>(.*?)</option>', str(form[name])) == ["Choose"]


def test_completely_with_an_open_side_is_refused_by_its_name():
    world = World()
    case = world.obstacle()
    world.take(case, "edit_side", by=world.coordinator)

    form = (
        fresh(case)
        .steps["resolve"]
        .form({"extent": "completely", "open_sides": [area().code], "words_en": "Done."}, case=case)
    )

    words = (
        f"You say that one side is still open: {area()}. Choose “Resolved in part”, or untick it."
    )
    assert form.errors["extent"] == [words]


def test_sides_that_nobody_names_are_solved():
    world = World()
    case = world.obstacle()
    world.take(case, "edit_side", by=world.coordinator)

    form = case.steps["resolve"].form({"extent": "completely", "words_en": "Done."}, case=case)

    assert form.errors == {}
    assert [one.code for one in form.cleaned_data["solved_sides"]] == [area().code]
