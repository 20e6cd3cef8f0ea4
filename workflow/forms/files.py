"""Files in a form: several at once, each named where it is refused."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ManyFiles(forms.ClearableFileInput):
    """A picker for several files; a plain mapping may bring a list."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given = files or data
        many = getattr(given, "getlist", None)
        return many(name) if many else given.get(name)


class FilesField(forms.FileField):
    """Up to ten files; cleans to a list of uploads."""

    widget = ManyFiles
    most = 10

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data]
        uploads = [self._checked(one, initial) for one in given if one]
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.most:
            raise ValidationError(_("Send at most %(most)d files.") % {"most": self.most})
        return uploads

    def _checked(self, one: Any, initial: Any) -> Any:
        """One upload; what is wrong with it names it, since there may be ten."""
        try:
            return super().clean(one, initial)
        except ValidationError as error:
            name = getattr(one, "name", "")
            raise ValidationError([f"{name}: {words}" for words in error.messages]) from None
