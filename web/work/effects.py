"""What a step brings about: letters, clocks, and what follows elsewhere, said beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from obstacles.languages import Language
from workflow import periods, policy
from workflow.grammar import Step
from workflow.letters import SUBJECTS
from workflow.models import Case
from workflow.roles import Role
from workflow.states import Kind, Publication, label

ASKING = frozenset({"consult", "forward", "split"})
FOLLOWS = {
    "conclude": gettext_lazy("Everybody whose report is linked gets the outcome."),
    "withdraw": gettext_lazy("Open questions to other organisations are taken back."),
    "move": gettext_lazy("Linked reports move along, and their reporters are told."),
}
# Steps that choose themselves whom they tell.
NAMED_BY_THE_STEP = {"assign": (Role.LEAD_EXPERT,), "hand_over": (Role.LEAD_EXPERT,)}


@dataclass(frozen=True)
class Effect:
    """One thing that happens; ``audience`` is team, body or all, and empty for clocks."""

    words: str
    audience: str = ""


def effects(step: Step, case: Case) -> list[Effect]:
    """Everything a step brings about, in the order in which people ask."""
    return [*_letters(step, case), *(Effect(one) for one in clocks(step, case)), *_more(step)]


def leads_to(step: Step, case: Case) -> str:
    """Where the case stands afterwards; empty where it stays as it is."""
    source = getattr(case, step.field)
    targets = step.targets(source) if source in step.moves else ()
    if targets in ((), (source,)):
        return ""
    if targets == ("BEFORE",):
        return label(case.kind, case.state_before)
    if step.field == "publication":
        return get_text_list([str(Publication(one).label) for one in targets], _("or"))
    return get_text_list([label(case.kind, one) for one in targets], _("or"))


def clocks(step: Step, case: Case) -> Iterator[str]:
    """Which clocks start, stop, pause and go on."""
    running = {one.rule for one in case.running}
    starts = [one for one in step.starts if one not in running]
    frames = (
        (_("Starts: %(clocks)s."), [one for one in starts if not one.startswith("E")]),
        (_("Stops: %(clocks)s."), [one for one in step.stops if one in running]),
        (_("Pauses: %(clocks)s."), [one for one in step.pauses if one in running]),
        (_("Goes on: %(clocks)s."), [one for one in step.resumes if one in running]),
    )
    for frame, rules in frames:
        if rules:
            yield frame % {"clocks": ", ".join(str(periods.rule(one).label) for one in rules)}


def _letters(step: Step, case: Case) -> Iterator[Effect]:
    for role, letter in step.tells.items():
        subject = str(SUBJECTS[letter]) % {"reference": case.reference}
        told = list(_told(case, role))
        for who, language, audience in told:
            yield Effect(
                _("%(who)s gets a letter in %(language)s: “%(subject)s”.")
                % {"who": who, "language": language, "subject": subject},
                audience,
            )
        if not told and role in NAMED_BY_THE_STEP.get(step.name, ()):
            words = {"who": capfirst(role.label), "subject": subject}
            yield Effect(_("%(who)s gets a letter: “%(subject)s”.") % words, "team")
    if Role.REPORTER in step.tells and case.is_anonymous:
        yield Effect(_("The reporter is anonymous and reads it on the page of the report."))


def _told(case: Case, role: Role) -> Iterator[tuple[str, str, str]]:
    match role:
        case Role.REPORTER:
            contact = getattr(case.report, "contact", None)
            if contact is not None and contact.way != "anonymous":
                yield _("The reporter"), str(Language(contact.language).label), "body"
        case Role.PARTNER if case.kind == Kind.CONSULTATION:
            asked = case.consultation
            yield asked.authority.name, str(Language(asked.language).label), "body"
        case _:
            above = case.parent if case.kind == Kind.CONSULTATION and case.parent else case
            for seat in policy.holders(above, role).select_related("user", "authority"):
                spoken = seat.user.language if seat.user else "en"
                yield seat.speaker, str(Language(spoken).label), "team"


def _more(step: Step) -> Iterator[Effect]:
    if step.name in ASKING:
        yield Effect(_("Each asked organisation gets a letter with a link."), "body")
        yield Effect(_("Starts for each: answer to a consultation, 28 days unless you set a day."))
    for errand in step.follows:
        if errand in FOLLOWS:
            yield Effect(str(FOLLOWS[errand]), "body")
    if step.held:
        yield Effect(_("Letters wait 30 seconds, so that you can still undo a mistake."))
    if step.name == "approve":
        yield Effect(_("The public reads the text as it stands now."), "all")
