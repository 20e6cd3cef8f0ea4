"""Times in states are read off the log: doing it again changes nothing."""

from random import Random

import pytest
from django.core.management import CommandError, call_command

from tests.factories import World, fresh
from tests.workflow.figures import asked, counted
from workflow import tallies
from workflow.models import Case, Span, Tally
from workflow.refusals import Refused
from workflow.states import Kind
from workflow.statistics import CATALOGUE
from workflow.statistics.recompute import differences, rebuild

pytestmark = pytest.mark.django_db


def wander(world: World, chance: Random, steps: int) -> None:
    """Let cases take whatever step they may, in no order anybody planned."""
    openings = (world.report, world.obstacle, world.consultation)
    for _number in range(steps):
        cases = list(Case.objects.order_by("opened_at", "id"))
        if len(cases) < 4 or chance.random() < 0.1:
            chance.choice(openings)()
            continue
        case = fresh(chance.choice(cases))
        name = chance.choice(sorted(name for name, one in case.steps.items() if not one.opens))
        world.later(hours=chance.randint(1, 200))
        try:
            world.take(case, name)
        except (Refused, StopIteration):
            continue


@pytest.mark.parametrize("seed", [1, 2])
def test_after_a_random_walk_the_log_says_the_same(seed):
    world = World()
    wander(world, Random(seed), 60)
    question = asked(world)
    before = [counted(code, question) for code in CATALOGUE]

    found = differences()
    rebuild()

    assert found == 0
    assert [counted(code, question) for code in CATALOGUE] == before


def test_a_time_that_was_changed_by_hand_is_put_right():
    world = World()
    case = world.obstacle("assign")
    Span.objects.filter(case=case, until=None).update(state="IN_ANALYSIS")

    with pytest.raises(CommandError):
        call_command("recompute_figures", "--check")
    call_command("recompute_figures")

    assert differences() == 0
    assert Span.objects.get(case=case, until=None).state == "ASSIGNED"


def test_a_tally_that_was_changed_by_hand_is_put_right():
    world = World()
    world.report("take_up")
    Tally.objects.filter(state="IN_TRIAGE").update(number=7)

    with pytest.raises(CommandError):
        call_command("recompute_figures", "--check")
    call_command("recompute_figures")

    assert differences() == 0
    assert tallies.count(Kind.REPORT, states=["IN_TRIAGE"]) == 1
