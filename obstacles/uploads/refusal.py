from django.core.exceptions import ValidationError


class RefusedUpload(ValidationError):
    """A file we do not take, with words that say what to do instead."""
