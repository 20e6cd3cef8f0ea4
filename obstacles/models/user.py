from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from obstacles.keys import new_key
from obstacles.languages import Language


class User(AbstractUser):
    """A person who signs in. What they may do stands in their memberships, nowhere here."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username
