from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language


class User(AbstractUser):
    """A person who signs in. What they may do stands in their memberships, nowhere here."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )
    is_service = models.BooleanField(
        _("service account"),
        default=False,
        help_text=_("Belongs to a program of a body. It has tokens and never signs in."),
    )
    # Sessions that began before this are over.
    signed_out_at = models.DateTimeField(_("signed out"), null=True, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(is_service=False) | Q(password__startswith="!"),
                name="a_program_has_no_password",
                violation_error_message=_("A service account has no password."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
