"""Who may do what by program, written by hand from the procedures and their table of roles.

Nothing here asks the code under test: a right that changes there is red until it changes here.
"""

from tests.permissions.test_matrix import WALKS
from workflow.states import Kind

REPORT, OBSTACLE, CONSULTATION = Kind.REPORT, Kind.OBSTACLE, Kind.CONSULTATION
TEAM = "EXPERT LEAD_EXPERT COORDINATOR"
STAFF = f"INTAKE {TEAM}"
INTAKE = "INTAKE COORDINATOR"

# Steps a program can take, each with the roles it falls to.
STEPS = {
    REPORT: {
        INTAKE: "take_up give_back hand_over answer link unlink redirect reject reopen",
        STAFF: "ask_reporter note attach message",
        "REPORTER FRONT_OFFICE": "reply add confirm_effect",
        "REPORTER FRONT_OFFICE INTAKE COORDINATOR": "correct_contact",
        "COORDINATOR DATA_PROTECTION": "erase",
    },
    OBSTACLE: {
        "COORDINATOR": "assign resolve close_unresolved dismiss merge unmerge hold resume "
        "escalate reopen",
        "LEAD_EXPERT COORDINATOR": "start_analysis hand_over",
        TEAM: "consult propose_solution revise edit_facts edit_side share unshare extend_deadline",
        "COORDINATOR ACTING_BODY": "adopt",
        f"{TEAM} ACTING_BODY": "report_progress",
        STAFF: "note attach edit",
    },
    CONSULTATION: {
        TEAM: "send clarify extend withdraw close",
        "PARTNER": "accept decline ask_back answer correct_answer request_extension",
        f"{TEAM} PARTNER": "forward split",
        STAFF: "note attach",
    },
}
PUBLICATION = {TEAM: "request_review", "COORDINATOR": "approve send_back retract"}

# The same steps by other addresses: the address, how it is sent, the step it is.
OTHER_WORDS = {
    REPORT: "notes:post:note messages:post:message questions:post:ask_reporter "
    "obstacle:post:link attachments:post:attach triage:post:take_up",
    OBSTACLE: ":patch:edit assignments:post:assign consultations:post:consult merge:post:merge "
    "unmerge:post:unmerge notes:post:note attachments:post:attach",
    CONSULTATION: "notes:post:note attachments:post:attach",
}

EVERYBODY = "REPORTER FRONT_OFFICE PARTNER ACTING_BODY READER " + STAFF
READS = {
    REPORT: {
        EVERYBODY: "detail transitions history deadlines attachments messages questions",
        STAFF: "notes",
        "FRONT_OFFICE INTAKE COORDINATOR": "contact",
    },
    OBSTACLE: {
        EVERYBODY: "detail transitions outcome",
        f"{STAFF} ACTING_BODY": "deadlines",
        STAFF: "history notes attachments assignments",
        TEAM: "consultations",
    },
    CONSULTATION: {
        EVERYBODY: "detail transitions deadlines attachments packet messages",
        TEAM: "history notes",
    },
}

# What somebody with an access code does at the addresses of reporters.
OWN_READS = ("", "/messages", "/attachments")
OWN_ACTS = ("/messages", "/withdraw", "/feedback", "/contact", "/attachments")

# How a case comes to each state; beside the states of the machine those of the register.
BOTH_SIDES = "edit_side assign start_analysis propose_solution"
EVERY_WALK = {
    REPORT: WALKS[REPORT],
    OBSTACLE: {
        **WALKS[OBSTACLE],
        "RESOLVED_PARTIALLY": f"{BOTH_SIDES} resolve",
        "MERGED": "assign merge",
        "IN_REVIEW": "assign request_review",
        "PUBLISHED": "assign request_review approve",
        "WITHDRAWN": "assign request_review approve retract",
    },
    CONSULTATION: {**WALKS[CONSULTATION], "DRAFT": ""},
}


def by_name(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """Turn a table around: what each line names, with its roles."""
    return {
        name: frozenset(roles.split()) for roles, names in table.items() for name in names.split()
    }
