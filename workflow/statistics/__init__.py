"""Figures, drawn from the log. What anybody may count is asked of the policy, not decided here.

``answer`` is for whoever signed in, ``public_answer`` for everybody. Both give a ``Figure``: the
same question with the same cut-off has the same answer for ever.
"""

from .answers import answer, figure
from .catalogue import CATALOGUE
from .lights import Light, light_of
from .measure import Column, Measure
from .published import closed_quarter, public_answer
from .question import TOTAL, Figure, Question, Row
from .remembered import log_now

__all__ = [
    "CATALOGUE",
    "TOTAL",
    "Column",
    "Figure",
    "Light",
    "Measure",
    "Question",
    "Row",
    "answer",
    "closed_quarter",
    "figure",
    "light_of",
    "log_now",
    "public_answer",
]
