"""How many cases stand in a state follows each of them."""

from workflow import tallies

from .act import Act


def keep_tally(act: Act) -> None:
    if act.before != act.case.state:
        tallies.move(act.case, act.before)
