"""What failed, on one screen: failures of one cause together, the first one with its place."""

import re
from collections import defaultdict

import pytest

CAUSES_SHOWN = 8
LINES_OF_THE_FIRST = 14
WIDTH = 110
NUMBER = re.compile(r"\b\d+\b|0x[0-9a-f]+")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The tracebacks were collected for us; pytest need not show them."""
    session.config.option.tbstyle = "no"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what is enough to begin with."""
    failed = terminalreporter.getreports("failed") + terminalreporter.getreports("error")
    if not failed:
        return
    causes: defaultdict[str, list[str]] = defaultdict(list)
    for report in failed:
        causes[NUMBER.sub("…", _cause(report))].append(report.nodeid)
    terminalreporter.section(f"{len(failed)} failed, {len(causes)} causes", red=True)
    for cause, names in list(causes.items())[:CAUSES_SHOWN]:
        terminalreporter.write_line(f"{len(names)} × {cause}"[:WIDTH], red=True)
        terminalreporter.write_line(f"    {names[0]}"[:WIDTH])
    if len(causes) > CAUSES_SHOWN:
        terminalreporter.write_line(f"… and {len(causes) - CAUSES_SHOWN} more causes")
    terminalreporter.section("the first of them", sep="-")
    for line in failed[0].longreprtext.splitlines()[-LINES_OF_THE_FIRST:]:
        terminalreporter.write_line(line[:WIDTH])
    terminalreporter.write_line("\nMore of one: .venv/bin/python -m pytest <name above>")


def _cause(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The last line that says what went wrong, without the place where it did."""
    lines = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
    return lines[0][2:].strip() if lines else report.longreprtext.splitlines()[-1]
