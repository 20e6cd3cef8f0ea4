"""How many cases stand where: counted along with each step, never the source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow.states import Kind


class Tally(models.Model):
    """So many cases of a kind in a state; of reports also by border and theme.

    The state LINES stands for the lines of the log of that kind.
    The number is spread over shards, of which a transaction has one to itself: nobody waits.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=24)
    border = models.UUIDField(null=True)
    theme = models.UUIDField(null=True)
    shard = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "state", "border", "theme", "shard"],
                nulls_distinct=False,
                name="a_tally_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}: {self.number}"
