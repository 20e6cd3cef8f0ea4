"""What operations are called, so that a generated client reads well: listReports, takeUpReport."""

from typing import Any

PREFIX = "/api/v1/"
# Words that belong to the verb before them: take_up, hand_over.
PARTICLES = {"up", "over", "back"}
READ_AS_LISTS = {"List", "Page"}
VERBS = {"GET": "read", "POST": "create", "PATCH": "edit", "PUT": "put", "DELETE": "delete"}
# Names that no rule finds.
BY_STEP = {
    ("report", "add"): "addToReport",
    ("report", "ask_reporter"): "askReporter",
    ("report", "message"): "writeToReporter",
    ("report", "note"): "noteOnReport",
    ("report", "reply"): "replyForReporter",
    ("obstacle", "note"): "noteOnObstacle",
    ("obstacle", "consult"): "consultOnObstacle",
    ("consultation", "note"): "noteOnConsultation",
}
BY_ADDRESS = {
    ("POST", "obstacles/{key}/merge"): "mergeObstacleIntoAnother",
    ("POST", "obstacles/{key}/unmerge"): "undoMergeOfObstacle",
    ("POST", "public/reports/similar"): "findSimilarObstacles",
    ("POST", "public/reports"): "handInReport",
    ("POST", "public/sessions"): "openSession",
    ("DELETE", "public/sessions"): "endSession",
    ("POST", "public/reports/{key}/withdraw"): "withdrawOwnReport",
    ("POST", "public/reports/{key}/feedback"): "giveFeedback",
    ("POST", "reports/{key}/obstacle"): "attachReportToObstacle",
    ("GET", "me"): "readMe",
    ("GET", "organisations/{slug}/contacts"): "readContactsOfOrganisation",
    ("GET", "public/reports/{key}/answers/{question}"): "readOwnAnswer",
    ("POST", "public/reports/{key}/answers/{question}"): "answerQuestion",
    ("POST", "public/access-links"): "askForAccessCode",
    ("GET", "me/work"): "readMyWork",
    ("GET", "search"): "searchCases",
    ("GET", "public/consultations/{locator}"): "lookAtLink",
    ("POST", "public/consultations/{locator}/challenge"): "askForDigits",
    ("POST", "public/consultations/{locator}/sessions"): "redeemDigits",
    ("GET", "public/consultations/{locator}/packet"): "readOwnQuestion",
    ("POST", "public/consultations/{locator}/accept"): "acceptOwnQuestion",
    ("POST", "public/consultations/{locator}/decline"): "declineOwnQuestion",
    ("POST", "public/consultations/{locator}/forward"): "forwardOwnQuestion",
    ("POST", "public/consultations/{locator}/ask-back"): "askBackOnOwnQuestion",
    ("POST", "public/consultations/{locator}/answer"): "answerOwnQuestion",
    ("POST", "public/consultations/{locator}/request-extension"): "askForMoreTime",
    ("POST", "webhooks/{key}/test"): "tryWebhook",
    ("POST", "webhooks/{key}/deliveries/{delivery_key}/redeliver"): "redeliver",
    ("PATCH", "obstacles/{key}"): "changeObstacle",
    ("POST", "outbox/{key}/resend"): "resendLetter",
    ("POST", "reports/bulk"): "stepManyReports",
    ("POST", "reports/{key}/triage"): "triageReport",
    ("POST", "deadlines/{key}/extend"): "extendDeadline",
    ("POST", "public/reports/{key}/contact"): "correctOwnContact",
}
TAGS = {
    "reports": "What people told us, one story each.",
    "obstacles": "What stands in the way at a border, and what is done about it.",
    "consultations": "Questions to the bodies in charge, and their answers.",
    "public": "Without an account: hand in, come back, read the register and the figures.",
    "statistics": "Figures, each with its definition.",
    "organisations": "The directory of bodies.",
    "tokens": "One's own tokens for programs.",
    "me": "Who a token or session speaks for.",
    "search": "Words in all that one may see.",
    "changes": "For programs that keep a copy of what they may see.",
    "exports": "Lists as files, made in the background.",
    "jobs": "How far work in the background is.",
    "webhooks": "Where programs hear that something moved.",
    "workflow": "The procedures as they are in force.",
    "outbox": "Which letters left and which stopped.",
    "audit-events": "Who looked at what, for the data protection officer.",
    "problems": "Every kind of no, and what to do about it.",
}


def operation_id(method: str, path: str, *, kind: str, step: str, answer: str) -> str:
    """A verb and its noun, unique in the description."""
    place = path.removeprefix(PREFIX)
    if (method, place) in BY_ADDRESS:
        return BY_ADDRESS[method, place]
    if method == "POST" and "/transitions/" in place and step:
        return _of_step(kind, step, preview=place.endswith("/preview"))
    names = [part for part in place.replace(".", "/").split("/") if not part.startswith("{")]
    verb = VERBS[method]
    lists = method == "GET" and answer[-4:] in READ_AS_LISTS
    verb = "list" if lists else verb
    last = names[-1] if lists or not _is_one(method, place) else singular(names[-1])
    return verb + "".join(map(camel, [*map(singular, names[:-1]), last]))


def _is_one(method: str, place: str) -> bool:
    return method == "POST" or place.endswith("}")


def _of_step(kind: str, step: str, *, preview: bool) -> str:
    """The step as a verb around the case it is taken on."""
    words = step.split("_")
    verb = 2 if len(words) > 1 and words[1] in PARTICLES else 1
    usual = "".join(map(camel, [*words[:verb], kind, *words[verb:]]))
    found = BY_STEP.get((kind, step)) or usual[0].lower() + usual[1:]
    return f"preview{found[0].upper()}{found[1:]}" if preview else found


def singular(word: str) -> str:
    """The name of one of several: notes, a note."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "statistics")) else word


def camel(words: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in words.replace("-", "_").split("_"))


def tag(path: str) -> str:
    return path.removeprefix(PREFIX).split("/")[0].split(".")[0]


def tags_of(result: Any) -> list[dict[str, str]]:
    """The tags in use, each with a sentence where we have one."""
    used = {
        one for way in result["paths"].values() for told in way.values() for one in told["tags"]
    }
    known = [name for name in TAGS if name in used]
    return [
        {"name": name, **({"description": TAGS[name]} if name in TAGS else {})}
        for name in [*known, *sorted(used - set(known))]
    ]
