"""Questions about a small world, and the numbers of their answers."""

from datetime import date
from zoneinfo import ZoneInfo

from tests.factories import World
from workflow.states import Kind
from workflow.statistics import Figure, Question, figure

BRUSSELS = ZoneInfo("Europe/Brussels")
SOLVED = ("edit_side", "assign", "start_analysis", "propose_solution", "resolve")


def asked(world: World, **more) -> Question:
    """About the year around a world, as it is known when the world stops."""
    told = {"from_on": date(2026, 1, 1), "to_on": date(2027, 1, 1), "as_of": world.at}
    return Question(**{**told, **more})


def counted(code: str, question: Question) -> Figure:
    return figure(code, question, of=Kind)


def cells(code: str, world: World, *names: str, **more) -> list:
    """Values of the total, in the order of the names."""
    total = counted(code, asked(world, **more)).total.cells
    return [total[name] for name in names]


def by_key(code: str, name: str, world: World, **more) -> dict:
    return {row.key: row.cells[name] for row in counted(code, asked(world, **more)).rows}
