"""Write docs/performance.md from measurements: python -m benchmarks.page small.json large.json"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
# Milliseconds (p50, one connection) of comparable systems on a machine of the same size, with the
# same generated cases: Signalen at 100,000, django-helpdesk at 100,000.
PEERS = {
    "list": (376, 2659),
    "filter + count": (485, 215),
    "search, rare word": (None, 2057),
    "detail": (62, 77),
    "statistics": (352, 2876),
    "transition": (89, 52),
    "create": (117, 38),
}
# What a job may cost beside the floor.
AIMS = {
    "list": 2.5,
    "filter + count": 2.5,
    "search, rare word": 2.5,
    "detail": 2.5,
    "history": 2.5,
    "statistics": 3.0,
    "transition": 3.0,
    "create": 3.0,
}
HEAD = """# How fast

Printed by `python -m benchmarks.page` from measurements; nothing here is typed by hand.

Product and bare framework (the *floor*: one file of Django and REST framework on a minimal schema, without sign-in,
rights, log, clocks or letters) are served one after the other on the same two cores, two sync workers each, from the
same database filled with the same cases (seed {seed}). The product is asked with a token, policy, log, clocks and outbox
on. The driver runs on the same cores. Ratios count; absolute figures depend on the machine. Repeat with:

```
python -m benchmarks.fill --cases 10000        # and in another database: --cases 100000
python -m benchmarks.measure --out small.json  # and: --out large.json
python -m benchmarks.page small.json large.json
```
"""
TAIL = """
## Beside comparable systems

Median milliseconds at 100,000 cases on a machine of the same size; the peers' figures were measured earlier, with the
same generated corpus, and their work is not quite equal (theirs include HTML in places, ours sign-in and rights).

| Job | Passerelle | Signalen | django-helpdesk |
|---|---|---|---|
"""


def table(found: dict[str, object]) -> list[str]:
    """One row for each job: p50, p95, requests a second, the floor, the ratio and the aim."""
    lines = [
        f"\n## {found['cases']:,} cases\n",
        "| Job | p50 ms | p95 ms | req/s at 4 | floor p50 ms | ratio | aim | n | failed |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    product, floor = found["product"], found["floor"]
    for job, one in product.items():  # type: ignore[attr-defined]
        alone, four = one["alone"], one["four"]
        base = floor[job]["alone"]["p50"]  # type: ignore[index]
        times = alone["p50"] / base
        mark = "" if times <= AIMS[job] else " (missed)"
        lines.append(
            f"| {job} | {alone['p50']:.1f} | {alone['p95']:.1f} | {four['per_second']:.0f} |"
            f" {base:.1f} | {times:.1f} | {AIMS[job]}{mark} | {alone['samples']:.0f} |"
            f" {alone['failed'] + four['failed']:.0f} |"
        )
    lines.append(
        f"\nPeak memory of a worker: {found['product_mb']} MB, floor {found['floor_mb']} MB."
    )
    return lines


def peers(found: dict[str, object]) -> list[str]:
    product = found["product"]
    rows = []
    for job, (signalen, helpdesk) in PEERS.items():
        ours = product[job]["alone"]["p50"]  # type: ignore[index]
        rows.append(f"| {job} | {ours:.1f} | {signalen or '–'} | {helpdesk or '–'} |")
    return rows


def main() -> None:
    measured = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    lines = [HEAD.format(seed=7)]
    for found in measured:
        lines += table(found)
    lines += [TAIL.rstrip("\n"), *peers(measured[-1])]
    notes = (HERE / "notes.md").read_text(encoding="utf-8")
    page = "\n".join(lines) + "\n\n" + notes
    (HERE.parent / "docs" / "performance.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
