"""A body with an account: all questions to it, and the obstacles that are shared with it."""

from django.urls import path

from web.standing_for import only_for
from workflow.roles import Role

from .desk import open_question, questions
from .obstacle import shared_obstacle
from .step import obstacle_step

speaks_here = only_for(Role.PARTNER)

urlpatterns = [
    path("partner", speaks_here(questions), name="bodies-desk"),
    path("partner/<slug:reference>", speaks_here(open_question), name="bodies-question"),
    path("partner/obstacle/<slug:reference>", speaks_here(shared_obstacle), name="bodies-obstacle"),
    path(
        "partner/obstacle/<slug:reference>/<slug:name>",
        speaks_here(obstacle_step),
        name="bodies-step",
    ),
]
