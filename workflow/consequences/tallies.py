"""How long the log is, and how many cases stand in a state, follows each of its lines."""

from workflow import tallies

from .act import Act


def keep_tally(act: Act) -> None:
    tallies.move(act.case, act.before)
