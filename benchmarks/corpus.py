"""A realistic mix of cases, made in Python from one seed and staged by COPY.

80 % reports, 14 % obstacles, 6 % consultations, over five years up to a day, a little more each
year; nine in ten are closed. Texts have 200 to 800 characters in nl, fr, de and en.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from obstacles.references import ALPHABET, check_character

END = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
YEARS = 5
SEED = 7
PLACES = 32**5

# Steps and the state each leads to; a case walks one of these, weighted.
REPORTS = [
    (["submit:RECEIVED"], 2),
    (["submit:RECEIVED", "take_up:IN_TRIAGE"], 2),
    (["submit:RECEIVED", "take_up:IN_TRIAGE", "ask_reporter:AWAITING_REPORTER"], 2),
    (["submit:RECEIVED", "take_up:IN_TRIAGE", "link:LINKED"], 8),
    (["submit:RECEIVED", "take_up:IN_TRIAGE", "link:LINKED", "conclude:ANSWERED"], 50),
    (["submit:RECEIVED", "take_up:IN_TRIAGE", "redirect:REDIRECTED"], 20),
    (["submit:RECEIVED", "take_up:IN_TRIAGE", "answer:ANSWERED"], 10),
    (["submit:RECEIVED", "reject:REJECTED"], 6),
]
ANALYSED = ["identify:IDENTIFIED", "assign:ASSIGNED", "start_analysis:IN_ANALYSIS"]
PROPOSED = [*ANALYSED, "propose_solution:SOLUTION_PROPOSED"]
OBSTACLES = [
    (ANALYSED[:1], 2),
    (ANALYSED[:2], 3),
    (ANALYSED, 6),
    ([*PROPOSED, "resolve:RESOLVED_COMPLETELY"], 50),
    ([*PROPOSED, "resolve:RESOLVED_PARTIALLY"], 20),
    ([*ANALYSED, "close_unresolved:NOT_RESOLVED"], 12),
    ([*ANALYSED[:1], "dismiss:DISMISSED"], 7),
]
CONSULTATIONS = [
    (["draft:DRAFT", "send:SENT"], 8),
    (["draft:DRAFT", "send:SENT", "accept:ACCEPTED"], 4),
    (["draft:DRAFT", "send:SENT", "answer:ANSWERED", "close:CLOSED"], 80),
    (["draft:DRAFT", "send:SENT", "decline:DECLINED"], 8),
]
KINDS = [("report", "RP", REPORTS, 80), ("obstacle", "OB", OBSTACLES, 14)]
KINDS += [("consultation", "CN", CONSULTATIONS, 6)]
WORDS = {
    "nl": "grens vergunning pensioen verzekering erkenning diploma zorg werkgever gemeente "
    "kinderbijslag thuiswerk trein aangifte ziekenhuis wachten maanden antwoord regel instantie",
    "fr": "frontière permis impôt pension assurance reconnaissance diplôme santé employeur commune "
    "allocation télétravail train déclaration hôpital attente mois réponse règle autorité",
    "de": "Grenze Genehmigung Steuer Rente Versicherung Anerkennung Diplom Gesundheit Arbeitgeber "
    "Gemeinde Kindergeld Heimarbeit Zug Erklärung Krankenhaus Warten Monate Antwort Behörde",
    "en": "border permit tax pension insurance recognition diploma health employer municipality "
    "benefit telework train return hospital waiting months answer rule authority",
}
LANGUAGES = ["nl", "nl", "fr", "de", "en"]
RARE = 20_000


def reference(prefix: str, number: int) -> str:
    """A reference of its own for each number; multiplying scatters neighbours."""
    scattered = number * 7_654_321 % PLACES
    body = "".join(ALPHABET[scattered >> 5 * place & 31] for place in range(5))
    return f"{prefix}-{body}{check_character(body)}"


def cases(count: int) -> Iterator[tuple[object, ...]]:
    """Rows of the staging table: number, kind, reference, opened, language, text, steps, gap."""
    dice = random.Random(SEED)
    weights = [row[3] for row in KINDS]
    walks = {
        kind: ([path for path, _w in paths], [w for _p, w in paths])
        for kind, _prefix, paths, _share in KINDS
    }
    vocabulary = {code: words.split() for code, words in WORDS.items()}
    for number in range(count):
        kind, prefix, _paths, _share = dice.choices(KINDS, weights)[0]
        steps = dice.choices(*walks[kind])[0]
        language = dice.choice(LANGUAGES)
        opened = END - timedelta(days=YEARS * 365 * (1 - dice.random() ** 0.85))
        words = dice.choices(vocabulary[language], k=dice.randint(30, 90))
        words[dice.randrange(len(words))] = f"ort{dice.randrange(RARE)}"
        yield (
            number,
            kind,
            reference(prefix, number),
            opened.replace(microsecond=0),
            language,
            " ".join(words),
            steps,
            dice.randint(1, 20),
        )
