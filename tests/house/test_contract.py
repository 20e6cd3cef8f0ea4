"""The procedures as they were agreed: a table of its own, which fails on a step that differs.

Columns: step, from, to, by. SAME: the state stays; BEFORE: back to where the work stood;
several targets are separated by ``/``; ``*`` stands for every open state.
"""

import pytest

from workflow.procedure import steps
from workflow.roles import Role
from workflow.states import CLOSED, STATES, Kind, Publication

INTAKE = """
submit         | -                                                | RECEIVED          | REPORTER FRONT_OFFICE INTAKE COORDINATOR IMPORT
take_up        | RECEIVED                                         | IN_TRIAGE         | INTAKE COORDINATOR
ask_reporter   | IN_TRIAGE                                        | AWAITING_REPORTER | INTAKE COORDINATOR EXPERT LEAD_EXPERT
ask_reporter   | LINKED                                           | SAME              | INTAKE COORDINATOR EXPERT LEAD_EXPERT
reply          | AWAITING_REPORTER LAPSED                         | IN_TRIAGE         | REPORTER FRONT_OFFICE
reply          | LINKED                                           | SAME              | REPORTER FRONT_OFFICE
add            | *                                                | SAME              | REPORTER FRONT_OFFICE
give_back      | IN_TRIAGE                                        | RECEIVED          | INTAKE COORDINATOR
hand_over      | IN_TRIAGE                                        | SAME              | INTAKE COORDINATOR
answer         | IN_TRIAGE                                        | ANSWERED          | INTAKE COORDINATOR
lapse          | AWAITING_REPORTER                                | LAPSED            | CLOCK
link           | IN_TRIAGE                                        | LINKED            | INTAKE COORDINATOR
unlink         | LINKED                                           | IN_TRIAGE         | INTAKE COORDINATOR
redirect       | RECEIVED IN_TRIAGE                               | REDIRECTED        | INTAKE COORDINATOR
reject         | RECEIVED IN_TRIAGE                               | REJECTED          | INTAKE COORDINATOR
withdraw       | *                                                | WITHDRAWN         | REPORTER
conclude       | LINKED                                           | ANSWERED          | RULE
relink         | ANSWERED                                         | LINKED            | RULE
ask_effect     | ANSWERED                                         | SAME              | CLOCK
confirm_effect | ANSWERED                                         | SAME              | REPORTER FRONT_OFFICE
reopen         | REDIRECTED REJECTED LAPSED WITHDRAWN ANSWERED    | IN_TRIAGE         | INTAKE COORDINATOR
"""

RESOLUTION = """
identify         | -                                              | IDENTIFIED        | INTAKE COORDINATOR IMPORT
assign           | IDENTIFIED                                     | ASSIGNED          | COORDINATOR
assign           | ASSIGNED IN_ANALYSIS IN_CONSULTATION           | SAME              | COORDINATOR
start_analysis   | ASSIGNED                                       | IN_ANALYSIS       | LEAD_EXPERT COORDINATOR
consult          | IN_ANALYSIS IN_CONSULTATION                    | IN_CONSULTATION   | EXPERT LEAD_EXPERT COORDINATOR
positions_in     | IN_CONSULTATION                                | IN_ANALYSIS       | RULE
propose_solution | IN_ANALYSIS                                    | SOLUTION_PROPOSED | EXPERT LEAD_EXPERT COORDINATOR
revise           | SOLUTION_PROPOSED                              | IN_ANALYSIS       | EXPERT LEAD_EXPERT COORDINATOR
adopt            | SOLUTION_PROPOSED                              | IMPLEMENTING      | COORDINATOR ACTING_BODY
report_progress  | IMPLEMENTING                                   | SAME              | EXPERT LEAD_EXPERT COORDINATOR ACTING_BODY
resolve          | SOLUTION_PROPOSED IMPLEMENTING                 | RESOLVED_COMPLETELY/RESOLVED_PARTIALLY | COORDINATOR
close_unresolved | IN_ANALYSIS IN_CONSULTATION SOLUTION_PROPOSED IMPLEMENTING ON_HOLD | NOT_RESOLVED | COORDINATOR
dismiss          | IDENTIFIED ASSIGNED IN_ANALYSIS                | DISMISSED         | COORDINATOR
merge            | *                                              | MERGED            | COORDINATOR
unmerge          | MERGED                                         | BEFORE            | COORDINATOR
hold             | IDENTIFIED ASSIGNED IN_ANALYSIS IN_CONSULTATION SOLUTION_PROPOSED IMPLEMENTING | ON_HOLD | COORDINATOR
resume           | ON_HOLD                                        | BEFORE            | COORDINATOR
escalate         | *                                              | SAME              | COORDINATOR
reopen           | RESOLVED_COMPLETELY RESOLVED_PARTIALLY NOT_RESOLVED DISMISSED | IN_ANALYSIS | COORDINATOR
"""

