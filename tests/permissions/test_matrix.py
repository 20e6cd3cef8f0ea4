"""Who sees which case and may take which step: every principal × state × step, none left out.

The expected answer comes from the tables agreed in ``tests/house/test_contract.py`` and from the
parts written down here, not from the policy that is being tested.
"""

from itertools import product

import pytest

from obstacles.models import Role as Part
from tests.factories import World, area, body, official
from workflow import policy
from workflow.actors import Bearer, Clock, Official, Rule, Visitor
from workflow.models import Case
from workflow.refusals import NotYours, Refused, Unknown
from workflow.states import STATES, Kind
from workflow.steps import take_step

# How a case comes to each state; the last step leaves it there.
WALKS = {
    Kind.REPORT: {
        "RECEIVED": "",
        "IN_TRIAGE": "take_up",
        "AWAITING_REPORTER": "take_up ask_reporter",
        "LINKED": "take_up link",
        "ANSWERED": "take_up answer",
        "REDIRECTED": "redirect",
        "REJECTED": "reject",
        "LAPSED": "take_up ask_reporter lapse",
        "WITHDRAWN": "withdraw",
    },
    Kind.OBSTACLE: {
        "IDENTIFIED": "",
        "ASSIGNED": "assign",
        "IN_ANALYSIS": "assign start_analysis",
        "IN_CONSULTATION": "assign start_analysis consult",
        "SOLUTION_PROPOSED": "assign start_analysis propose_solution",
        "IMPLEMENTING": "assign start_analysis propose_solution adopt",
        "ON_HOLD": "assign hold",
        "RESOLVED_COMPLETELY": "edit_side assign start_analysis propose_solution resolve",
        "NOT_RESOLVED": "assign start_analysis close_unresolved",
        "DISMISSED": "dismiss",
    },
    Kind.CONSULTATION: {
        "SENT": "",
        "ACCEPTED": "accept",
        "QUESTION_BACK": "ask_back",
        "FORWARDED": "forward",
        "ANSWERED": "answer",
        "DECLINED": "decline",
        "WITHDRAWN": "withdraw",
        "CLOSED": "answer close",
    },
}
NOBODY = frozenset()


def principals(world):
    """Sixteen principals, by name."""
    suspended = official(Part.COORDINATOR)
    suspended.user.is_active = False
    suspended.user.save()
    superuser = official()
    superuser.user.is_superuser = superuser.user.is_staff = True
    superuser.user.save()
    return {
        "visitor": Visitor(),
        "signed in, nothing else": official(),
        "superuser": superuser,
        "suspended coordinator": suspended,
        "intake": world.intake,
        "coordinator": world.coordinator,
        "lead expert": world.expert,
        "expert without a seat": official(Part.EXPERT),
        "management": official(Part.MANAGEMENT),
        "administrator": official(Part.ADMINISTRATOR),
        "data protection officer": official(Part.DATA_PROTECTION),
        "asked body": world.partner,
        "another body": official(Part.PARTNER, of=body("other-ministry")),
        "front office of another town": official(Part.FRONT_OFFICE, of=body("gip")),
        "clock": Clock(),
        "rule": Rule(world.intake.user.pk),
    }


def parts_played(name, case):
    """What each principal is at this case, written by hand."""
    kind, state = case.kind, case.state
    led = kind == Kind.OBSTACLE and case.seats.filter(role="LEAD_EXPERT").exists()
    led = led or (case.parent is not None and case.parent.seats.filter(role="LEAD_EXPERT").exists())
    acts = kind == Kind.OBSTACLE and case.seats.filter(role="ACTING_BODY").exists()
    asked = kind == Kind.CONSULTATION and state != "DRAFT"
    return {
        "intake": {"INTAKE"} if kind != Kind.CONSULTATION else NOBODY,
        "coordinator": {"COORDINATOR"},
        "lead expert": {"LEAD_EXPERT"} if led else NOBODY,
        "asked body": {"ACTING_BODY"} if acts else {"PARTNER"} if asked else NOBODY,
        "clock": {"CLOCK"},
        "rule": {"RULE"},
    }.get(name, NOBODY)


@pytest.fixture
def worlds(db):
    """One case in each state of each kind."""
    world = World()
    area()
    found = []
    for kind, walks in WALKS.items():
        make = getattr(world, kind.value)
        for state, steps in walks.items():
            case = make(*steps.split())
            assert case.state == state
            found.append(case)
    return world, found


def test_every_cell_is_as_agreed(worlds):
    world, cases = worlds
    wrong, cells = [], 0

    for (name, actor), case in product(principals(world).items(), cases):
        played = parts_played(name, case)
        seen = Case.objects.visible_to(actor).filter(pk=case.pk).first()
        if bool(seen) != bool(played):
            wrong.append((name, case.kind, case.state, "sees"))
        for step in case.steps.values():
            cells += 1
            expected = bool({role.value for role in step.by} & set(played))
            if policy.may_take(step, seen or case, actor) != expected:
                wrong.append((name, case.kind, case.state, step.name))

    assert wrong == []
    assert cells >= 10_000


def answer_of_the_door(case, step, actor, at):
    """Try one step; the refusal's class, or None when it was taken."""
    try:
        take_step(case, step.name, by=actor, at=at)
    except Refused as refusal:
        return type(refusal)
    return None


def test_the_door_refuses_what_the_policy_refuses(worlds):
    """A sample through the door itself: unknown where unseen, not yours where seen."""
    world, cases = worlds
    wrong = []
    actors = principals(world)
    outside = [name for name in actors if name not in ("clock", "rule", "coordinator")]

    for name, case in product(outside, cases):
        played = parts_played(name, case)
        step = next(one for one in case.steps.values() if not {*one.by} & {*played})
        expected = NotYours if played and not step.opens else Unknown
        found = answer_of_the_door(case, step, actors[name], world.later())
        if found is not expected:
            wrong.append((name, case.kind, case.state, step.name, found))

    assert wrong == []


def test_every_open_state_and_more_is_in_the_matrix():
    left_out = {kind: set(STATES[kind].values) - set(WALKS[kind]) for kind in WALKS}

    assert left_out == {
        Kind.REPORT: set(),
        Kind.OBSTACLE: {"RESOLVED_PARTIALLY", "MERGED"},
        Kind.CONSULTATION: {"DRAFT"},
    }


def test_losing_a_seat_never_adds_a_right(worlds):
    world, cases = worlds
    case = next(one for one in cases if one.state == "IN_ANALYSIS")
    before = {
        step.name for step in case.steps.values() if policy.may_take(step, case, world.expert)
    }

    case.seats.all().delete()

    after = {step.name for step in case.steps.values() if policy.may_take(step, case, world.expert)}
    assert before != set()
    assert after == set()


def test_a_reporter_speaks_from_one_seat_only(db):
    world = World()
    mine, other = world.report(), world.report()
    me = Bearer(mine.seats.get(bearer=True))

    seen = Case.objects.visible_to(me)

    assert [case.pk for case in seen] == [mine.pk]
    assert policy.roles(other, me) == NOBODY


def test_a_right_that_ends_counts_on_the_next_request(db):
    world = World()
    world.coordinator.user.memberships.all().delete()

    assert Official(world.coordinator.user).offices == NOBODY
