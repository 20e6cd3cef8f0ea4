"""A closed-loop driver: one job, some connections, some seconds; percentiles of right answers."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

Request = tuple[str, str, dict[str, str], str | None]


@dataclass(frozen=True)
class Measured:
    """Milliseconds at the 50th and 95th percentile, requests a second, failures."""

    p50: float
    p95: float
    per_second: float
    samples: int
    failed: int


def measure(
    port: int,
    make: Callable[[int], Request],
    *,
    expected: int,
    connections: int = 1,
    seconds: float = 3.0,
    numbers: "count[int] | None" = None,
) -> Measured:
    """Run one job; every request has a number of its own, so that none is repeated."""
    numbers = numbers or count()
    taken: list[float] = []
    failed: list[int] = []
    end = time.perf_counter() + seconds

    def work() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < end:
            method, path, headers, body = make(next(numbers))
            started = time.perf_counter()
            link.request(method, path, body, headers)
            answer = link.getresponse()
            answer.read()
            spent = time.perf_counter() - started
            (taken if answer.status == expected else failed).append(
                spent if answer.status == expected else answer.status
            )
        link.close()

    threads = [threading.Thread(target=work) for _each in range(connections)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ran = time.perf_counter() - begun
    if not taken:
        return Measured(float("nan"), float("nan"), 0, 0, len(failed))
    ordered = sorted(taken)
    return Measured(
        p50=ordered[len(ordered) // 2] * 1000,
        p95=ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))] * 1000,
        per_second=len(taken) / ran,
        samples=len(taken),
        failed=len(failed),
    )