CONSULTATION = """
send              | DRAFT                                         | SENT              | EXPERT LEAD_EXPERT COORDINATOR
accept            | SENT                                          | ACCEPTED          | PARTNER
decline           | SENT ACCEPTED                                 | DECLINED          | PARTNER
forward           | SENT ACCEPTED                                 | FORWARDED         | PARTNER EXPERT LEAD_EXPERT COORDINATOR
split             | SENT ACCEPTED                                 | SAME              | PARTNER EXPERT LEAD_EXPERT COORDINATOR
ask_back          | SENT ACCEPTED                                 | QUESTION_BACK     | PARTNER
clarify           | QUESTION_BACK                                 | SENT              | EXPERT LEAD_EXPERT COORDINATOR
answer            | SENT ACCEPTED QUESTION_BACK                   | ANSWERED          | PARTNER
answer            | ANSWERED CLOSED WITHDRAWN                     | SAME              | PARTNER
correct_answer    | ANSWERED                                      | SAME              | PARTNER
request_extension | SENT ACCEPTED QUESTION_BACK                   | SAME              | PARTNER
extend            | SENT ACCEPTED QUESTION_BACK                   | SAME              | EXPERT LEAD_EXPERT COORDINATOR
withdraw          | DRAFT SENT ACCEPTED QUESTION_BACK FORWARDED   | WITHDRAWN         | EXPERT LEAD_EXPERT COORDINATOR RULE
close             | ANSWERED DECLINED FORWARDED                   | CLOSED            | EXPERT LEAD_EXPERT COORDINATOR
remind            | SENT ACCEPTED                                 | SAME              | CLOCK
"""

PUBLICATION = """
request_review | UNPUBLISHED PUBLISHED WITHDRAWN | IN_REVIEW             | EXPERT LEAD_EXPERT COORDINATOR
approve        | IN_REVIEW                       | PUBLISHED             | COORDINATOR
send_back      | IN_REVIEW                       | UNPUBLISHED/PUBLISHED | COORDINATOR
retract        | PUBLISHED                       | WITHDRAWN             | COORDINATOR
"""

STATES_AGREED = {
    Kind.REPORT: (
        "RECEIVED IN_TRIAGE AWAITING_REPORTER LINKED",
        "ANSWERED REDIRECTED REJECTED LAPSED WITHDRAWN",
    ),
    Kind.OBSTACLE: (
        "IDENTIFIED ASSIGNED IN_ANALYSIS IN_CONSULTATION SOLUTION_PROPOSED IMPLEMENTING ON_HOLD",
        "RESOLVED_COMPLETELY RESOLVED_PARTIALLY NOT_RESOLVED DISMISSED MERGED",
    ),
    Kind.CONSULTATION: (
        "DRAFT SENT ACCEPTED QUESTION_BACK FORWARDED ANSWERED",
        "DECLINED WITHDRAWN CLOSED",
    ),
}

ACTS = {
    Kind.REPORT: "note message attach hand_over erase",
    Kind.OBSTACLE: "edit edit_side note attach share unshare extend_deadline hand_over",
    Kind.CONSULTATION: "note attach",
}

