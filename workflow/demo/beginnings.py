"""How the demo's obstacles set out: assigned, analysed, asked about, answered, proposed."""

from workflow.actors import Actor, Bearer, Official
from workflow.models import Case
from workflow.states import Kind

from .bodies import in_charge
from .people import Story


def countries(story: Story) -> list[str]:
    return [side.area.code for side in story.case.obstacle.sides.select_related("area")]


def lead(story: Story) -> Official:
    return Official(story.case.handler)  # type: ignore[arg-type]


def identified(story: Story, theme: str) -> bool:
    return True


def assigned(story: Story, theme: str) -> bool:
    """Assign to an expert who knows the theme."""
    if not story.wait(1, 12):
        return False
    expert = story.office.expert(theme)
    story.take("assign", story.office.who("coordinator"), lead=expert.username)
    return True


def analysed(story: Story, theme: str) -> bool:
    if not assigned(story, theme) or not story.wait(1, 7):
        return False
    story.take("start_analysis", lead(story))
    return True


def asked(story: Story, theme: str) -> bool:
    """Ask the body of each side; nobody has answered yet."""
    if not analysed(story, theme) or not story.wait(3, 20):
        return False
    bodies = [in_charge(code, theme) for code in countries(story)]
    title = story.case.obstacle.title
    story.take(
        "consult",
        lead(story),
        bodies=bodies,
        subject=title,
        question="Would you change the rule or the practice, and by when?",
        language="en",
        packet=["summary", "sides"],
        send_now=True,
    )
    return True


def _answer(story: Story, case: Case, position: str) -> None:
    own = Story(story.office, case, story.day)
    by: Actor = _partner(case)
    if not own.wait(1, 5):
        return
    own.take("accept", by, handled_by="Unit for cross-border affairs")
    if not own.wait(3, 22):
        return
    own.take(
        "answer",
        by,
        position=position,
        text="We have looked at the rule with our colleagues on the other side.",
        language="en",
        may_be_quoted="yes",
    )
    story.day = max(story.day, own.day)


def _partner(case: Case) -> Actor:
    """Whoever bears the link of the asked body."""
    return Bearer(case.seats.get(role="PARTNER"))


def half_answered(story: Story, theme: str) -> bool:
    """One body answers, the other stays silent; the clock shows it."""
    if not asked(story, theme):
        return False
    first = _questions(story)[0]
    _answer(story, first, "willing")
    return True


def answered(story: Story, theme: str) -> bool:
    """All bodies answer, and the question is closed."""
    if not asked(story, theme):
        return False
    for case in _questions(story):
        _answer(story, case, story.office.dice.choice(["willing", "willing", "willing_in_part"]))
    story.case = Case.objects.get(pk=story.case.pk)
    return story.case.state == "IN_ANALYSIS"


def _questions(story: Story) -> list[Case]:
    return list(story.case.parts.filter(kind=Kind.CONSULTATION).order_by("pk"))


def proposed(story: Story, theme: str) -> bool:
    if not answered(story, theme) or not story.wait(3, 20):
        return False
    bodies = [in_charge(code, theme) for code in countries(story)]
    story.take(
        "propose_solution",
        lead(story),
        kind=story.office.dice.choice(
            [
                "administrative_coordination",
                "domestic_law",
                "intergovernmental_agreement",
                "benelux_instrument",
                "better_information",
            ]
        ),
        text="Both sides accept each other's papers, with one form in four languages.",
        language="en",
        bodies=bodies,
        provisions=["Ministerial regulation on cross-border cases, article 4"],
    )
    return True
