"""Try the running API at its edges, as each principal, against its own description.

`python -m benchmarks.fuzz --url http://127.0.0.1:8000 --cases 50000 --token "coordinator pat_…"`
sends random requests made from the description, and prints every answer that is a fault or is not
as described. Use a database that may be spoilt.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@dataclass
class Round:
    """Principals by turns, and what came of it."""

    tokens: dict[str, str]
    counted: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = cycle(self.tokens.items())
        self.session = requests.Session()

    def send(self, case: Any) -> None:
        """Send one case as whoever's turn it is."""
        name, token = next(self.turns)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = case.call(session=self.session, headers=headers, allow_redirects=False)
        self.counted[f"{name} {response.status_code}"] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except (Exception, FailureGroup) as error:
            raise AssertionError(f"as {name}: {error}") from None


def fuzz(url: str, tokens: dict[str, str], cases: int, *, start: int = 1) -> Round:
    """Send so many cases, spread over all operations and principals."""
    described = schemathesis.openapi.from_url(f"{url}/api/v1/schema")
    found = [one.ok() for one in described.get_all_operations()]
    round_ = Round(tokens)
    for number, operation in enumerate(found):
        words = _try(operation, -(-cases // len(found)), start + number, round_)
        if words:
            round_.wrong[f"{operation.method.upper()} {operation.path}"] = words
    round_.session.close()
    return round_


def _try(operation: Any, each: int, number: int, round_: Round) -> str:
    """Send cases of one operation; the words of the first check that fails."""

    @seed(number)
    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=SLOW,
    )
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        round_.send(case)

    try:
        run()
    except Exception as error:  # whatever a check or the client raised is what was found
        return f"{type(error).__name__}: {error}"[:1500]
    return ""


def main() -> int:
    """Fuzz as each token that was given, and as nobody."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", default="http://127.0.0.1:8000")
    asked.add_argument("--cases", type=int, default=50_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--token", action="append", default=[], help='"name token"')
    given_ = asked.parse_args()
    tokens = {"anonymous": "", **dict(one.split(" ", 1) for one in given_.token)}
    round_ = fuzz(given_.url, tokens, given_.cases, start=given_.seed)
    for name, count in sorted(round_.counted.items()):
        print(f"{count:7} {name}")
    for address, words in round_.wrong.items():
        print(f"\n{address}\n{words}")
    return 1 if round_.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
