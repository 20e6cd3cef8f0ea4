from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key

from .case import Case


class Milestone(models.Model):
    """What an acting body promised, and by when."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    reached_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title
