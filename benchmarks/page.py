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
    "list, page 50": 2.5,
    "filter + count": 2.5,
    "search, rare word": 2.5,
    "search, frequent word": 2.5,
    "detail": 2.5,
    "history": 2.5,
    "statistics": 3.0,
    "transition": 3.0,
    "create": 3.0,
}


def table(found: dict[str, object]) -> list[str]:
    """One row for each job: p50, p95, requests a second, the floor, the ratio and the aim."""
    lines = [
        f"\n## {found['cases']:,} cases\n",
        "| Job | p50 ms | p95 ms | req/s at 4 | floor p50 ms | ratio | aim | n | failed |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    product, floor = found["product"], found["floor"]
    for job in AIMS:
        one = product[job]  # type: ignore[index]
        alone, four = one["alone"], one["four"]
        base = floor[job]["alone"]["p50"]  # type: ignore[index]
        times = alone["p50"] / base
        mark = "" if times <= AIMS[job] else " (missed)"
        lines.append(
            f"| {job} | {alone['p50']:.1f} | {alone['p95']:.1f} | {four['per_second']:.0f} |"
            f" {base:.1f} | {times:.1f} | {AIMS[job]}{mark} | {alone['samples']:.0f} |"
            f" {alone['failed'] + four['failed']:.0f} |"
        )
    lines += pages(product)  # type: ignore[arg-type]
    lines.append(
        f"\nPeak memory of a worker: {found['product_mb']} MB, floor {found['floor_mb']} MB."
    )
    return lines


def pages(product: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """One row for each page of the site; the floor has none."""
    lines = ["\n| Page | p50 ms | p95 ms | req/s at 4 | failed |", "|---|---|---|---|---|"]
    for name, one in product.items():
        if name not in AIMS:
            alone, four = one["alone"], one["four"]
            failed = alone["failed"] + four["failed"]
            lines.append(
                f"| {name} | {alone['p50']:.1f} | {alone['p95']:.1f} |"
                f" {four['per_second']:.0f} | {failed:.0f} |"
            )
    return lines


def peers(found: dict[str, object]) -> list[str]:
    product = found["product"]
    rows = []
    for job, (signalen, helpdesk) in PEERS.items():
        ours = product[job]["alone"]["p50"]  # type: ignore[index]
        rows.append(f"| {job} | {ours:.1f} | {signalen or '–'} | {helpdesk or '–'} |")
    return rows


def _words(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def main() -> None:
    measured = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    lines = [_words("head.md")]
    for found in measured:
        lines += table(found)
    lines += ["", _words("peers.md").rstrip(), *peers(measured[-1]), "", _words("notes.md")]
    page = "\n".join(lines)
    (HERE.parent / "docs" / "performance.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