# What the steps ask for: every field that the tables name.
ASKS = {
    (Kind.REPORT, "ask_reporter"): "question answer_by language",
    (Kind.REPORT, "reply"): "answer files",
    (Kind.REPORT, "add"): "addition files",
    (Kind.REPORT, "hand_over"): "to note",
    (Kind.REPORT, "answer"): "words language",
    (Kind.REPORT, "link"): "obstacle title borders theme language",
    (Kind.REPORT, "unlink"): "reason",
    (Kind.REPORT, "redirect"): "destination why words language",
    (Kind.REPORT, "reject"): "why words language",
    (Kind.REPORT, "withdraw"): "reason",
    (Kind.REPORT, "confirm_effect"): "felt words",
    (Kind.REPORT, "reopen"): "reason",
    (Kind.OBSTACLE, "identify"): "title borders theme language summary",
    (Kind.OBSTACLE, "assign"): "lead others",
    (Kind.OBSTACLE, "consult"): "bodies network subject question language packet documents "
    "answer_by send_now",
    (Kind.OBSTACLE, "propose_solution"): "kind text language bodies provisions",
    (Kind.OBSTACLE, "revise"): "reason",
    (Kind.OBSTACLE, "adopt"): "act_reference milestones",
    (Kind.OBSTACLE, "report_progress"): "milestone reached_on moved_to words",
    (Kind.OBSTACLE, "resolve"): "extent solved_sides open_sides legal_reference redress_on "
    "words_nl words_fr words_de words_en",
    (Kind.OBSTACLE, "close_unresolved"): "why still_possible language redress_on "
    "words_nl words_fr words_de words_en",
    (Kind.OBSTACLE, "dismiss"): "why words_nl words_fr words_de words_en",
    (Kind.OBSTACLE, "merge"): "into",
    (Kind.OBSTACLE, "unmerge"): "reason",
    (Kind.OBSTACLE, "hold"): "why words review_on",
    (Kind.OBSTACLE, "resume"): "reason",
    (Kind.OBSTACLE, "escalate"): "network level body words",
    (Kind.OBSTACLE, "reopen"): "reason",
    (Kind.OBSTACLE, "send_back"): "reason",
    (Kind.OBSTACLE, "retract"): "reason",
    (Kind.CONSULTATION, "send"): "subject question language packet documents answer_by",
    (Kind.CONSULTATION, "accept"): "handled_by",
    (Kind.CONSULTATION, "decline"): "why words ask_instead",
    (Kind.CONSULTATION, "forward"): "body note",
    (Kind.CONSULTATION, "split"): "bodies part",
    (Kind.CONSULTATION, "ask_back"): "question",
    (Kind.CONSULTATION, "clarify"): "words packet answer_by",
    (Kind.CONSULTATION, "answer"): "position text language acts_by act_reference files "
    "may_be_quoted",
    (Kind.CONSULTATION, "request_extension"): "until reason",
    (Kind.CONSULTATION, "extend"): "until reason",
    (Kind.CONSULTATION, "withdraw"): "reason",
    (Kind.CONSULTATION, "close"): "taken_from_it release",
}


def agreed(table, open_):
    """Read a table into {step: ({from: {to, …}}, {by, …})}."""
    found = {}
    for line in table.strip().splitlines():
        name, sources, targets, by = (part.strip() for part in line.split("|"))
        moves, roles = found.setdefault(name, ({}, set()))
        where = [""] if sources == "-" else sources.split() if sources != "*" else sorted(open_)
        for source in where:
            to = {source} if targets == "SAME" else set(targets.split("/"))
            moves[source] = to
        roles.update(by.split())
    return found


def declared(kind, names, field="state"):
    """Read the same off the code."""
    known = steps(kind)
    return {
        name: (
            {source: set(known[name].targets(source)) for source in known[name].moves},
            {role.value for role in known[name].by},
        )
        for name in names
        if name in known and known[name].field == field
    }


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (Kind.REPORT, INTAKE),
        (Kind.OBSTACLE, RESOLUTION),
        (Kind.CONSULTATION, CONSULTATION),
    ],
)
def test_every_step_leads_where_it_was_agreed(kind, table):
    wanted = agreed(table, set(STATES[kind].values) - CLOSED[kind])

    found = declared(kind, wanted)

    assert found == wanted


def test_publication_is_a_machine_of_its_own():
    wanted = agreed(PUBLICATION, set())

    assert declared(Kind.OBSTACLE, wanted, field="publication") == wanted
    assert Publication.values == ["", "UNPUBLISHED", "IN_REVIEW", "PUBLISHED", "WITHDRAWN"]


@pytest.mark.parametrize("kind", Kind)
def test_the_states_are_those_agreed(kind):
    open_, closed = (set(names.split()) for names in STATES_AGREED[kind])

    assert set(STATES[kind].values) == open_ | closed
    assert CLOSED[kind] == closed


@pytest.mark.parametrize("kind", Kind)
def test_acts_that_move_nothing_are_steps_too(kind):
    known = steps(kind)

    for name in ACTS[kind].split():
        moves = known[name].moves
        assert all(known[name].targets(source) == (source,) for source in moves), name


@pytest.mark.parametrize(("kind", "name"), ASKS)
def test_every_form_asks_what_was_agreed(kind, name):
    form = steps(kind)[name].form

    assert set(form.base_fields) == set(ASKS[kind, name].split())


def test_nobody_waits_for_ever():
    """Every open state has a way out that somebody, or the clock, may take."""
    for kind in Kind:
        known = steps(kind).values()
        for state in set(STATES[kind].values) - CLOSED[kind]:
            ways = [step for step in known if step.field == "state" and state in step.moves]
            assert any(set(step.targets(state)) != {state} for step in ways), (kind, state)


def test_every_role_in_a_step_is_one_of_ours():
    known = {role for kind in Kind for step in steps(kind).values() for role in step.by}

    assert known <= set(Role)
