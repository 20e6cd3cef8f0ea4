"""Several at once: one winner, one case, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import World, border, fresh, story
from workflow.models import Case, Message, Notice

from .conftest import caller

KEY = "a-key-nobody-can-guess-0001"


def at_once(*acts):
    """Run several acts at the same moment, each on a connection of its own."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_ten_posts_with_one_key_make_one_case():
    border()
    told = story()

    answers = at_once(*[lambda: caller().send("/public/reports", told, key=KEY)] * 10)

    statuses = {one.status_code for one in answers}
    made = [one.json() for one in answers if one.status_code == 201]
    assert Case.objects.count() == 1
    assert statuses <= {201, 409}
    assert len({one["access_code"] for one in made}) == 1
    busy = [one.json()["code"] for one in answers if one.status_code == 409]
    assert set(busy) <= {"in_progress"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_of_two_steps_at_once_one_succeeds(round_):
    world = World()
    case = world.report("take_up")
    notices = Notice.objects.count()
    one, two = caller(world.intake), caller(world.coordinator)
    redirect, reject = world.answers(case)["redirect"], world.answers(case)["reject"]

    answers = at_once(
        lambda: one.take(case, "redirect", redirect, version=1),
        lambda: two.take(case, "reject", reject, version=1),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert case.log.count() == 3
    assert Notice.objects.count() == notices + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(5))
def test_of_two_edits_from_one_version_none_is_lost(round_):
    world = World()
    case = world.obstacle()
    one, two = caller(world.coordinator), caller(world.second)
    text = {"borders": ["be-nl"], "theme": "health", "original_language": "en"}

    answers = at_once(
        lambda: one.take(case, "edit", {**text, "title_en": "One"}, version=0),
        lambda: two.take(case, "edit", {**text, "title_en": "Two"}, version=0),
    )

    won = next(answer for answer in answers if answer.status_code == 200)
    lost = next(answer for answer in answers if answer.status_code == 412)
    title = Case.objects.get(pk=case.pk).obstacle.title_en
    assert title == ("One" if won is answers[0] else "Two")
    assert lost.json()["current"]["changes"][0]["fields"][-1] == "title_nl"
    assert fresh(case).version == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_notes_with_keys_of_their_own_are_all_kept():
    world = World()
    case = world.report()
    intake = caller(world.intake)
    path = f"/reports/{case.reference}/notes"

    answers = at_once(
        *[lambda text=str(number): intake.send(path, {"text": text}) for number in range(6)]
    )

    assert [one.status_code for one in answers] == [200] * 6
    assert Message.objects.filter(kind="note").count() == 6
    numbers = list(case.log.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 8))
